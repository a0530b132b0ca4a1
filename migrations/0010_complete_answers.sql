-- SPDX-License-Identifier: AGPL-3.0-or-later
-- An Idempotency-Key is absent or complete: its answer is written in the transaction that makes what it tells
-- of. Keys that an older version reserved and never completed say nothing that anybody could use.
DELETE FROM idempotency WHERE status = 0;
ALTER TABLE idempotency ADD CONSTRAINT idempotency_complete CHECK (status BETWEEN 200 AND 299);
