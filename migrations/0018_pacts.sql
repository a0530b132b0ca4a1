-- SPDX-License-Identifier: AGPL-3.0-or-later
-- How pacts end, and how their collections are read: a queue of rows with leases.

ALTER TABLE pact ADD COLUMN ended_at timestamptz;                    -- they left or refused; ours was taken back with it
ALTER TABLE pact ADD COLUMN pull_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE pact ADD COLUMN pull_next text CHECK (length(pull_next) <= 2048); -- the page where the reading goes on
ALTER TABLE pact ADD COLUMN pull_pages integer NOT NULL DEFAULT 0;   -- of this reading
ALTER TABLE pact ADD COLUMN pull_attempts integer NOT NULL DEFAULT 0;
ALTER TABLE pact ADD COLUMN leased_until timestamptz;

-- As before; and whoever speaks for a whole instance is left out where anybody of that instance is.
CREATE OR REPLACE FUNCTION is_excluded(viewer bigint, opening_id bigint)
RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT EXISTS (
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
                                       WHERE m.actor_id = viewer)))
$$;
