// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/serve.hpp"

#include "api/refusals.hpp"
#include "cli/background.hpp"
#include "cli/foundation.hpp"
#include "cli/health.hpp"
#include "cli/services.hpp"

#include <csignal>
#include <pthread.h>

namespace federwerk::cli {

namespace {

// 25 s in all are promised. A delivery in hand may take 10 s (outbox::pace), and gives its lease back only
// then.
constexpr std::chrono::seconds grace_for_requests{8}, grace_for_letters{16};

// Blocked before any thread starts, so that every thread inherits it and only the main thread waits for them.
class ending_signals {
public:
    ending_signals()
    {
        sigemptyset(&set_);
        sigaddset(&set_, SIGINT);
        sigaddset(&set_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
    }
    int wait() const
    {
        int which = 0;
        while (sigwait(&set_, &which) != 0)
            continue;
        return which;
    }

private:
    sigset_t set_{};
};

result<std::unique_ptr<net::server>> listen(net::reactors& loops, http::router const& routes,
                                            core::settings const& settings, std::string const& where)
{
    auto options = net::server_options::from(settings);
    options.listen = where;
    options.words = api::refusal_words;
    return net::server::listen(loops, routes, std::move(options));
}

} // namespace

result<> serve(core::settings given)
{
    ending_signals const signals;
    // Before everything that keeps timers on them, or resumes coroutines there.
    net::reactors loops(given.reactors);
    TRY(auto const base, foundation::lay(std::move(given), purpose::serve));
    auto const& settings = base->settings();
    TRY(auto const all, services::make(*base));
    http::router const routes = all->routes();
    http::router watched;
    std::unique_ptr<net::server> server, metrics;
    if (settings.has_role("web")) {
        TRY(server, listen(loops, routes, settings, settings.listen));
        if (!settings.metrics_listen.empty()) {
            watched.add(metrics_routes(*all, *server));
            TRY(metrics, listen(loops, watched, settings, settings.metrics_listen));
        }
        core::log::info("serving", {{"url", base->uris().base()}, {"port", server->port()}});
    }
    std::unique_ptr<background> work;
    if (settings.has_role("worker"))
        work = std::make_unique<background>(*all, loops);

    auto const which = signals.wait();
    core::log::info("stopping", {{"signal", which}});
    if (server)
        server->stop(grace_for_requests);
    if (work)
        work->stop(grace_for_letters);
    metrics.reset();
    loops.stop([&] {
        base->db().stop();
        all->workers.stop();
    });
    core::log::info("stopped");
    return {};
}

} // namespace federwerk::cli
