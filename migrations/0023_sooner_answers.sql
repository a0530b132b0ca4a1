-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The rules of who sees what are asked for each row of a list. PostgreSQL parses and plans a function in SQL that reads
-- tables anew for each such query, and one that it calls for each row; of one in PL/pgSQL it keeps the plans with the
-- connection. What the rules say is what they said before.

CREATE OR REPLACE FUNCTION domain_severity(host text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    name text := split_part(host, ':', 1);
BEGIN
    RETURN coalesce((SELECT d.severity
                       FROM domain_block d
                      WHERE name = split_part(d.domain, ':', 1) OR right(name, length(d.domain) + 1) = '.' || d.domain
                      ORDER BY length(d.domain) DESC
                      LIMIT 1), 'allow');
END $$;

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
      FROM (SELECT a.state,
                   a.local,
                   CASE WHEN a.local THEN 'allow' ELSE domain_severity(a.host) END AS severity,
                   EXISTS (SELECT FROM follow f
                            WHERE f.followed_id = a.id AND f.follower_id = viewer AND f.state = 'accepted') AS followed
              FROM actor a
             WHERE a.id = author_id) AS author);
END $$;

CREATE OR REPLACE FUNCTION is_excluded(viewer bigint, opening_id bigint)
RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN EXISTS (
        SELECT
          FROM opening_exclusion e
          LEFT JOIN organisation o ON o.actor_id = e.actor_id AND o.state <> 'claimed'
         CROSS JOIN LATERAL (SELECT coalesce(e.domain, o.domain) AS name) domain
         WHERE e.opening_id = is_excluded.opening_id
           AND (e.actor_id = viewer
                OR e.actor_id IN (SELECT r.organisation_id FROM organisation_role r WHERE r.member_id = viewer)
                OR EXISTS (SELECT FROM actor a JOIN actor who ON lower(who.host) = lower(a.host)
                            WHERE a.id = viewer AND NOT a.local AND a.kind = 'Application' AND who.id = e.actor_id)
                OR domain.name = ANY (SELECT unnest(domains_over(lower(a.host))) FROM actor a WHERE a.id = viewer AND NOT a.local)
                OR domain.name = ANY (SELECT unnest(domains_over(g.domain)) FROM organisation g
                                        LEFT JOIN organisation_role r ON r.organisation_id = g.actor_id
                                       WHERE g.actor_id = viewer OR r.member_id = viewer)
                OR domain.name = ANY (SELECT unnest(domains_over(lower(split_part(m.email, '@', 2)))) FROM member m
                                       WHERE m.actor_id = viewer)));
END $$;

CREATE OR REPLACE FUNCTION credit_distance(one bigint, other bigint)
RETURNS integer LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN (WITH near(id) AS (
        SELECT c.collaborator_id FROM credit c WHERE c.author_id = credit_distance.one AND c.state = 'confirmed'
        UNION
        SELECT c.author_id FROM credit c WHERE c.collaborator_id = credit_distance.one AND c.state = 'confirmed'
    )
    SELECT CASE
        WHEN EXISTS (SELECT FROM near WHERE near.id = credit_distance.other) THEN 1
        WHEN EXISTS (SELECT FROM near JOIN credit c ON c.author_id = near.id
                      WHERE c.collaborator_id = credit_distance.other AND c.state = 'confirmed')
          OR EXISTS (SELECT FROM near JOIN credit c ON c.collaborator_id = near.id
                      WHERE c.author_id = credit_distance.other AND c.state = 'confirmed') THEN 2
    END);
END $$;

CREATE OR REPLACE FUNCTION pact_holds(host text) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    RETURN EXISTS (SELECT
                     FROM pact p
                     JOIN follow ours ON ours.followed_id = p.station_id AND ours.state = 'accepted'
                     JOIN actor here ON here.id = ours.follower_id AND here.local AND here.username = 'station'
                     JOIN follow theirs ON theirs.follower_id = p.station_id AND theirs.followed_id = here.id
                                       AND theirs.state = 'accepted'
                    WHERE p.host = pact_holds.host);
END $$;

-- Each question costs a statement, so that the usual ones end with the first two.
CREATE OR REPLACE FUNCTION opening_visible_to(viewer bigint, opening_id bigint, owner_id bigint, local boolean, audience text,
                                              direct boolean)
RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    IF viewer = owner_id
       OR EXISTS (SELECT FROM organisation_role r WHERE r.organisation_id = owner_id AND r.member_id = viewer) THEN
        RETURN true;
    END IF;
    IF visible_to(viewer, NULL, owner_id, 'public', direct) IS NOT TRUE THEN
        RETURN false;
    END IF;
    IF NOT opening_visible_to.local THEN
        IF opening_visible_to.audience = 'everyone' THEN
            RETURN true;
        END IF;
        RETURN EXISTS (SELECT FROM opening_recipient t JOIN actor who ON who.id = t.actor_id
                        WHERE t.opening_id = opening_visible_to.opening_id
                          AND (t.actor_id = viewer
                               OR (who.local AND who.username = 'station'
                                   AND EXISTS (SELECT FROM member m WHERE m.actor_id = viewer))
                               OR EXISTS (SELECT FROM organisation_role r
                                           WHERE r.organisation_id = t.actor_id AND r.member_id = viewer)));
    END IF;
    -- Nobody whom we cannot name, or the excluded would only have to sign out.
    IF EXISTS (SELECT FROM opening_exclusion e WHERE e.opening_id = opening_visible_to.opening_id)
       AND (viewer IS NULL OR is_excluded(viewer, opening_visible_to.opening_id)) THEN
        RETURN false;
    END IF;
    RETURN CASE
        WHEN opening_visible_to.audience = 'everyone' THEN true
        WHEN viewer IS NULL THEN false
        WHEN opening_visible_to.audience = 'instance' THEN EXISTS (SELECT FROM actor a WHERE a.id = viewer AND a.local)
        WHEN opening_visible_to.audience = 'pacts' THEN
            EXISTS (SELECT FROM actor a WHERE a.id = viewer AND (a.local OR pact_holds(a.host)))
        WHEN opening_visible_to.audience = 'verified_organisations' THEN
            EXISTS (SELECT FROM organisation o LEFT JOIN organisation_role r ON r.organisation_id = o.actor_id
                     WHERE o.state = 'verified' AND (o.actor_id = viewer OR r.member_id = viewer))
        ELSE credit_distance(viewer, owner_id) IS NOT NULL
    END;
END $$;

CREATE OR REPLACE FUNCTION award_stands(state text, expires_at timestamptz, issuer_id bigint, recipient_id bigint)
RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    IF award_stands.state = 'accepted' AND (award_stands.expires_at IS NULL OR award_stands.expires_at > now()) THEN
        RETURN EXISTS (SELECT FROM actor a
                        WHERE a.id = award_stands.issuer_id AND a.state NOT IN ('suspended', 'gone')
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
    RETURN (SELECT a.state = 'active' AND (a.local OR domain_severity(a.host) = 'allow') FROM actor a WHERE a.id = owner_id);
END $$;

-- Names as the Space Station compares them: folding them anew costs as much as comparing.
DROP INDEX actor_names;
ALTER TABLE actor ADD COLUMN called text GENERATED ALWAYS AS (folded(name || ' ' || username)) STORED;
CREATE INDEX actor_names ON actor USING gin (called gin_trgm_ops) WHERE kind IN ('Person', 'Organization');

-- Whose the newest openings are is read off the index alone.
ALTER TABLE station_entry DROP CONSTRAINT station_entry_pkey;
ALTER TABLE station_entry ADD PRIMARY KEY (opening_id) INCLUDE (actor_id);
