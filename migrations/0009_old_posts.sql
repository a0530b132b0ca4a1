-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What somebody wrote before anybody here followed them: the wish to look into their outbox, and what was found there.

-- One row per followed actor elsewhere. Kept when it is done, so that following again and again is one visit an hour.
CREATE TABLE outbox_visit (
    actor_id    bigint PRIMARY KEY REFERENCES actor ON DELETE CASCADE,
    run_at      timestamptz NOT NULL DEFAULT now(),
    lease_until timestamptz,
    attempts    integer NOT NULL DEFAULT 0,
    done_at     timestamptz
);
CREATE INDEX outbox_visit_due ON outbox_visit (run_at) WHERE done_at IS NULL;

-- Found, not told: no badge announced it and nobody but its author's followers has it in their Multiverse. The first
-- delivery makes it an arrival like any other.
ALTER TABLE highlight ADD COLUMN found boolean NOT NULL DEFAULT false;

-- An id in the place of a time that is past: as snowflake() would have made it then. What is older than ids are lies in
-- their first hour, eight ids to a second, so that the order of ids is the order of times all the same.
CREATE FUNCTION snowflake_at(t timestamptz) RETURNS bigint LANGUAGE sql VOLATILE PARALLEL UNSAFE AS $$
    SELECT CASE WHEN t >= '2026-01-01T01:00:00Z'
                THEN ((milliseconds(t) - 1767225600000) << 12) | (nextval('snowflake_sequence') & 4095)
                ELSE greatest(floor(extract(epoch FROM t)), 0)::bigint * 8 + 1 + (nextval('snowflake_sequence') & 7)
           END
$$;
