-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Awards: badges that an organisation issues to somebody, as a credential at its own URL. One table for what is issued
-- here and for what came from elsewhere.

CREATE TABLE award (
    id              bigint PRIMARY KEY DEFAULT snowflake(),
    uri             text NOT NULL UNIQUE CHECK (length(uri) <= 2048), -- of the credential
    source          text NOT NULL CHECK (source IN ('own', 'open_badges', 'badgefed')),
    badge_id        bigint REFERENCES badge ON DELETE SET NULL,      -- the badge here that it means; none: no such badge
    achievement_uri text NOT NULL DEFAULT '' CHECK (length(achievement_uri) <= 2048),
    issuer_id       bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    recipient_id    bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    issued_by       bigint REFERENCES actor ON DELETE SET NULL,      -- who acted for the organisation
    name            text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    description     text NOT NULL DEFAULT '' CHECK (length(description) <= 5000),
    criteria        text NOT NULL DEFAULT '' CHECK (length(criteria) <= 5000), -- plain text or Markdown, never HTML
    image_url       text CHECK (length(image_url) <= 2048),
    evidence_uri    text CHECK (length(evidence_uri) <= 2048),       -- a highlight
    offer_uri       text CHECK (length(offer_uri) <= 2048),          -- of the Note that offered it
    state           text NOT NULL CHECK (state IN ('offered', 'accepted', 'declined', 'revoked')),
    document        text NOT NULL CHECK (length(document) <= 65536), -- the credential with its proof, as issued or read
    key             text CHECK (length(key) <= 100),                 -- Multikey that the proof was verified with
    issued_at       timestamptz NOT NULL,
    expires_at      timestamptz,
    offered_at      timestamptz NOT NULL DEFAULT now(),
    answered_at     timestamptz,
    revoked_at      timestamptz,
    checked_at      timestamptz,                                     -- when the credential was last seen at its home
    check_at        timestamptz,                                     -- when to look again; none: it is our own, or over
    CHECK (issuer_id <> recipient_id)
);
CREATE INDEX award_recipient ON award (recipient_id, id DESC);
CREATE INDEX award_issuer ON award (issuer_id, id DESC);
CREATE INDEX award_badge ON award (badge_id);
CREATE INDEX award_offer ON award (offer_uri) WHERE offer_uri IS NOT NULL;
CREATE INDEX award_due ON award (check_at) WHERE check_at IS NOT NULL;
-- The same badge lies on nobody's table twice.
CREATE UNIQUE INDEX award_offered_once ON award (issuer_id, recipient_id, badge_id)
    WHERE source = 'own' AND state = 'offered';

-- Whether an award is shown to others: accepted, not over, and its issuer still believed.
CREATE FUNCTION award_stands(state text, expires_at timestamptz, issuer_id bigint, recipient_id bigint)
RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT award_stands.state = 'accepted'
           AND (award_stands.expires_at IS NULL OR award_stands.expires_at > now())
           AND EXISTS (SELECT FROM actor a
                        WHERE a.id = award_stands.issuer_id AND a.state NOT IN ('suspended', 'gone')
                          AND (a.local OR domain_severity(a.host) <> 'suspend')
                          AND NOT EXISTS (SELECT FROM organisation o
                                           WHERE o.actor_id = a.id
                                             AND (o.state = 'lapsed' OR (a.local AND o.state <> 'verified'))))
           AND NOT EXISTS (SELECT FROM block b
                            WHERE (b.actor_id = award_stands.issuer_id AND b.blocked_id = award_stands.recipient_id)
                               OR (b.actor_id = award_stands.recipient_id AND b.blocked_id = award_stands.issuer_id))
$$;
