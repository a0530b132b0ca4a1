-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The activity that carries a message of a thread names the message, so that it goes with the thread.
UPDATE activity a
   SET object_uri = m.uri
  FROM thread_message m
  JOIN request r ON r.id = m.request_id
 WHERE a.type = 'Create' AND a.object_uri = r.uri AND a.body::jsonb #>> '{object,id}' = m.uri;
-- Of threads that were removed before.
DELETE FROM activity a
 USING request r
 WHERE r.thread_removed_at IS NOT NULL AND a.type = 'Create' AND a.object_uri = r.uri
   AND a.body::jsonb #>> '{object,type}' = 'Note';
