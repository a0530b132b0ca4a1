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
    headline        text NOT NULL DEFAULT '' CHECK (length(headline) <= 300), -- that text, so that whoever confirms
    plain           text NOT NULL DEFAULT '' CHECK (length(plain) <= 102400), -- sees it, and a sealed copy holds it
    context_uri     text CHECK (length(context_uri) <= 2048),        -- of the collaboration request that it came from
    state           text NOT NULL CHECK (state IN ('requested', 'confirmed', 'declined', 'revoked')),
    evidence        text CHECK (evidence IN ('authorization', 'reply')), -- reply: somebody without Federwerk answered by message
    document        text CHECK (length(document) <= 16384),          -- the authorization with its proof, as it was hosted
    key             text CHECK (length(key) <= 100),                 -- Multikey that the proof was verified with
    checked_at      timestamptz,                                     -- when the authorization was last seen at its home
    check_at        timestamptz,                                     -- when to look again; none: it is our own, or none
    requested_at    timestamptz NOT NULL DEFAULT now(),
    answered_at     timestamptz,
    UNIQUE (highlight_uri, collaborator_id),
    CHECK (author_id <> collaborator_id)
);
CREATE INDEX credit_author ON credit (author_id) WHERE state = 'confirmed';
CREATE INDEX credit_collaborator ON credit (collaborator_id, id DESC);
CREATE INDEX credit_due ON credit (check_at) WHERE check_at IS NOT NULL;

-- One truth: a collaborator is confirmed where a credit of the same author and highlight is. These triggers are all that
-- ever writes collaborator.confirmed_at.
CREATE FUNCTION collaborator_follows_credit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed credit%ROWTYPE;
BEGIN
    IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;
    UPDATE collaborator c
       SET confirmed_at = CASE WHEN TG_OP <> 'DELETE' AND changed.state = 'confirmed'
                               THEN coalesce(changed.answered_at, changed.requested_at) END
      FROM highlight h
     WHERE h.uri = changed.highlight_uri AND h.actor_id = changed.author_id
       AND c.highlight_id = h.id AND c.actor_id = changed.collaborator_id;
    RETURN NULL;
END $$;
CREATE TRIGGER credit_changed AFTER INSERT OR UPDATE OR DELETE ON credit
    FOR EACH ROW EXECUTE FUNCTION collaborator_follows_credit();

CREATE FUNCTION collaborator_looks_up_credit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.confirmed_at := (SELECT coalesce(k.answered_at, k.requested_at)
                           FROM highlight h
                           JOIN credit k ON k.highlight_uri = h.uri AND k.author_id = h.actor_id
                          WHERE h.id = NEW.highlight_id AND k.collaborator_id = NEW.actor_id AND k.state = 'confirmed');
    RETURN NEW;
END $$;
CREATE TRIGGER collaborator_named BEFORE INSERT OR UPDATE OF actor_id ON collaborator
    FOR EACH ROW EXECUTE FUNCTION collaborator_looks_up_credit();

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
