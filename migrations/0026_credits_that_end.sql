-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Credits end with what they rest on; and the day on which the words of a highlight changed is no longer that of its
-- last Update, which a confirmed collaborator brings about too.

ALTER TABLE highlight ADD COLUMN content_edited_at timestamptz; -- headline, text or pictures; edited_at is the wire's "updated"
UPDATE highlight h SET content_edited_at = h.edited_at
 WHERE EXISTS (SELECT FROM highlight_revision r
                WHERE r.highlight_id = h.id AND (r.headline, r.html) IS DISTINCT FROM (h.headline, h.html));

CREATE INDEX credit_sought ON credit (author_id, id DESC);

-- Who looks whether a consent still stands, or proves it anew, changes nothing that is shown.
DROP TRIGGER credit_changed ON credit;
CREATE TRIGGER credit_changed AFTER INSERT OR DELETE OR UPDATE OF state, answered_at, requested_at ON credit
    FOR EACH ROW EXECUTE FUNCTION collaborator_follows_credit();

-- What was confirmed to or by a member here stays theirs: their sealed copy holds it, and whoever gave it can take it
-- back. It is looked at no more. All else was about the highlight alone.
CREATE FUNCTION end_credits(highlight_uri text, author_id bigint) RETURNS void LANGUAGE sql AS $$
    DELETE FROM credit k
     WHERE k.highlight_uri = end_credits.highlight_uri AND k.author_id = end_credits.author_id
       AND NOT (k.state = 'confirmed' AND EXISTS (SELECT FROM actor a
                                                   WHERE a.id IN (k.author_id, k.collaborator_id) AND a.local));
    UPDATE credit k SET check_at = NULL
     WHERE k.highlight_uri = end_credits.highlight_uri AND k.author_id = end_credits.author_id;
$$;

CREATE FUNCTION credits_end_with_highlight() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM end_credits(OLD.uri, OLD.actor_id);
    RETURN NULL;
END $$;
CREATE TRIGGER highlight_deleted AFTER DELETE ON highlight
    FOR EACH ROW EXECUTE FUNCTION credits_end_with_highlight();

SELECT end_credits(k.highlight_uri, k.author_id)
  FROM (SELECT DISTINCT c.highlight_uri, c.author_id FROM credit c
         WHERE EXISTS (SELECT FROM tombstone t WHERE t.uri = c.highlight_uri)
            OR NOT EXISTS (SELECT FROM highlight h WHERE h.uri = c.highlight_uri)
               AND NOT EXISTS (SELECT FROM actor a WHERE a.id = c.collaborator_id AND a.local)) AS k;
