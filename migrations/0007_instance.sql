-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What this instance calls itself. Every id that it ever minted begins with base_url, so it never changes.

CREATE TABLE instance (
    singleton   boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    domain      text NOT NULL,
    base_url    text NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);
