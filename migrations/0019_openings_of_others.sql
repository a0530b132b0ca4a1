-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What openings of other servers need beside what ours have.

-- Who may see what is not public is whom it came to, so that each inbox that it came to counts for itself. All else is
-- one item however often it comes.
ALTER TABLE inbox_item ADD COLUMN limited boolean NOT NULL DEFAULT false;
DROP INDEX inbox_item_once;
CREATE UNIQUE INDEX inbox_item_once
    ON inbox_item (activity_uri, actor_uri, trusted, (CASE WHEN limited THEN coalesce(recipient_id, 0) ELSE 0 END));

-- What a seat asks for in its server's own units (FEP-0837); no row: one of one.
CREATE TABLE seat_terms (
    opening_id          bigint NOT NULL,
    position            smallint NOT NULL,
    resource            text NOT NULL DEFAULT '' CHECK (length(resource) <= 2048),
    unit                text NOT NULL DEFAULT 'one' CHECK (length(unit) <= 200),
    quantity            text CHECK (length(quantity) <= 40),         -- none: any amount
    unit_based          boolean NOT NULL DEFAULT false,              -- then multiples of it too
    reciprocal_uri      text CHECK (length(reciprocal_uri) <= 2048), -- none: nothing is asked for in return
    reciprocal_resource text NOT NULL DEFAULT '' CHECK (length(reciprocal_resource) <= 2048),
    reciprocal_unit     text NOT NULL DEFAULT 'one' CHECK (length(reciprocal_unit) <= 200),
    reciprocal_quantity text CHECK (length(reciprocal_quantity) <= 40),
    PRIMARY KEY (opening_id, position),
    FOREIGN KEY (opening_id, position) REFERENCES seat ON DELETE CASCADE
);
