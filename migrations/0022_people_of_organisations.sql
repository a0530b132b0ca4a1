-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Whether somebody lets the page of an organisation name them: nobody else can say so for them.

ALTER TABLE organisation_role ADD COLUMN listed boolean NOT NULL DEFAULT false;
