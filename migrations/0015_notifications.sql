-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What members here are told, and the searches that they keep.

-- Only what concerns the member: requests, answers, credits to confirm, hits of saved searches. Nobody is told who looked.
CREATE TABLE notification (
    id              bigint PRIMARY KEY DEFAULT snowflake(),
    member_id       bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    kind            text NOT NULL CHECK (length(kind) <= 60),        -- domain::notification_kind
    actor_id        bigint REFERENCES actor ON DELETE CASCADE,       -- who did it
    request_id      bigint REFERENCES request ON DELETE CASCADE,
    opening_id      bigint REFERENCES opening ON DELETE CASCADE,
    credit_id       bigint REFERENCES credit ON DELETE CASCADE,
    subject_uri     text NOT NULL DEFAULT '' CHECK (length(subject_uri) <= 2048), -- anything else that it is about
    once            text UNIQUE CHECK (length(once) <= 300),         -- an effect that happens twice is told once
    created_at      timestamptz NOT NULL DEFAULT now(),
    read_at         timestamptz,
    mailed_at       timestamptz                                      -- in the digest of a day
);
CREATE INDEX notification_member ON notification (member_id, id DESC);
CREATE INDEX notification_unmailed ON notification (member_id) WHERE mailed_at IS NULL;

CREATE TABLE saved_search (
    id              bigint PRIMARY KEY DEFAULT snowflake(),
    member_id       bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    query           jsonb NOT NULL,                                  -- the filters as the Space Station takes them
    seen_until      bigint NOT NULL DEFAULT 0,                       -- the newest opening that it has told of
    run_at          timestamptz NOT NULL DEFAULT now(),              -- next digest
    created_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX saved_search_member ON saved_search (member_id, id DESC);
CREATE INDEX saved_search_due ON saved_search (run_at);
