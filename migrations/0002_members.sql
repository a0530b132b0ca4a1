-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Members, and the ways in: invitations, the waitlist, the operator. Tokens are stored as HMACs only.

CREATE TABLE member (
    actor_id        bigint PRIMARY KEY REFERENCES actor ON DELETE CASCADE,
    email           text NOT NULL CHECK (length(email) <= 254),
    password_hash   text,                                            -- argon2id; none: cannot sign in by password
    role            text NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'gatekeeper', 'moderator', 'admin')),
    state           text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended', 'deleted')),
    bio             text NOT NULL DEFAULT '' CHECK (length(bio) <= 5000), -- the Markdown behind actor.summary
    locale          text NOT NULL DEFAULT 'en',
    shows_follows   boolean NOT NULL DEFAULT false,                  -- whether followers and following are listed
    created_at      timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX member_email ON member (lower(email)) WHERE state <> 'deleted';

-- Handles of deleted members are never given out again.
CREATE TABLE retired_handle (
    handle      text PRIMARY KEY,                                    -- lower case
    retired_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE invitation (
    id          bigint PRIMARY KEY DEFAULT snowflake(),
    code_hash   bytea NOT NULL UNIQUE,
    inviter_id  bigint REFERENCES actor ON DELETE SET NULL,          -- none: the operator
    note        text NOT NULL DEFAULT '' CHECK (length(note) <= 500),
    email       text CHECK (length(email) <= 254),                   -- bound to this address
    uses        integer NOT NULL CHECK (uses BETWEEN 1 AND 1000),
    used        integer NOT NULL DEFAULT 0 CHECK (used BETWEEN 0 AND uses),
    expires_at  timestamptz NOT NULL,
    revoked_at  timestamptz,
    created_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX invitation_inviter ON invitation (inviter_id, created_at);

-- The place is counted by queue_number, which is given out in the order of confirmations and never again: whoever
-- confirms later stands behind. An entry that comes back when a decision is undone keeps its number but is "returned": it
-- counts for nobody else's place. So no place ever moves backwards, and nobody loses one by somebody's mistake.
CREATE TABLE waitlist_entry (
    id              bigint PRIMARY KEY DEFAULT snowflake(),
    queue_number    bigint UNIQUE,                                   -- none: not confirmed yet
    returned        boolean NOT NULL DEFAULT false,
    email           text NOT NULL CHECK (length(email) <= 254),
    handle          text NOT NULL CHECK (length(handle) BETWEEN 1 AND 30),
    about           text NOT NULL CHECK (length(about) <= 1000),
    locale          text NOT NULL DEFAULT 'en' CHECK (locale IN ('de', 'en')),
    state           text NOT NULL DEFAULT 'unconfirmed'
                    CHECK (state IN ('unconfirmed', 'waiting', 'admitted', 'declined', 'joined')),
    confirm_hash    bytea NOT NULL UNIQUE,
    status_hash     bytea NOT NULL UNIQUE,
    admit_hash      bytea UNIQUE,                                    -- of the link that an admission mails out
    reason          text NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    decided_by      bigint REFERENCES actor ON DELETE SET NULL,
    decided_at      timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CHECK (state = 'unconfirmed' OR queue_number IS NOT NULL)
);
CREATE UNIQUE INDEX waitlist_entry_email ON waitlist_entry (lower(email)) WHERE state NOT IN ('declined', 'joined');
CREATE INDEX waitlist_entry_waiting ON waitlist_entry (queue_number) WHERE state = 'waiting';
CREATE INDEX waitlist_entry_age ON waitlist_entry (created_at) WHERE state = 'unconfirmed';

-- How each member came in: the invitation tree.
CREATE TABLE admission (
    actor_id            bigint PRIMARY KEY REFERENCES actor ON DELETE CASCADE,
    kind                text NOT NULL CHECK (kind IN ('invitation', 'waitlist', 'operator')),
    invitation_id       bigint REFERENCES invitation ON DELETE SET NULL,
    waitlist_entry_id   bigint REFERENCES waitlist_entry ON DELETE SET NULL,
    inviter_id          bigint REFERENCES actor ON DELETE SET NULL,
    admitted_at         timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX admission_inviter ON admission (inviter_id);

CREATE TABLE access_token (
    id          bigint PRIMARY KEY DEFAULT snowflake(),
    token_hash  bytea NOT NULL UNIQUE,
    actor_id    bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    scopes      text NOT NULL,                                       -- separated by single spaces
    created_at  timestamptz NOT NULL DEFAULT now(),
    revoked_at  timestamptz
);
CREATE INDEX access_token_actor ON access_token (actor_id);

-- Mail is sent from here, so that what was promised in a transaction is sent after it, and after a crash too.
CREATE TABLE outgoing_mail (
    id          bigint PRIMARY KEY DEFAULT snowflake(),
    recipient   text NOT NULL CHECK (length(recipient) <= 254),
    subject     text NOT NULL,
    sealed_body bytea NOT NULL,                                      -- by the instance's secret: it carries links that open doors
    attempts    integer NOT NULL DEFAULT 0,
    run_at      timestamptz NOT NULL DEFAULT now(),
    created_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX outgoing_mail_due ON outgoing_mail (run_at);
