// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pacts/pull_pacts.hpp"

#include "app/pacts/pulled_page.hpp"
#include "core/log.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <array>

namespace federwerk::app {

namespace asio = boost::asio;

namespace {

using std::chrono::seconds;

constexpr int most_pages = 400, pages_of_a_slice = 10, fetches_of_a_slice = 120;
constexpr seconds patience{15}; // Less than a process has when it is told to stop
constexpr seconds lease{120}, a_day{86'400}, look_again{3};
constexpr std::array delays{seconds(30), seconds(300), seconds(3'600), seconds(21'600)};

struct slice {
    db::pull_progress progress;
    int kept = 0;
    bool over = false; // Nothing more is to be read today
    bool full = false; // Since nothing more is taken
};

asio::awaitable<result<>> read_slice(pulled_page& reader, slice& s, remote::budget& spend)
{
    if (!s.progress.next) {
        CO_TRY(s.progress.next, co_await reader.first_page(spend));
    }
    for (int n = 0; n < pages_of_a_slice && s.progress.next && s.progress.pages < most_pages; ++n) {
        CO_TRY(auto const done, co_await reader.take(*s.progress.next, spend));
        s.kept += done.kept;
        ++s.progress.pages;
        s.full = done.full;
        if (done.cut_short) // The same page goes on in the next slice
            co_return result<>{};
        s.progress.next = s.full ? std::nullopt : done.next;
    }
    s.over = !s.progress.next || s.progress.pages >= most_pages;
    co_return result<>{};
}

void settle(slice& s, result<> const& done, int attempts)
{
    auto& p = s.progress;
    if (!done) {
        auto const tried = static_cast<std::size_t>(attempts);
        bool const again = is_passing(done.error().code) && tried <= delays.size();
        p = {.next = again ? p.next : std::nullopt,
             .pages = again ? p.pages : 0,
             .attempts = again ? attempts : 0,
             .until_next = again ? delays[tried - 1] : a_day};
        return;
    }
    p.attempts = 0;
    if (s.over)
        p = {.next = {}, .pages = 0, .attempts = 0, .until_next = a_day, .complete = !s.full && !p.next};
}

} // namespace

asio::awaitable<db::pull_progress> pull_pact(instance const& in, db::pact_pull what)
{
    remote::budget spend{.fetches = fetches_of_a_slice, .until = std::chrono::steady_clock::now() + patience};
    pulled_page reader(in, what);
    slice s{.progress = {.next = what.next, .pages = what.pages}};
    auto const done = co_await read_slice(reader, s, spend);
    if (done)
        core::log::info("pact.pulled", {{"host", what.pact.host}, {"stored", s.kept}});
    else
        core::log::info("pact.pull_failed", {{"host", what.pact.host}, {"why", done.error().log}});
    settle(s, done, std::max(what.attempts, 1));
    co_return s.progress;
}

asio::awaitable<std::size_t> pull_due_pacts(instance const& in)
{
    auto const claim = [](db::transaction& tx) { return db::claim_pact_pulls(tx, 1, lease); };
    std::size_t n = 0;
    for (;;) {
        auto const claimed = co_await in.db.run(claim);
        if (!claimed || claimed->empty())
            co_return n;
        auto const& what = claimed->front();
        auto const progress = co_await pull_pact(in, what);
        auto const keep = [&](db::transaction& tx) { return db::keep_pull(tx, what.pact.id, progress); };
        co_await in.db.run(keep); // Where that fails, the lease runs out and it is done again
        ++n;
        if ((co_await asio::this_coro::cancellation_state).cancelled() != asio::cancellation_type::none)
            co_return n;
    }
}

asio::awaitable<void> run_pull_pacts(instance const& in)
{
    co_await asio::this_coro::throw_if_cancelled(false);
    asio::steady_timer pause(co_await asio::this_coro::executor);
    while ((co_await asio::this_coro::cancellation_state).cancelled() == asio::cancellation_type::none) {
        co_await pull_due_pacts(in);
        pause.expires_after(look_again);
        co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

} // namespace federwerk::app
