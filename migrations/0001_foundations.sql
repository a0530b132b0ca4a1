-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Ids, actors and their keys, domain blocks, tombstones, throttles, idempotency.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

CREATE SEQUENCE snowflake_sequence;

-- 41 bits of milliseconds since 2026-01-01, 12 bits of a sequence: below 2^53, and never twice unless
-- more than 4,096 are made in one millisecond.
CREATE FUNCTION snowflake() RETURNS bigint LANGUAGE sql VOLATILE PARALLEL UNSAFE AS $$
    SELECT ((floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint - 1767225600000) << 12)
           | (nextval('snowflake_sequence') & 4095)
$$;

-- What the program reads points in time as.
CREATE FUNCTION milliseconds(t timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT floor(extract(epoch FROM t) * 1000)::bigint
$$;

-- For finding, never for showing: without case and accents. unaccent is only STABLE by itself.
CREATE FUNCTION folded(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT lower(public.unaccent('public.unaccent'::regdictionary, t))
$$;

-- Every actor that we know, local and remote, of every kind.
CREATE TABLE actor (
    id                  bigint PRIMARY KEY DEFAULT snowflake(),
    uri                 text NOT NULL UNIQUE CHECK (length(uri) <= 2048),
    local               boolean NOT NULL,
    kind                text NOT NULL CHECK (kind IN ('Person', 'Organization', 'Group', 'Application', 'Service')),
    username            text NOT NULL CHECK (length(username) BETWEEN 1 AND 255),
    host                text NOT NULL CHECK (length(host) <= 259),   -- the authority of the handle, lower case
    name                text NOT NULL DEFAULT '' CHECK (length(name) <= 2048),
    summary             text NOT NULL DEFAULT '' CHECK (length(summary) <= 102400),  -- sanitised HTML
    url                 text CHECK (length(url) <= 2048),
    icon_url            text CHECK (length(icon_url) <= 2048),
    inbox               text NOT NULL CHECK (length(inbox) <= 2048),
    shared_inbox        text CHECK (length(shared_inbox) <= 2048),
    outbox              text CHECK (length(outbox) <= 2048),
    followers           text CHECK (length(followers) <= 2048),
    following           text CHECK (length(following) <= 2048),
    featured            text CHECK (length(featured) <= 2048),
    also_known_as       text[] NOT NULL DEFAULT '{}',
    moved_to            text CHECK (length(moved_to) <= 2048),
    approves_followers  boolean NOT NULL DEFAULT false,
    discoverable        boolean NOT NULL DEFAULT false,
    indexable           boolean NOT NULL DEFAULT false,
    fields              jsonb NOT NULL DEFAULT '[]',                 -- [{"name","value"}], value is sanitised HTML
    state               text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'silenced', 'suspended', 'gone')),
    published           timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    fetched_at          timestamptz,                                 -- of remote actors
    moved_at            timestamptz
);
CREATE UNIQUE INDEX actor_local_handle ON actor (lower(username)) WHERE local;
CREATE INDEX actor_handle ON actor (host, lower(username));
CREATE INDEX actor_fetched ON actor (fetched_at) WHERE NOT local;

-- Public keys of every actor, as their documents list them. The id is the keyId of signatures.
CREATE TABLE public_key (
    uri         text PRIMARY KEY CHECK (length(uri) <= 2048),
    actor_id    bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    algorithm   text NOT NULL CHECK (algorithm IN ('rsa', 'ed25519')),
    spki        bytea NOT NULL CHECK (length(spki) <= 8192),        -- DER SubjectPublicKeyInfo
    fetched_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX public_key_actor ON public_key (actor_id);

-- Private keys of local actors, sealed by the instance's secret. Made when first needed.
CREATE TABLE private_key (
    actor_id    bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    algorithm   text NOT NULL CHECK (algorithm IN ('rsa', 'ed25519')),
    key_uri     text NOT NULL UNIQUE REFERENCES public_key (uri),
    sealed      bytea NOT NULL,                                      -- DER PKCS#8
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (actor_id, algorithm)
);

-- Ids that are gone for ever: ours answer 410, remote ones refuse a Create that comes after its Delete.
CREATE TABLE tombstone (
    uri         text PRIMARY KEY CHECK (length(uri) <= 2048),
    local       boolean NOT NULL,
    former_type text NOT NULL DEFAULT 'Note',
    deleted_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX tombstone_age ON tombstone (deleted_at) WHERE NOT local;

CREATE TABLE domain_block (
    domain      text PRIMARY KEY,                                    -- with all domains below it
    severity    text NOT NULL CHECK (severity IN ('allow', 'silence', 'suspend')), -- the most specific rule wins
    reason      text NOT NULL DEFAULT '',
    created_at  timestamptz NOT NULL DEFAULT now()
);

-- One counter per key and window; limits survive restarts and are shared by all processes.
CREATE TABLE throttle (
    key         text NOT NULL CHECK (length(key) <= 300),
    window_start timestamptz NOT NULL,
    count       integer NOT NULL,
    PRIMARY KEY (key, window_start)
);
CREATE INDEX throttle_age ON throttle (window_start);

-- Answers of creations that carried an Idempotency-Key; kept for a day.
CREATE TABLE idempotency (
    actor_id     bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    key          text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    request_hash bytea NOT NULL,
    status       integer NOT NULL,
    answer       text NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (actor_id, key)
);
CREATE INDEX idempotency_age ON idempotency (created_at);
