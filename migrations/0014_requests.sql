-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Requests: what answers an opening, on the server of the one who asks and on the server of the one who is asked.

CREATE TABLE request (
    id              bigint PRIMARY KEY DEFAULT snowflake(),
    uri             text NOT NULL UNIQUE CHECK (length(uri) <= 2048), -- of the Offer, or of the Note that says it
    opening_id      bigint REFERENCES opening ON DELETE SET NULL,
    opening_uri     text NOT NULL CHECK (length(opening_uri) <= 2048),
    position        smallint NOT NULL,                                -- the seat
    kind            text NOT NULL DEFAULT '' CHECK (length(kind) <= 60),
    sender_id       bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    receiver_id     bigint NOT NULL REFERENCES actor ON DELETE CASCADE, -- the opening's owner
    behalf_id       bigint REFERENCES actor ON DELETE SET NULL,       -- the organisation that the sender asks for
    spoken          text NOT NULL CHECK (spoken IN ('offer', 'note')), -- note: a message from Mastodon and the like
    message         text NOT NULL CHECK (length(message) <= 600),
    answers         text[] NOT NULL DEFAULT '{}' CHECK (cardinality(answers) <= 3),
    -- What the receiver's side knows. The sender reads not_now as sent until it expires.
    state           text NOT NULL CHECK (state IN ('sent', 'interested', 'agreed', 'done', 'credited',
                                                   'withdrawn', 'not_now', 'expired', 'ended')),
    agreement_uri   text UNIQUE CHECK (length(agreement_uri) <= 2048),
    interested_at   timestamptz,
    agreed_at       timestamptz,
    sender_done_at  timestamptz,
    receiver_done_at timestamptz,
    closed_at       timestamptz,
    expires_at      timestamptz NOT NULL,                             -- of an open one
    introducer_id   bigint REFERENCES actor ON DELETE SET NULL,       -- who passed it on, with a sentence
    introduction    text NOT NULL DEFAULT '' CHECK (length(introduction) <= 300),
    highlight_uri   text CHECK (length(highlight_uri) <= 2048),       -- the joint one
    thread_removed_at timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CHECK (sender_id <> receiver_id)
);
CREATE INDEX request_sender ON request (sender_id, id DESC);
CREATE INDEX request_receiver ON request (receiver_id, id DESC);
CREATE INDEX request_opening ON request (opening_id);
CREATE INDEX request_due ON request (expires_at) WHERE state IN ('sent', 'interested', 'not_now');
-- One open request per person and seat.
CREATE UNIQUE INDEX request_once ON request (sender_id, opening_uri, position)
    WHERE state IN ('sent', 'interested', 'not_now', 'agreed');

-- Private: only its two parties read it.
CREATE TABLE thread_message (
    id              bigint PRIMARY KEY DEFAULT snowflake(),
    uri             text NOT NULL UNIQUE CHECK (length(uri) <= 2048), -- of the Note
    request_id      bigint NOT NULL REFERENCES request ON DELETE CASCADE,
    actor_id        bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    html            text NOT NULL CHECK (length(html) <= 102400),     -- sanitised
    plain           text NOT NULL CHECK (length(plain) <= 20000),
    published       timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX thread_message_request ON thread_message (request_id, id);

-- A request on its way over a common collaborator.
CREATE TABLE introduction (
    id              bigint PRIMARY KEY DEFAULT snowflake(),
    uri             text NOT NULL UNIQUE CHECK (length(uri) <= 2048), -- of the Offer that asks for it
    offer           text NOT NULL CHECK (length(offer) <= 65536),     -- the asker's Offer to the owner, with its proof
    offer_uri       text NOT NULL UNIQUE CHECK (length(offer_uri) <= 2048),
    opening_uri     text NOT NULL CHECK (length(opening_uri) <= 2048),
    asker_id        bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    introducer_id   bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    owner_id        bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    message         text NOT NULL CHECK (length(message) <= 600),
    state           text NOT NULL CHECK (state IN ('asked', 'passed_on', 'lapsed', 'withdrawn')),
    expires_at      timestamptz NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX introduction_introducer ON introduction (introducer_id, id DESC);
CREATE INDEX introduction_asker ON introduction (asker_id, id DESC);
CREATE INDEX introduction_due ON introduction (expires_at) WHERE state = 'asked';
