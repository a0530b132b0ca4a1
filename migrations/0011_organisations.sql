-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Organisations, here and elsewhere, the proof of their domains, and who acts for those of this instance.

CREATE TABLE organisation (
    actor_id        bigint PRIMARY KEY REFERENCES actor ON DELETE CASCADE,
    domain          text NOT NULL CHECK (length(domain) <= 253),     -- x.org, as A-labels
    token           text CHECK (length(token) <= 100),               -- what the proof must say; none: lives elsewhere
    state           text NOT NULL DEFAULT 'claimed' CHECK (state IN ('claimed', 'verified', 'lapsed')),
    method          text CHECK (method IN ('dns', 'file')),          -- where the proof was found last
    verified_at     timestamptz,
    checked_at      timestamptz,
    failing_since   timestamptz,                                     -- the grace runs from here
    created_by      bigint REFERENCES actor ON DELETE SET NULL,
    created_at      timestamptz NOT NULL DEFAULT now()
);
-- A domain is proven by one organisation of this instance at a time.
CREATE UNIQUE INDEX organisation_domain ON organisation (domain) WHERE token IS NOT NULL AND state <> 'claimed';
CREATE INDEX organisation_due ON organisation (checked_at) WHERE state <> 'claimed';

CREATE TABLE organisation_role (
    organisation_id bigint NOT NULL REFERENCES organisation ON DELETE CASCADE,
    member_id       bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    role            text NOT NULL CHECK (role IN ('owner', 'admin', 'scout')),
    since           timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organisation_id, member_id)
);
CREATE INDEX organisation_role_member ON organisation_role (member_id);
