// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/requests/request_letters.hpp"

#include "app/requests/request_promises.hpp"
#include "app/threads/post_message.hpp"
#include "db/actors.hpp"
#include "translate/outgoing_request.hpp"

namespace federwerk::app {

namespace {

struct words {
    std::string type, body;
};

result<words> words_for(db::transaction& tx, std::string const& id, own_request const& after,
                        domain::step what)
{
    auto const& file = after.file;
    auto const& r = file.request;
    translate::request_parties const who{file.sender, file.receiver};
    switch (what) {
    case domain::step::interest:
        return words{"TentativeAccept", translate::accept_tentatively(id, r, who)};
    case domain::step::agree: {
        TRY(auto const what_for, promises_of(tx, r));
        return words{"Accept", translate::accept_offer(id, r, what_for, who)};
    }
    case domain::step::done:
        return words{"Create", translate::receipt(id, r, file.own(after.who), file.other(after.who))};
    case domain::step::withdraw:
        return words{"Undo", translate::undo_offer(id, r, who)};
    case domain::step::end:
        return words{"Undo", after.who == domain::party::sender ? translate::undo_offer(id, r, who)
                                                                : translate::undo_accept(id, r, who)};
    case domain::step::not_now:
        break;
    }
    return words{};
}

} // namespace

result<> send_about(db::transaction& tx, domain::request const& r, request_letter what, core::time_point now)
{
    outbox::letter letter{.uri = std::move(what.uri),
                          .id = what.id,
                          .actor_id = what.from.id,
                          .type = std::move(what.type),
                          .object_uri = what.object_uri.value_or(r.uri),
                          .highlight_id = {},
                          .body = std::move(what.body),
                          .ordering_key = r.opening_uri};
    outbox::audience const whom{.followers = false, .actors = {what.to.id}, .followers_of = {}};
    TRY_VOID(outbox::enqueue(tx, letter, whom, now));
    return {};
}

result<> send_step(db::transaction& tx, domain::uris const& uris, own_request const& after, domain::step what,
                   core::time_point now)
{
    auto const& to = after.file.other(after.who);
    if (what == domain::step::not_now || to.local)
        return {};
    if (after.file.request.spoken == domain::spoken::note)
        return say_step(tx, uris, after, what, now);
    TRY(auto const id, db::next_id(tx));
    auto const uri = uris.activity(id);
    TRY(auto said, words_for(tx, uri, after, what));
    return send_about(tx, after.file.request,
                      {id, uri, std::move(said.type), std::move(said.body), after.file.own(after.who), to},
                      now);
}

result<> send_rejection(db::transaction& tx, domain::uris const& uris, request_file const& file,
                        core::time_point now)
{
    // To people who wrote a message, not now and silence alike are just that.
    if (file.sender.local || file.request.spoken == domain::spoken::note)
        return {};
    TRY(auto const id, db::next_id(tx));
    auto const uri = uris.activity(id);
    auto body = translate::reject_offer(uri, file.request.uri, {file.sender, file.receiver});
    return send_about(tx, file.request, {id, uri, "Reject", std::move(body), file.receiver, file.sender},
                      now);
}

} // namespace federwerk::app
