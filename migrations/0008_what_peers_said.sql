-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A Delete counts for what its actor could have written, never for the ids of others on that host (T-21), and
-- a Create may say who follows its actor from here (FEP-8fcf).

ALTER TABLE tombstone ADD COLUMN actor_id bigint REFERENCES actor ON DELETE CASCADE; -- who deleted it; null: we did
ALTER TABLE tombstone DROP CONSTRAINT tombstone_pkey;
CREATE UNIQUE INDEX tombstone_once ON tombstone (uri, actor_id) NULLS NOT DISTINCT;
CREATE INDEX tombstone_actor ON tombstone (actor_id) WHERE actor_id IS NOT NULL;

ALTER TABLE inbox_item ADD COLUMN synchronization text;              -- the header Collection-Synchronization
