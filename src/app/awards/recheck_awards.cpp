// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/awards/recheck_awards.hpp"

#include "app/awards/receive_award.hpp"
#include "core/log.hpp"
#include "db/actors.hpp"
#include "db/awards.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

constexpr int at_once = 20, most_fetches = 6;

// Of BadgeFed's only the end is looked for: what it is for was said in the Note, and stays.
asio::awaitable<known_award> look(instance const& in, domain::award const& a, std::string issuer)
{
    remote::budget spend{.fetches = most_fetches};
    if (a.source == domain::award_source::open_badges) {
        award_question const what{a.uri, std::move(issuer), {}};
        co_return co_await look_at_award(in.remote, what, spend);
    }
    known_award out;
    out.state = co_await look_for_assertion(in.remote, a, spend);
    co_return out;
}

asio::awaitable<result<>> look_again(instance const& in, domain::award const& a, core::time_point now)
{
    auto const find = [&](db::transaction& tx) { return db::find_actor(tx, a.issuer_id); };
    CO_TRY(auto const issuer, co_await in.db.run(find));
    if (!issuer)
        co_return result<>{};
    auto const found = co_await look(in, a, issuer->uri);
    auto const write = [&](db::transaction& tx) { return refresh_award(tx, in.uris, a.id, found, now); };
    co_return co_await in.db.run(write);
}

} // namespace

asio::awaitable<result<std::size_t>> recheck_awards(instance const& in, core::time_point now)
{
    auto const take = [&](db::transaction& tx) {
        return db::take_due_awards(tx, now, now + domain::award_retry, at_once);
    };
    std::size_t looked_at = 0;
    for (std::size_t taken = at_once; taken >= at_once;) {
        CO_TRY(auto const due, co_await in.db.run(take));
        taken = due.size();
        for (auto const& a : due) {
            if (domain::is_over(a, now))
                continue;
            ++looked_at;
            if (auto const done = co_await look_again(in, a, now); !done)
                core::log::warning("recheck_award", {{"award", a.uri}, {"why", done.error().log}});
        }
    }
    in.post.nudge();
    co_return looked_at;
}

} // namespace federwerk::app
