-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Housekeeping deletes some hundred rows in a statement, and PostgreSQL looks for what points at each: without an index it
-- reads the whole table for each of them. tests/db/migrations/foreign_keys_test.cpp finds what is missing here.

CREATE INDEX admission_invitation ON admission (invitation_id) WHERE invitation_id IS NOT NULL;
CREATE INDEX admission_waitlist_entry ON admission (waitlist_entry_id) WHERE waitlist_entry_id IS NOT NULL;
CREATE INDEX award_issued_by ON award (issued_by) WHERE issued_by IS NOT NULL;
CREATE INDEX badge_creator ON badge (creator_id) WHERE creator_id IS NOT NULL;
CREATE INDEX block_blocked ON block (blocked_id);
CREATE INDEX collaborator_actor ON collaborator (actor_id) WHERE actor_id IS NOT NULL;
CREATE INDEX featured_highlight ON featured (highlight_id);
CREATE INDEX inbox_item_recipient ON inbox_item (recipient_id) WHERE recipient_id IS NOT NULL;
CREATE INDEX introduction_owner ON introduction (owner_id);
CREATE INDEX media_actor ON media (actor_id);
CREATE INDEX notification_actor ON notification (actor_id) WHERE actor_id IS NOT NULL;
CREATE INDEX notification_credit ON notification (credit_id) WHERE credit_id IS NOT NULL;
CREATE INDEX notification_opening ON notification (opening_id) WHERE opening_id IS NOT NULL;
CREATE INDEX notification_request ON notification (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX notification_search ON notification (search_id) WHERE search_id IS NOT NULL;
CREATE INDEX opening_renews ON opening (renews_id) WHERE renews_id IS NOT NULL;
CREATE INDEX organisation_created_by ON organisation (created_by) WHERE created_by IS NOT NULL;
CREATE INDEX report_reported ON report (reported_id) WHERE reported_id IS NOT NULL;
CREATE INDEX report_reporter ON report (reporter_id) WHERE reporter_id IS NOT NULL;
CREATE INDEX request_behalf ON request (behalf_id) WHERE behalf_id IS NOT NULL;
CREATE INDEX request_introducer ON request (introducer_id) WHERE introducer_id IS NOT NULL;
CREATE INDEX thread_message_actor ON thread_message (actor_id);
CREATE INDEX waitlist_entry_decided_by ON waitlist_entry (decided_by) WHERE decided_by IS NOT NULL;
