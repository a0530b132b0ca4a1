-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Whether an actor is suspended by their own home, as their document says at each look. Kept apart from state, which is
-- this instance's own: that their home lets them in again must not undo what our moderators decided.

ALTER TABLE actor ADD COLUMN home_suspended boolean NOT NULL DEFAULT false;

CREATE OR REPLACE FUNCTION visible_to(viewer bigint, highlight_id bigint, author_id bigint, visibility text, direct boolean)
RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN (SELECT CASE
        WHEN author.state IN ('suspended', 'gone') OR author.severity = 'suspend' THEN false
        WHEN viewer = author_id THEN true
        WHEN EXISTS (SELECT FROM block b WHERE b.actor_id = author_id AND b.blocked_id = viewer) THEN false
        WHEN (author.state = 'silenced' OR author.severity = 'silence')
             AND NOT (direct AND (author.local OR author.followed)) THEN false
        WHEN visible_to.visibility = 'public' THEN true
        WHEN visible_to.visibility = 'followers' THEN author.followed
        ELSE EXISTS (SELECT FROM highlight_audience named
                      WHERE named.highlight_id = visible_to.highlight_id AND named.actor_id = viewer)
    END
      FROM (SELECT CASE WHEN a.home_suspended THEN 'suspended' ELSE a.state END AS state,
                   a.local,
                   CASE WHEN a.local THEN 'allow' ELSE domain_severity(a.host) END AS severity,
                   EXISTS (SELECT FROM follow f
                            WHERE f.followed_id = a.id AND f.follower_id = viewer AND f.state = 'accepted') AS followed
              FROM actor a
             WHERE a.id = author_id) AS author);
END $$;

CREATE OR REPLACE FUNCTION award_stands(state text, expires_at timestamptz, issuer_id bigint, recipient_id bigint)
RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    IF award_stands.state = 'accepted' AND (award_stands.expires_at IS NULL OR award_stands.expires_at > now()) THEN
        RETURN EXISTS (SELECT FROM actor a
                        WHERE a.id = award_stands.issuer_id AND a.state NOT IN ('suspended', 'gone')
                          AND NOT a.home_suspended
                          AND (a.local OR domain_severity(a.host) <> 'suspend')
                          AND NOT EXISTS (SELECT FROM organisation o
                                           WHERE o.actor_id = a.id
                                             AND (o.state = 'lapsed' OR (a.local AND o.state <> 'verified'))))
           AND NOT EXISTS (SELECT FROM block b
                            WHERE (b.actor_id = award_stands.issuer_id AND b.blocked_id = award_stands.recipient_id)
                               OR (b.actor_id = award_stands.recipient_id AND b.blocked_id = award_stands.issuer_id));
    END IF;
    RETURN false;
END $$;

CREATE OR REPLACE FUNCTION station_shows(owner_id bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT a.state = 'active' AND NOT a.home_suspended AND (a.local OR domain_severity(a.host) = 'allow')
              FROM actor a
             WHERE a.id = owner_id);
END $$;

DROP TRIGGER actor_searched ON actor;
CREATE TRIGGER actor_searched AFTER UPDATE OF state, home_suspended, host ON actor
    FOR EACH ROW WHEN (old.state <> new.state OR old.home_suspended <> new.home_suspended OR old.host <> new.host)
    EXECUTE FUNCTION station_follows_actor();
