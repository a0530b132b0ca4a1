-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What goes out and what comes in. docs/architecture.md tells the two walks.

-- Append only: each activity that a local actor said, its body once. Signed bytes are these bytes.
CREATE TABLE activity (
    id              bigint PRIMARY KEY DEFAULT snowflake(),
    uri             text NOT NULL UNIQUE,
    actor_id        bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    type            text NOT NULL,
    object_uri      text NOT NULL DEFAULT '',
    highlight_id    bigint,                                          -- the highlight that decides who may read it
    public          boolean NOT NULL,
    body            text NOT NULL,
    followers_of    bigint,                                          -- says whose FEP-8fcf header goes with it
    created_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX activity_object ON activity (object_uri, id);
CREATE INDEX activity_actor ON activity (actor_id, id DESC);

-- A server that we deliver to. The peer is what workers lease, so a dead one costs one row.
-- closed: letters flow. open: it failed and rests until next_attempt_at. half_open: one probe is on its way.
-- gone: silent for 30 days; nothing is queued until it speaks to us.
CREATE TABLE peer (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    origin          text NOT NULL UNIQUE,                            -- https://example.org
    state           text NOT NULL DEFAULT 'closed' CHECK (state IN ('closed', 'open', 'half_open', 'gone')),
    failures        integer NOT NULL DEFAULT 0,                      -- without a success in between
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    lease_owner     uuid,
    lease_until     timestamptz,
    has_work        boolean NOT NULL DEFAULT false,
    last_success_at timestamptz,
    failing_since   timestamptz,
    signature_scheme text CHECK (signature_scheme IN ('cavage-12', 'rfc9421')) -- what it last accepted
);
CREATE INDEX peer_due ON peer (next_attempt_at) WHERE has_work;

CREATE TABLE peer_inbox (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    peer_id         bigint NOT NULL REFERENCES peer ON DELETE CASCADE,
    uri             text NOT NULL UNIQUE CHECK (length(uri) <= 2048),
    gone_at         timestamptz                                      -- answered 404 or 410; asked again a day later
);
CREATE INDEX peer_inbox_peer ON peer_inbox (peer_id);

-- Deleted on success. Rows of one lane of a peer go out in the order of their activities.
-- No foreign keys: three checks a row would cost more than the rows. Whoever inserts locks the peers (deliveries.cpp),
-- and rows whose activity or inbox is gone are dropped by the worker that meets them.
CREATE TABLE delivery (
    peer_id         bigint NOT NULL,
    activity_id     bigint NOT NULL,
    inbox_id        bigint NOT NULL,
    lane            smallint NOT NULL,
    attempts        smallint NOT NULL DEFAULT 0,                     -- that failed although the peer was well
    refusals        smallint NOT NULL DEFAULT 0,                     -- answers 401, 403 and redirects
    not_before      timestamptz,                                     -- its lane waits for it
    expires_at      timestamptz NOT NULL,
    PRIMARY KEY (peer_id, activity_id, inbox_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- The domains whose blocks hold for an authority: "a.b.test:8443" itself, a.b.test, b.test and test.
CREATE FUNCTION domains_over(authority text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT array_append(array_agg(array_to_string(labels[i:], '.')), authority)
      FROM string_to_array(regexp_replace(authority, ':[0-9]+$', ''), '.') AS labels,
           generate_series(1, array_length(labels, 1)) AS i
$$;

-- Received, verified, committed, then answered 202. The bytes are kept: replays and proofs need them.
CREATE TABLE inbox_item (
    id              bigint PRIMARY KEY DEFAULT snowflake(),
    activity_uri    text NOT NULL CHECK (length(activity_uri) <= 2048),
    actor_uri       text NOT NULL CHECK (length(actor_uri) <= 2048),
    sender_host     text NOT NULL,                                   -- of the signer, which may have forwarded it
    type            text NOT NULL,
    body            text NOT NULL,
    recipient_id    bigint REFERENCES actor ON DELETE CASCADE,       -- of a personal inbox
    trusted         boolean NOT NULL,                                -- signer was the actor; otherwise fetched from its home
    lane            text NOT NULL,                                   -- one at a time, in order: the actor; or, untrusted, the signer's host
    received_at     timestamptz NOT NULL DEFAULT now(),
    run_at          timestamptz NOT NULL DEFAULT now(),
    attempts        smallint NOT NULL DEFAULT 0,
    lease_until     timestamptz,
    outcome         text,                                            -- null while open; then done, ignored, refused: … , dead: …
    finished_at     timestamptz
);
-- What somebody forwarded must not stand in the way of what the actor itself says later: hence "trusted".
CREATE UNIQUE INDEX inbox_item_once ON inbox_item (activity_uri, actor_uri, trusted);
CREATE INDEX inbox_item_due ON inbox_item (run_at, id) WHERE outcome IS NULL;
CREATE INDEX inbox_item_lane ON inbox_item (lane, id) WHERE outcome IS NULL;
CREATE INDEX inbox_item_open_by_host ON inbox_item (sender_host) WHERE outcome IS NULL;
CREATE INDEX inbox_item_finished ON inbox_item (finished_at) WHERE outcome IS NOT NULL;
