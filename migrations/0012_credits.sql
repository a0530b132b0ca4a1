-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Credits: a collaborator confirms, by an object that their own server hosts and can take back.

-- One row per highlight and collaborator on each server that has to do with it: the author's, the collaborator's, and
-- those that show the highlight. Only 'confirmed' is shown to others.
CREATE TABLE credit (
    id              bigint PRIMARY KEY DEFAULT snowflake(),
    request_uri     text UNIQUE CHECK (length(request_uri) <= 2048), -- of the CreditRequest; none where only the result was read
    uri             text UNIQUE CHECK (length(uri) <= 2048),         -- of the CreditAuthorization, once there is one
    highlight_uri   text NOT NULL CHECK (length(highlight_uri) <= 2048),
    author_id       bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    collaborator_id bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    role            text NOT NULL DEFAULT '' CHECK (length(role) <= 100),
    digest          text NOT NULL CHECK (length(digest) <= 100),     -- of the text that was agreed to
    state           text NOT NULL CHECK (state IN ('requested', 'confirmed', 'declined', 'revoked')),
    evidence        text CHECK (evidence IN ('authorization', 'reply')), -- reply: somebody without Federwerk answered by message
    document        text CHECK (length(document) <= 16384),          -- the authorization with its proof, as it was hosted
    checked_at      timestamptz,                                     -- when the authorization was last seen at its home
    requested_at    timestamptz NOT NULL DEFAULT now(),
    answered_at     timestamptz,
    UNIQUE (highlight_uri, collaborator_id),
    CHECK (author_id <> collaborator_id)
);
CREATE INDEX credit_author ON credit (author_id) WHERE state = 'confirmed';
CREATE INDEX credit_collaborator ON credit (collaborator_id, id DESC);

-- How far apart two people are: 1 where one credited the other, 2 over one common collaborator, else null.
CREATE FUNCTION credit_distance(one bigint, other bigint) RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH near(id) AS (
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
    END
$$;
