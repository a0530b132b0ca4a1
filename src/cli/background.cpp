// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/background.hpp"

#include "app/awards/recheck_awards.hpp"
#include "app/credits/recheck_credits.hpp"
#include "app/mail/send_digests.hpp"
#include "app/mail/send_mail.hpp"
#include "app/organisations/prove_organisation.hpp"
#include "app/pacts/pull_pacts.hpp"
#include "app/pictures/purge_media.hpp"
#include "app/requests/expire_requests.hpp"
#include "app/tidy_up.hpp"
#include "db/purge.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <condition_variable>
#include <list>
#include <mutex>

namespace federwerk::cli {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::minutes between_rounds{10};

template <class T>
void report(std::string_view work, result<T> const& done)
{
    if (!done)
        core::log::warning("housekeeping", {{"work", work}, {"why", done.error().log}});
}

// One bounded batch after another until nothing is left, so that no transaction is long. What fails is said,
// and the next kind has its turn.
asio::awaitable<void> purge(services& all)
{
    db::purge_ages const ages{.remote_content = all.base.settings().federation.remote_content_kept};
    for (auto const what : db::all_purgeable) {
        auto const batch = [&](db::transaction& tx) { return db::purge_batch(tx, what, ages, core::now()); };
        for (result<std::int64_t> gone = 1; gone && *gone > 0;) {
            gone = co_await all.base.db().run(batch);
            report(db::to_string(what), gone);
        }
    }
    for (result<std::size_t> gone = 1; gone && *gone > 0;) {
        gone = co_await app::purge_media(all.instance, core::now());
        report("media", gone);
    }
}

asio::awaitable<void> keep_house(services& all)
{
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (;;) {
        timer.expires_after(between_rounds);
        co_await timer.async_wait(asio::use_awaitable); // Cancelled: throws, and the coroutine ends
        co_await purge(all);
    }
}

// Each kind by itself: homes that do not answer hold up nothing else.
template <class Round>
asio::awaitable<void> look_again(char const* work, Round round)
{
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (;;) {
        timer.expires_after(between_rounds);
        co_await timer.async_wait(asio::use_awaitable);
        report(work, co_await round(core::now()));
    }
}

} // namespace

struct background::impl {
    // Some end by themselves with everything that is in hand; the others are cancelled where they wait.
    enum class ending { by_itself, by_cancelling };
    struct job {
        asio::any_io_executor executor;
        ending ends;
        asio::cancellation_signal cancel;
    };

    services& all;
    std::list<job> jobs;
    std::mutex mutex;
    std::condition_variable ended;
    unsigned running = 0;

    void start(asio::any_io_executor where, ending ends, char const* name, asio::awaitable<void> what)
    {
        auto& made = jobs.emplace_back();
        made.executor = where;
        made.ends = ends;
        ++running;
        auto done = [this, name](std::exception_ptr failed) { finish(failed, name); };
        asio::co_spawn(where, std::move(what),
                       asio::bind_cancellation_slot(made.cancel.slot(), std::move(done)));
    }

    void finish(std::exception_ptr const& failed, char const* name)
    {
        try {
            if (failed)
                std::rethrow_exception(failed);
        } catch (boost::system::system_error const& e) {
            if (e.code() != asio::error::operation_aborted)
                core::log::error("background.failed", {{"job", name}, {"error", e.what()}});
        } catch (std::exception const& e) {
            core::log::error("background.failed", {{"job", name}, {"error", e.what()}});
        }
        std::scoped_lock const lock(mutex);
        --running;
        ended.notify_all();
    }
};

background::background(services& all, net::reactors& loops) : impl_(new impl{.all = all})
{
    std::vector<asio::any_io_executor> executors;
    for (unsigned i = 0; i < loops.size(); ++i)
        executors.push_back(loops.executor(i));
    all.post.spread(executors);
    impl_->start(loops.next(), impl::ending::by_itself, "delivery", all.post.run());
    impl_->start(loops.next(), impl::ending::by_itself, "inbox", all.processor.run());
    impl_->start(loops.next(), impl::ending::by_itself, "outbox_visits", all.visitor.run());
    impl_->start(loops.next(), impl::ending::by_cancelling, "mail", app::run_mailer(all.instance));
    impl_->start(loops.next(), impl::ending::by_cancelling, "tidy_up", app::run_tidy_up(all.instance));
    impl_->start(loops.next(), impl::ending::by_cancelling, "expire_requests",
                 app::run_expire_requests(all.instance));
    impl_->start(loops.next(), impl::ending::by_cancelling, "digests", app::run_digests(all.instance));
    impl_->start(loops.next(), impl::ending::by_cancelling, "pull_pacts", app::run_pull_pacts(all.instance));
    impl_->start(loops.next(), impl::ending::by_cancelling, "housekeeping", keep_house(all));
    auto const recheck = [&](char const* work, auto round) {
        impl_->start(loops.next(), impl::ending::by_cancelling, work, look_again(work, round));
    };
    auto& in = all.instance;
    recheck("recheck_credits", [&in](core::time_point now) { return app::recheck_credits(in, now); });
    recheck("recheck_awards", [&in](core::time_point now) { return app::recheck_awards(in, now); });
    recheck("recheck_organisations",
            [&in](core::time_point now) { return app::recheck_organisations(in, now); });
}

background::~background()
{
    stop(std::chrono::seconds(20));
}

void background::stop(std::chrono::milliseconds at_most)
{
    impl_->all.post.stop();
    impl_->all.processor.stop();
    impl_->all.visitor.stop();
    for (auto& job : impl_->jobs)
        if (job.ends == impl::ending::by_cancelling)
            asio::post(job.executor, [&job] { job.cancel.emit(asio::cancellation_type::terminal); });
    std::unique_lock lock(impl_->mutex);
    if (!impl_->ended.wait_for(lock, at_most, [&] { return impl_->running == 0; }))
        core::log::warning("background.cut_off", {{"jobs", impl_->running}});
}

} // namespace federwerk::cli
