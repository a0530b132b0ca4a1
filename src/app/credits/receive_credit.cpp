// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/credits/receive_credit.hpp"

#include "app/credits/credit_effects.hpp"
#include "app/credits/question_caps.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/credits.hpp"
#include "db/found_highlights.hpp"
#include "db/requests.hpp"
#include "db/tombstones.hpp"

namespace federwerk::app {

namespace {

using domain::credit_state;

failure not_theirs(domain::actor const& by, std::string const& uri)
{
    return {errc::forbidden, by.uri + " does not speak for the credit " + uri, {}};
}

// The credit that we asked for under this id; absent where we did not.
result<std::optional<credit_file>> asked_by_us(db::transaction& tx, domain::uris const& uris,
                                               domain::actor const& by, std::string const& request_uri)
{
    if (!uris.is_ours(request_uri))
        return std::nullopt;
    TRY(auto found, db::lock_credit_by_uri(tx, request_uri));
    if (!found || found->request_uri != request_uri)
        return std::nullopt;
    if (found->collaborator_id != by.id)
        return not_theirs(by, request_uri);
    TRY(auto file, open_credit(tx, std::move(*found)));
    return std::optional(std::move(file));
}

// Between the same two, and over: then its state follows the credit.
result<std::optional<std::string>> collaboration(db::transaction& tx, incoming_credit_question const& in)
{
    if (!in.context)
        return std::nullopt;
    TRY(auto request, db::lock_request_by_uri(tx, *in.context));
    if (!request)
        return std::nullopt;
    bool const between = (request->sender_id == in.author.id && request->receiver_id == in.collaborator.id) ||
                         (request->sender_id == in.collaborator.id && request->receiver_id == in.author.id);
    return between ? in.context : std::nullopt;
}

domain::credit to_credit(incoming_credit_question const& in, core::time_point now)
{
    domain::credit c;
    c.request_uri = in.uri;
    c.highlight_uri = in.highlight_uri;
    c.author_id = in.author.id;
    c.collaborator_id = in.collaborator.id;
    c.role = core::first_characters(in.role, domain::most_role);
    c.digest = in.text.digest;
    c.headline = in.text.headline;
    c.plain = in.text.plain;
    c.requested_at = now;
    return c;
}

result<> check_consent(db::transaction& tx, credit_file const& file, known_authorization const& found)
{
    if (found.state == authorization_state::unanswered)
        return failure{errc::unavailable, found.why, {}};
    if (found.state != authorization_state::good)
        return failure{errc::forbidden, found.why, {}};
    TRY(bool const deleted, db::is_deleted(tx, found.said.uri, file.collaborator.id));
    if (deleted)
        return failure{errc::forbidden, "taken back before: " + found.said.uri, {}};
    return domain::check_authorization(found.said, file.credit, {file.author.uri, file.collaborator.uri});
}

} // namespace

result<bool> receive_credit_question(db::transaction& tx, domain::uris const& uris,
                                     incoming_credit_question const& in, core::time_point now)
{
    if (in.digest != in.text.digest)
        return failure{errc::forbidden, "the digest is not of the text of " + in.highlight_uri, {}};
    TRY_VOID(db::hold_back_others(tx, in.highlight_uri));
    TRY(bool const deleted, db::is_deleted(tx, in.highlight_uri, in.author.id));
    TRY(auto const known, db::lock_credit_of(tx, in.highlight_uri, in.collaborator.id));
    if (known && known->author_id != in.author.id)
        return not_theirs(in.author, in.highlight_uri);
    // Who said no, or took it back, is not asked again.
    if (deleted || (known && (known->request_uri == in.uri || is_refused(known->state))))
        return false;
    TRY(bool const may, may_be_asked(tx, in.author, in.collaborator.id, known, now));
    if (!may)
        return false;
    auto wanted = to_credit(in, now);
    TRY(wanted.context_uri, collaboration(tx, in));
    if (known)
        TRY_VOID(credit_ends(tx, uris, {*known, in.author, in.collaborator}, now));
    TRY(auto stored, db::upsert_credit(tx, wanted));
    // An Update that came first has told them of this text.
    if (!known || known->state != credit_state::requested || known->digest != wanted.digest)
        TRY_VOID(notify_of_question(tx, {std::move(stored), in.author, in.collaborator}, now));
    return true;
}

result<bool> receive_consent(db::transaction& tx, domain::uris const& uris, domain::actor const& by,
                             std::string const& request_uri, known_authorization const* found,
                             core::time_point now)
{
    if (found != nullptr)
        TRY_VOID(db::hold_back_others(tx, found->said.uri));
    TRY(auto file, asked_by_us(tx, uris, by, request_uri));
    if (!file)
        return false;
    if (found == nullptr)
        return failure{errc::forbidden, "an Accept without an authorization of its own: " + request_uri, {}};
    if (file->credit.state == credit_state::confirmed && file->credit.uri == found->said.uri)
        return true;
    TRY_VOID(check_consent(tx, *file, *found));
    file->credit.uri = found->said.uri;
    TRY(bool const free, make_room_for(tx, file->credit));
    if (!free)
        return failure{errc::forbidden, "the authorization of another credit: " + found->said.uri, {}};
    file->credit.document = found->document;
    file->credit.key = found->key;
    file->credit.evidence = domain::evidence::authorization;
    file->credit.checked_at = now;
    file->credit.check_at = now + domain::authorization_lasts;
    TRY_VOID(credit_is_confirmed(tx, uris, *file, now));
    return true;
}

result<bool> receive_refusal(db::transaction& tx, domain::uris const& uris, domain::actor const& by,
                             std::string const& request_uri, core::time_point now)
{
    TRY(auto file, asked_by_us(tx, uris, by, request_uri));
    if (!file)
        return false;
    if (file->credit.state == credit_state::requested)
        TRY_VOID(credit_is_refused(tx, uris, *file, credit_state::declined, now));
    return true;
}

result<bool> receive_credit_withdrawal(db::transaction& tx, domain::actor const& by,
                                       std::string const& request_uri)
{
    TRY(auto const found, db::lock_credit_by_uri(tx, request_uri));
    if (!found || found->request_uri != request_uri)
        return false;
    if (found->author_id != by.id)
        return not_theirs(by, request_uri);
    // What was confirmed stays the collaborator's own, until they take it back.
    if (found->state == credit_state::requested)
        TRY_VOID(db::delete_credit(tx, found->id));
    return true;
}

result<bool> receive_revocation(db::transaction& tx, domain::uris const& uris, domain::actor const& by,
                                std::string const& uri, core::time_point now)
{
    TRY_VOID(db::hold_back_others(tx, uri));
    TRY(auto found, db::lock_credit_by_uri(tx, uri));
    if (!found || found->uri != uri)
        return false;
    if (found->collaborator_id != by.id)
        return not_theirs(by, uri);
    TRY_VOID(db::insert_tombstone(tx, {uri, false, "CreditAuthorization", now, by.id}));
    TRY(auto file, open_credit(tx, std::move(*found)));
    if (file.credit.state == credit_state::confirmed || file.credit.state == credit_state::requested)
        TRY_VOID(credit_is_refused(tx, uris, file, credit_state::revoked, now));
    return true;
}

result<bool> receive_spoken_answer(db::transaction& tx, domain::uris const& uris, domain::actor const& by,
                                   spoken_reply const& what, core::time_point now)
{
    // The letter has the number of the CreditRequest that it goes with (outgoing_credit.hpp).
    auto const prefix = uris.message({}).substr(0, uris.message({}).size() - core::snowflake{}.text().size());
    if (!what.in_reply_to.starts_with(prefix))
        return false;
    auto const id = core::snowflake::parse(what.in_reply_to.substr(prefix.size()));
    if (!id)
        return false;
    TRY(auto file, asked_by_us(tx, uris, by, uris.activity(*id)));
    if (!file)
        return false;
    auto const said = domain::spoken_answer(what.plain);
    auto const before = file->credit.state;
    if (said == credit_state::confirmed && before != credit_state::confirmed) {
        file->credit.uri = what.uri;
        file->credit.evidence = domain::evidence::reply;
        TRY_VOID(credit_is_confirmed(tx, uris, *file, now));
    } else if (said == credit_state::declined && before == credit_state::confirmed) {
        TRY_VOID(credit_is_refused(tx, uris, *file, credit_state::revoked, now));
    } else if (said == credit_state::declined && before == credit_state::requested) {
        TRY_VOID(credit_is_refused(tx, uris, *file, credit_state::declined, now));
    }
    return true;
}

} // namespace federwerk::app
