// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/credits/credit_effects.hpp"

#include "app/credits/relay_highlight.hpp"
#include "app/highlights/highlight_letters.hpp"
#include "db/actors.hpp"
#include "db/credits.hpp"
#include "db/highlights.hpp"
#include "db/multiverse.hpp"
#include "db/notifications.hpp"
#include "db/requests.hpp"
#include "db/tombstones.hpp"
#include "translate/outgoing.hpp"

namespace federwerk::app {

namespace {

// "done → credited", where the joint highlight names the other of the two.
result<> credit_the_request(db::transaction& tx, domain::credit const& c)
{
    if (!c.context_uri)
        return {};
    TRY(auto request, db::lock_request_by_uri(tx, *c.context_uri));
    if (!request || request->state != domain::request_state::done)
        return {};
    bool const between = (request->sender_id == c.author_id && request->receiver_id == c.collaborator_id) ||
                         (request->sender_id == c.collaborator_id && request->receiver_id == c.author_id);
    if (!between)
        return {};
    request->state = domain::request_state::credited;
    request->highlight_uri = c.highlight_uri;
    return db::update_request(tx, *request);
}

result<> tell_author(db::transaction& tx, credit_file const& file, domain::notification_kind kind,
                     core::time_point now)
{
    domain::notification told;
    told.member_id = file.author.id;
    told.kind = kind;
    told.actor_id = file.collaborator.id;
    told.credit_id = file.credit.id;
    told.subject_uri = file.credit.highlight_uri;
    told.once =
        std::string(to_string(kind)) + " " + file.credit.id.text() + " " + file.credit.uri.value_or("");
    told.created_at = now;
    return db::notify(tx, told);
}

} // namespace

result<> notify_of_question(db::transaction& tx, credit_file const& file, core::time_point now)
{
    domain::notification told;
    told.member_id = file.collaborator.id;
    told.kind = domain::notification_kind::credit_requested;
    told.actor_id = file.author.id;
    told.credit_id = file.credit.id;
    told.subject_uri = file.credit.highlight_uri;
    told.once = "credit_requested " + file.credit.id.text() + " " + core::to_rfc3339(now);
    told.created_at = now;
    return db::notify(tx, told);
}

result<bool> make_room_for(db::transaction& tx, domain::credit const& c)
{
    TRY(auto const other, db::find_credit_by_uri(tx, c.uri.value_or("")));
    if (!other || (other->highlight_uri == c.highlight_uri && other->collaborator_id == c.collaborator_id))
        return true;
    if (other->request_uri || other->state == domain::credit_state::confirmed)
        return false;
    TRY_VOID(db::delete_credit(tx, other->id));
    return true;
}

result<bool> credit_ends(db::transaction& tx, domain::uris const& uris, credit_file const& file,
                         core::time_point now)
{
    auto const& uri = file.credit.uri;
    if (uri && uris.is_ours(*uri))
        TRY_VOID(db::insert_tombstone(tx, {*uri, true, "CreditAuthorization", now, {}}));
    return end_relay(tx, uris, file.collaborator, file.credit.highlight_uri, now);
}

result<> tell_highlight(db::transaction& tx, domain::uris const& uris, std::string const& highlight_uri,
                        core::time_point now)
{
    TRY(auto h, db::lock_any_highlight(tx, highlight_uri));
    if (!h || !h->local)
        return {};
    TRY(auto const author, db::find_actor(tx, h->actor_id));
    if (!author)
        return {};
    h->edited_at = domain::after_last_edit(*h, now);
    TRY_VOID(db::touch_highlight(tx, h->id, *h->edited_at));
    TRY(auto const id, db::next_id(tx));
    auto letter = letter_about(uris, id, *h, "Update");
    letter.body = translate::update(uris, letter.uri, *h, *author);
    TRY(auto const whom, audience_of(tx, *h));
    TRY_VOID(outbox::enqueue(tx, letter, whom, now));
    return {};
}

result<> credit_is_confirmed(db::transaction& tx, domain::uris const& uris, credit_file& file,
                             core::time_point now)
{
    file.credit.state = domain::credit_state::confirmed;
    file.credit.answered_at = now;
    TRY(file.credit, db::upsert_credit(tx, file.credit));
    TRY_VOID(credit_the_request(tx, file.credit));
    TRY_VOID(db::back_fill_credited(tx, file.author.id, file.collaborator.id));
    if (!file.author.local)
        return {};
    TRY_VOID(tell_author(tx, file, domain::notification_kind::credit_confirmed, now));
    return tell_highlight(tx, uris, file.credit.highlight_uri, now);
}

result<bool> credit_is_refused(db::transaction& tx, domain::uris const& uris, credit_file& file,
                               domain::credit_state how, core::time_point now)
{
    TRY(bool const relayed, credit_ends(tx, uris, file, now));
    bool const was_shown = file.credit.state == domain::credit_state::confirmed;
    file.credit.state = how;
    file.credit.answered_at = now;
    file.credit.check_at.reset();
    file.credit.document.clear();
    TRY(file.credit, db::upsert_credit(tx, file.credit));
    if (!file.author.local || !was_shown)
        return relayed;
    TRY_VOID(tell_author(tx, file, domain::notification_kind::credit_revoked, now));
    TRY_VOID(tell_highlight(tx, uris, file.credit.highlight_uri, now));
    return relayed;
}

} // namespace federwerk::app
