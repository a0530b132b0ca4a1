-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What members here are told when it arrives, and how they put it away.

-- What arrives is held against what is open here: these few, however much peers send.
CREATE INDEX station_entry_here ON station_entry USING gin (kinds) WHERE local;

-- The row stays: what was told is not told again because somebody put it away.
ALTER TABLE notification ADD COLUMN dismissed_at timestamptz;

-- RFC 8058: where one click ends mails like this one. Sealed, as it acts for the member.
ALTER TABLE outgoing_mail ADD COLUMN sealed_unsubscribe bytea;

-- Highlights of people with whom the member has credits.
ALTER TABLE multiverse_item ADD COLUMN by_credit boolean NOT NULL DEFAULT false;

-- Whether the front page says that we work with them.
ALTER TABLE pact ADD COLUMN shown boolean NOT NULL DEFAULT true;
