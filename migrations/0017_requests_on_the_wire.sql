-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What the wire adds to requests and introductions.

-- The unit in which the Offer counts, as it was written: FEP-0837 wants it echoed in the agreement.
ALTER TABLE request ADD COLUMN unit text NOT NULL DEFAULT 'one' CHECK (length(unit) BETWEEN 1 AND 200);

-- The introducer's sentence, once it was passed on.
ALTER TABLE introduction ADD COLUMN sentence text NOT NULL DEFAULT '' CHECK (length(sentence) <= 300);
