-- SPDX-License-Identifier: AGPL-3.0-or-later
-- An opening that changed so that others may find it is new to them.

-- Where it stands among what is new: an id of the time of that change, or a later one, since it is new again once a week
-- at most. NULL: its own id says it.
ALTER TABLE opening ADD COLUMN news bigint;
CREATE INDEX opening_news ON opening (coalesce(news, id));

-- Nobody is told of the same match twice.
CREATE INDEX notification_match ON notification (opening_id, member_id) WHERE kind IN ('call_matches', 'openness_matches');
