-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What members and organisations are open to, and their calls; the pacts by which instances exchange them.

-- An administrator's agreement with another instance. It holds while both stations follow each other.
CREATE TABLE pact (
    id              bigint PRIMARY KEY DEFAULT snowflake(),
    host            text NOT NULL UNIQUE CHECK (length(host) <= 259),
    station_id      bigint NOT NULL UNIQUE REFERENCES actor ON DELETE CASCADE, -- theirs
    kinds           text[] NOT NULL DEFAULT '{}',                    -- what is exchanged; empty: everything
    badges          text[] NOT NULL DEFAULT '{}',                    -- slugs
    languages       text[] NOT NULL DEFAULT '{}',
    per_day         integer NOT NULL DEFAULT 500 CHECK (per_day BETWEEN 1 AND 100000), -- taken in from them
    repaired_at     timestamptz,                                     -- when their collection was last read
    created_at      timestamptz NOT NULL DEFAULT now()
);

-- Openness ("open to") and calls, local and remote. Gone at ends_at everywhere, without a message.
CREATE TABLE opening (
    id              bigint PRIMARY KEY DEFAULT snowflake(),
    uri             text NOT NULL UNIQUE CHECK (length(uri) <= 2048),
    form            text NOT NULL CHECK (form IN ('openness', 'call')),
    actor_id        bigint NOT NULL REFERENCES actor ON DELETE CASCADE, -- a member or an organisation
    local           boolean NOT NULL,
    direction       text NOT NULL CHECK (direction IN ('offering', 'looking')),
    title           text NOT NULL DEFAULT '' CHECK (length(title) <= 200), -- of calls
    markdown        text CHECK (length(markdown) <= 5000),           -- the note or the text; none for remote ones
    html            text NOT NULL CHECK (length(html) <= 102400),    -- sanitised
    plain           text NOT NULL CHECK (length(plain) <= 20000),    -- without markup, for the search
    language        text CHECK (length(language) <= 35),             -- that it is written in
    terms           text[] NOT NULL DEFAULT '{}',
    in_exchange     text NOT NULL DEFAULT '' CHECK (length(in_exchange) <= 60), -- the kind a swap asks for
    at_distance     boolean NOT NULL DEFAULT true,                   -- can be done from anywhere
    place           text NOT NULL DEFAULT '' CHECK (length(place) <= 200),
    latitude        double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude       double precision CHECK (longitude BETWEEN -180 AND 180),
    radius_km       integer CHECK (radius_km BETWEEN 0 AND 20000),
    languages       text[] NOT NULL DEFAULT '{}',                    -- to work in
    questions       text[] NOT NULL DEFAULT '{}' CHECK (cardinality(questions) <= 3),
    audience        text NOT NULL DEFAULT 'everyone'
                    CHECK (audience IN ('everyone', 'instance', 'pacts', 'verified_organisations', 'two_credits')),
    capacity        integer CHECK (capacity BETWEEN 1 AND 1000),     -- agreements a month; none: as many as come
    month           date,                                            -- what agreed counts: agreements since its first day
    agreed          integer NOT NULL DEFAULT 0 CHECK (agreed >= 0),
    full_until      timestamptz,                                     -- capacity or seats are used up until then
    ends_at         timestamptz NOT NULL,
    closed_at       timestamptz,                                     -- by its owner, before the end
    asked_again_at  timestamptz,                                     -- the owner was asked whether it still holds
    renews_id       bigint REFERENCES opening ON DELETE SET NULL,    -- the call that this one follows
    kinds           text[] NOT NULL DEFAULT '{}',                    -- of all seats
    badges          text[] NOT NULL DEFAULT '{}',                    -- slugs, of all seats
    url             text CHECK (length(url) <= 2048),
    published       timestamptz NOT NULL DEFAULT now(),
    edited_at       timestamptz,
    fetched_at      timestamptz                                      -- of remote ones: when their home was last asked
);
CREATE INDEX opening_actor ON opening (actor_id, id DESC);
CREATE INDEX opening_end ON opening (ends_at);

-- What a request answers. An openness has one; a call one or several.
CREATE TABLE seat (
    opening_id      bigint NOT NULL REFERENCES opening ON DELETE CASCADE,
    position        smallint NOT NULL,
    uri             text NOT NULL CHECK (length(uri) <= 2048),       -- of the FEP-0837 Intent
    kind            text NOT NULL DEFAULT '' CHECK (length(kind) <= 60), -- empty: a kind of others that we do not know
    places          integer NOT NULL DEFAULT 1 CHECK (places BETWEEN 1 AND 100), -- of calls
    taken           integer NOT NULL DEFAULT 0 CHECK (taken BETWEEN 0 AND places),
    PRIMARY KEY (opening_id, position)
);
CREATE UNIQUE INDEX seat_uri ON seat (uri);
CREATE TABLE seat_badge (
    opening_id      bigint NOT NULL,
    position        smallint NOT NULL,
    badge_id        bigint NOT NULL REFERENCES badge ON DELETE CASCADE,
    ordinal         smallint NOT NULL,
    PRIMARY KEY (opening_id, position, badge_id),
    FOREIGN KEY (opening_id, position) REFERENCES seat ON DELETE CASCADE
);
CREATE INDEX seat_badge_badge ON seat_badge (badge_id);

