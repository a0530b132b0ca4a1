// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/credits/credit_letters.hpp"

#include "db/actors.hpp"
#include "outbox/enqueue.hpp"
#include "translate/outgoing_credit.hpp"

namespace federwerk::app {

namespace {

struct sentence {
    char const* type;
    domain::actor const& from;
    domain::actor const& to;
    std::string object_uri;
};

// No letter names a highlight as what decides who may fetch it: these are for nobody else. All that is said
// about one highlight reaches a peer in order, its Create first.
outbox::letter letter(domain::uris const& uris, core::snowflake id, sentence const& what,
                      credit_file const& file)
{
    return {.uri = uris.activity(id),
            .id = id,
            .actor_id = what.from.id,
            .type = what.type,
            .object_uri = what.object_uri,
            .highlight_id = {},
            .public_ = false,
            .body = {},
            .ordering_key = file.credit.highlight_uri};
}

result<> send(db::transaction& tx, outbox::letter const& what, domain::actor const& to,
              bool followers = false)
{
    outbox::audience whom;
    whom.actors.push_back(to.id);
    whom.followers = followers;
    TRY_VOID(outbox::enqueue(tx, what, whom, core::now()));
    return {};
}

translate::credit_ends ends(credit_file const& file)
{
    return {file.author, file.collaborator};
}

} // namespace

result<credit_file> open_credit(db::transaction& tx, domain::credit c)
{
    TRY(auto author, db::find_actor(tx, c.author_id));
    TRY(auto collaborator, db::find_actor(tx, c.collaborator_id));
    if (!author || !collaborator)
        return failure{errc::not_found, "the people of the credit " + c.id.text() + " are gone", {}};
    return credit_file{std::move(c), std::move(*author), std::move(*collaborator)};
}

result<> send_credit_request(db::transaction& tx, domain::uris const& uris, credit_file const& file,
                             domain::highlight const& h)
{
    if (file.collaborator.local)
        return {};
    // request_uri ends with the id of its activity.
    auto const& uri = *file.credit.request_uri;
    TRY(auto const id, core::snowflake::parse(uri.substr(uri.rfind('/') + 1)));
    auto request = letter(uris, id, {"CreditRequest", file.author, file.collaborator, h.uri}, file);
    request.body = translate::credit_request(uris, file.credit, h, ends(file));
    TRY_VOID(send(tx, request, file.collaborator));
    TRY(auto const next, db::next_id(tx));
    auto const note = uris.message(id);
    auto question = letter(uris, next, {"Create", file.author, file.collaborator, note}, file);
    question.body = translate::credit_question({question.uri, note}, file.credit, h, ends(file));
    return send(tx, question, file.collaborator);
}

result<> send_credit_accept(db::transaction& tx, domain::uris const& uris, credit_file const& file)
{
    if (file.author.local)
        return {};
    TRY(auto const id, db::next_id(tx));
    auto out = letter(uris, id,
                      {"Accept", file.collaborator, file.author, file.credit.request_uri.value_or("")}, file);
    out.body = translate::accept_credit(out.uri, file.credit, ends(file));
    return send(tx, out, file.author);
}

result<> send_credit_reject(db::transaction& tx, domain::uris const& uris, credit_file const& file)
{
    if (file.author.local)
        return {};
    TRY(auto const id, db::next_id(tx));
    auto out = letter(uris, id,
                      {"Reject", file.collaborator, file.author, file.credit.request_uri.value_or("")}, file);
    out.body = translate::reject_credit(out.uri, file.credit, ends(file));
    return send(tx, out, file.author);
}

result<> send_revocation(db::transaction& tx, domain::uris const& uris, credit_file const& file, bool relayed)
{
    TRY(auto const id, db::next_id(tx));
    auto const authorization = file.credit.uri.value_or("");
    auto out = letter(uris, id, {"Delete", file.collaborator, file.author, authorization}, file);
    out.body = translate::delete_authorization(out.uri, authorization, ends(file));
    return send(tx, out, file.author, relayed);
}

result<> send_withdrawal(db::transaction& tx, domain::uris const& uris, credit_file const& file)
{
    if (file.collaborator.local)
        return {};
    TRY(auto const id, db::next_id(tx));
    auto out = letter(uris, id,
                      {"Undo", file.author, file.collaborator, file.credit.request_uri.value_or("")}, file);
    out.body = translate::undo_credit_request(out.uri, file.credit, ends(file));
    return send(tx, out, file.collaborator);
}

} // namespace federwerk::app
