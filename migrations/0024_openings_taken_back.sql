-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Who is left out of openings through a station, and which organisation holds a domain.

-- As before; and whoever speaks for a whole instance is left out where an organisation of that instance has proven an
-- excluded domain too.
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
                OR EXISTS (SELECT FROM organisation g
                             JOIN actor firm ON firm.id = g.actor_id
                             JOIN actor a ON lower(a.host) = lower(firm.host)
                            WHERE a.id = viewer AND NOT a.local AND a.kind = 'Application'
                              AND g.state = 'verified' AND domain.name = ANY (domains_over(g.domain)))
                OR domain.name = ANY (SELECT unnest(domains_over(lower(a.host))) FROM actor a WHERE a.id = viewer AND NOT a.local)
                OR domain.name = ANY (SELECT unnest(domains_over(g.domain)) FROM organisation g
                                        LEFT JOIN organisation_role r ON r.organisation_id = g.actor_id
                                       WHERE g.actor_id = viewer OR r.member_id = viewer)
                OR domain.name = ANY (SELECT unnest(domains_over(lower(split_part(m.email, '@', 2)))) FROM member m
                                       WHERE m.actor_id = viewer)));
END $$;

-- A domain is held by who has proven it now; whose proof lapsed does not keep it from its next owner.
DROP INDEX organisation_domain;
CREATE UNIQUE INDEX organisation_domain ON organisation (domain) WHERE token IS NOT NULL AND state = 'verified';
