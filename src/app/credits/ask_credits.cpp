// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/credits/ask_credits.hpp"

#include "app/credits/credit_effects.hpp"
#include "app/credits/question_caps.hpp"
#include "app/requests/request_people.hpp"
#include "content/html.hpp"
#include "core/log.hpp"
#include "db/actors.hpp"
#include "db/credits.hpp"
#include "db/highlights.hpp"
#include "db/requests.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds patience{5}; // A member waits for this

result<std::optional<domain::actor>> find_named(db::transaction& tx, std::string const& handle)
{
    auto const at = handle.find('@');
    return db::find_actor_by_handle(tx, handle.substr(0, at), handle.substr(at + 1));
}

failure no_collaboration(std::string message)
{
    return {errc::invalid,
            "not the joint highlight of a collaboration",
            "This highlight cannot be saved.",
            {{"request", std::move(message)}}};
}

// The collaboration that the highlight comes from: done, the author's own, and the other one is named.
result<std::optional<std::string>> join(db::transaction& tx, domain::highlight const& h, asking const& how)
{
    if (!how.request_id)
        return std::nullopt;
    TRY(auto own, lock_own_request(tx, *how.request_id, how.author.id));
    auto& r = own.file.request;
    if (r.state != domain::request_state::done && r.state != domain::request_state::credited)
        return no_collaboration("must be a collaboration that both have called done");
    auto const& other = own.file.other(own.who);
    bool const named = std::ranges::any_of(
        h.collaborators, [&](domain::collaborator const& each) { return each.actor_id == other.id; });
    if (!named)
        return no_collaboration("needs " + other.handle() + " among the collaborators");
    r.highlight_uri = h.uri;
    TRY_VOID(db::update_request(tx, r));
    return r.uri;
}

// The question, and the answer to it, are over.
result<> take_back(db::transaction& tx, domain::uris const& uris, domain::credit c, core::time_point now)
{
    TRY(auto const file, open_credit(tx, std::move(c)));
    TRY_VOID(credit_ends(tx, uris, file, now));
    TRY_VOID(send_withdrawal(tx, uris, file));
    return db::delete_credit(tx, file.credit.id);
}

// Nothing where they were asked for this very text, or said no.
result<> ask(db::transaction& tx, domain::uris const& uris, domain::highlight const& h, asking const& how,
             domain::credit wanted)
{
    TRY(auto const known, db::lock_credit_of(tx, h.uri, wanted.collaborator_id));
    if (known && (known->digest == wanted.digest || is_refused(known->state)))
        return {};
    auto const now = wanted.requested_at;
    TRY(bool const may, may_be_asked(tx, how.author, wanted.collaborator_id, known, now));
    if (!may)
        return known ? take_back(tx, uris, *known, now) : result<>{};
    if (known) {
        TRY(auto const before, open_credit(tx, *known));
        TRY_VOID(credit_ends(tx, uris, before, now));
    }
    TRY(auto const id, db::next_id(tx));
    wanted.request_uri = uris.activity(id);
    if (known && !wanted.context_uri)
        wanted.context_uri = known->context_uri;
    if (known && wanted.role.empty())
        wanted.role = known->role;
    TRY(auto stored, db::upsert_credit(tx, wanted));
    TRY(auto const file, open_credit(tx, std::move(stored)));
    TRY_VOID(notify_of_question(tx, file, now));
    return send_credit_request(tx, uris, file, h);
}

// Who said no stays known: taken off the list and put on it again, they are not asked again.
result<> let_go(db::transaction& tx, domain::uris const& uris, domain::highlight const& h,
                core::time_point now)
{
    TRY(auto const all, db::lock_credits_on(tx, h.uri));
    for (auto const& each : all) {
        bool const named = std::ranges::any_of(h.collaborators, [&](domain::collaborator const& person) {
            return person.actor_id == each.collaborator_id;
        });
        if (!named && !is_refused(each.state))
            TRY_VOID(take_back(tx, uris, each, now));
    }
    return {};
}

} // namespace

credited_text text_of(domain::highlight const& h)
{
    auto plain = content::plain_text(h.html);
    auto digest = domain::credit_digest(h.headline, plain);
    return {h.headline, std::move(plain), std::move(digest)};
}

asio::awaitable<result<>> look_up_collaborators(instance const& in, std::vector<std::string> handles)
{
    remote::budget spend{.until = std::chrono::steady_clock::now() + patience};
    for (auto const& handle : handles) {
        auto find = [&](db::transaction& tx) { return find_named(tx, handle); };
        CO_TRY(auto const known, co_await in.db.run(find));
        if (known || handle.ends_with("@" + in.uris.authority()))
            continue;
        auto const found = co_await in.remote.find(handle, spend);
        if (!found)
            core::log::info("credit.not_found", {{"who", handle}, {"why", found.error().log}});
    }
    co_return result<>{};
}

result<> withdraw_questions(db::transaction& tx, domain::uris const& uris, std::string const& highlight_uri,
                            core::time_point now)
{
    TRY(auto const all, db::lock_credits_on(tx, highlight_uri));
    for (auto const& each : all)
        if (each.state == domain::credit_state::requested)
            TRY_VOID(take_back(tx, uris, each, now));
    return {};
}

result<> ask_credits(db::transaction& tx, domain::uris const& uris, domain::highlight const& h,
                     asking const& how, core::time_point now)
{
    TRY(auto const stored, db::find_any_highlight(tx, h.uri)); // Says whom the handles name
    if (!stored)
        return {};
    TRY(auto const context, join(tx, *stored, how));
    TRY_VOID(let_go(tx, uris, *stored, now));
    for (auto const& person : stored->collaborators) {
        if (!person.actor_id || *person.actor_id == how.author.id)
            continue;
        domain::credit wanted;
        wanted.highlight_uri = h.uri;
        wanted.author_id = how.author.id;
        wanted.collaborator_id = *person.actor_id;
        if (auto const role = how.roles.find(person.handle); role != how.roles.end())
            wanted.role = role->second;
        wanted.digest = how.text.digest;
        wanted.headline = how.text.headline;
        wanted.plain = how.text.plain;
        wanted.context_uri = context;
        wanted.requested_at = now;
        TRY_VOID(ask(tx, uris, *stored, how, std::move(wanted)));
    }
    return {};
}

} // namespace federwerk::app
