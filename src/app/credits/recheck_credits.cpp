// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/credits/recheck_credits.hpp"

#include "app/credits/credit_effects.hpp"
#include "app/credits/fetch_authorization.hpp"
#include "db/credits.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;
using domain::credit_state;

constexpr int at_once = 20;

bool is_waiting(domain::credit const& c)
{
    return c.uri && (c.state == credit_state::confirmed || c.state == credit_state::requested);
}

// Between the look and this moment somebody may have said something newer: then that stands.
result<> store(db::transaction& tx, domain::uris const& uris, domain::credit const& looked_at,
               known_authorization const& found, core::time_point now)
{
    TRY(auto current, db::lock_credit(tx, looked_at.id));
    if (!current || current->uri != looked_at.uri || current->state != looked_at.state)
        return {};
    TRY(auto file, open_credit(tx, std::move(*current)));
    auto& c = file.credit;
    bool const holds = found.state == authorization_state::good &&
                       domain::check_authorization(found.said, c, {file.author.uri, file.collaborator.uri});
    if (!holds)
        return credit_is_refused(tx, uris, file, credit_state::revoked, now);
    c.document = found.document;
    c.key = found.key;
    c.evidence = domain::evidence::authorization;
    c.checked_at = now;
    c.check_at = now + domain::authorization_lasts;
    if (c.state == credit_state::requested)
        return credit_is_confirmed(tx, uris, file, now);
    TRY_VOID(db::upsert_credit(tx, c));
    return {};
}

} // namespace

asio::awaitable<result<std::size_t>> recheck_credits(instance const& in, core::time_point now)
{
    auto take = [&](db::transaction& tx) {
        return db::take_due_credits(tx, now, now + domain::authorization_retry, at_once);
    };
    CO_TRY(auto const due, co_await in.db.run(take));
    for (auto const& c : due) {
        if (!is_waiting(c))
            continue;
        remote::budget spend{.fetches = 6};
        auto const found = co_await fetch_authorization(in.remote, *c.uri, spend);
        if (found.state == authorization_state::unanswered)
            continue; // Marked to be looked at again
        auto write = [&](db::transaction& tx) { return store(tx, in.uris, c, found, now); };
        CO_TRY_VOID(co_await in.db.run(write));
    }
    in.post.nudge();
    co_return due.size();
}

} // namespace federwerk::app