-- Silent: whoever is excluded sees what everybody would see if the opening did not exist.
CREATE TABLE opening_exclusion (
    opening_id      bigint NOT NULL REFERENCES opening ON DELETE CASCADE,
    actor_id        bigint REFERENCES actor ON DELETE CASCADE,       -- a member, or an organisation with its people
    domain          text CHECK (length(domain) <= 253),              -- an instance, or an organisation's domain, with all below it
    CHECK ((actor_id IS NULL) <> (domain IS NULL))
);
CREATE UNIQUE INDEX opening_exclusion_once ON opening_exclusion (opening_id, actor_id, domain) NULLS NOT DISTINCT;
CREATE INDEX opening_exclusion_actor ON opening_exclusion (actor_id) WHERE actor_id IS NOT NULL;

-- To whom a remote opening that is not public was delivered: people here, or our station for everybody here.
CREATE TABLE opening_recipient (
    opening_id      bigint NOT NULL REFERENCES opening ON DELETE CASCADE,
    actor_id        bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    PRIMARY KEY (opening_id, actor_id)
);
CREATE INDEX opening_recipient_actor ON opening_recipient (actor_id);

-- Both stations follow each other, and the administrator's pact still stands.
CREATE FUNCTION pact_holds(host text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT EXISTS (SELECT
                     FROM pact p
                     JOIN follow ours ON ours.followed_id = p.station_id AND ours.state = 'accepted'
                     JOIN actor here ON here.id = ours.follower_id AND here.local AND here.username = 'station'
                     JOIN follow theirs ON theirs.follower_id = p.station_id AND theirs.followed_id = here.id
                                       AND theirs.state = 'accepted'
                    WHERE p.host = pact_holds.host)
$$;

-- Whoever leaves an organisation out, which proved its domain, leaves out who belongs to that domain too.
CREATE FUNCTION is_excluded(viewer bigint, opening_id bigint) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT EXISTS (
        SELECT
          FROM opening_exclusion e
          LEFT JOIN organisation o ON o.actor_id = e.actor_id AND o.state <> 'claimed'
         CROSS JOIN LATERAL (SELECT coalesce(e.domain, o.domain) AS name) domain
         WHERE e.opening_id = is_excluded.opening_id
           AND (e.actor_id = viewer
                OR e.actor_id IN (SELECT r.organisation_id FROM organisation_role r WHERE r.member_id = viewer)
                OR domain.name = ANY (SELECT unnest(domains_over(lower(a.host))) FROM actor a WHERE a.id = viewer AND NOT a.local)
                OR domain.name = ANY (SELECT unnest(domains_over(g.domain)) FROM organisation g
                                        LEFT JOIN organisation_role r ON r.organisation_id = g.actor_id
                                       WHERE g.actor_id = viewer OR r.member_id = viewer)
                OR domain.name = ANY (SELECT unnest(domains_over(lower(split_part(m.email, '@', 2)))) FROM member m
                                       WHERE m.actor_id = viewer)))
$$;

-- The one rule of who sees an opening: visible_to for its owner first, then exclusions, then the audience. An opening
-- with exclusions is seen by nobody whom we cannot name, or the excluded would only have to sign out.
CREATE FUNCTION opening_visible_to(viewer bigint, opening_id bigint, owner_id bigint, local boolean, audience text,
                                   direct boolean)
RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN viewer = owner_id
             OR EXISTS (SELECT FROM organisation_role r WHERE r.organisation_id = owner_id AND r.member_id = viewer) THEN true
        WHEN visible_to(viewer, NULL, owner_id, 'public', direct) IS NOT TRUE THEN false
        WHEN NOT opening_visible_to.local THEN
            opening_visible_to.audience = 'everyone'
            OR EXISTS (SELECT FROM opening_recipient t JOIN actor who ON who.id = t.actor_id
                        WHERE t.opening_id = opening_visible_to.opening_id
                          AND (t.actor_id = viewer
                               OR (who.local AND who.username = 'station'
                                   AND EXISTS (SELECT FROM member m WHERE m.actor_id = viewer))
                               OR EXISTS (SELECT FROM organisation_role r
                                           WHERE r.organisation_id = t.actor_id AND r.member_id = viewer)))
        WHEN EXISTS (SELECT FROM opening_exclusion e WHERE e.opening_id = opening_visible_to.opening_id)
             AND (viewer IS NULL OR is_excluded(viewer, opening_visible_to.opening_id)) THEN false
        WHEN opening_visible_to.audience = 'everyone' THEN true
        WHEN viewer IS NULL THEN false
        WHEN opening_visible_to.audience = 'instance' THEN EXISTS (SELECT FROM actor a WHERE a.id = viewer AND a.local)
        WHEN opening_visible_to.audience = 'pacts' THEN
            EXISTS (SELECT FROM actor a WHERE a.id = viewer AND (a.local OR pact_holds(a.host)))
        WHEN opening_visible_to.audience = 'verified_organisations' THEN
            EXISTS (SELECT FROM organisation o LEFT JOIN organisation_role r ON r.organisation_id = o.actor_id
                     WHERE o.state = 'verified' AND (o.actor_id = viewer OR r.member_id = viewer))
        ELSE credit_distance(viewer, owner_id) IS NOT NULL
    END
$$;
