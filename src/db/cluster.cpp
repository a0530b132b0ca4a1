// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/cluster.hpp"

#include "core/log.hpp"
#include "core/wait_until.hpp"
#include "db/cluster_folder.hpp"
#include "db/cluster_server.hpp"

#include <condition_variable>
#include <csignal>
#include <mutex>
#include <thread>

#include <sys/wait.h>

namespace federwerk::db {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto patience = 600s; // Recovery after a crash replays what checkpoints had not written yet

std::chrono::milliseconds left_until(std::chrono::steady_clock::time_point end)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
}

} // namespace

struct cluster::impl {
    std::string dsn;
    std::optional<cluster_folder> folder; // None: the server of database.url
    std::optional<file_lock> users;       // Shared by everybody who uses the cluster
    std::mutex mutex;
    std::condition_variable_any wake;
    std::jthread watcher; // A server that is killed is started again (F-03)

    result<> start();
    void watch(std::stop_token const& stopping);
    result<bool> wait_for(pid_t server, std::chrono::steady_clock::time_point end) const;
    void stop();
};

// True where it answers, false where it ended instead.
result<bool> cluster::impl::wait_for(pid_t server, std::chrono::steady_clock::time_point end) const
{
    bool up = false;
    auto next_word = std::chrono::steady_clock::now() + 5s;
    auto const decided = [&] {
        up = answers(socket_of_running_server(*folder));
        // Our own child has no pid file yet in its first moments: only its death counts.
        int status = 0;
        if (up || ::waitpid(server, &status, WNOHANG) == server || ::kill(server, 0) != 0)
            return true;
        if (std::chrono::steady_clock::now() > next_word) {
            core::log::info("database.recovers", {{"folder", folder->data.string()}});
            next_word += 5s;
        }
        return false;
    };
    if (!core::wait_until(decided, left_until(end), 10ms))
        return failure{errc::unavailable, "the database does not answer: " + last_words(*folder), {}};
    return up;
}

// A server that was just killed may still have processes that hold its memory: a start fails then, and is
// repeated.
result<> cluster::impl::start()
{
    auto const end = std::chrono::steady_clock::now() + patience;
    int starts = 0;
    result<bool> up = false;
    auto const start_once = [&]() -> result<bool> {
        auto server = running_server(*folder);
        if (!server) {
            if (starts++ == 5)
                return failure{errc::unavailable, "the database does not start: " + last_words(*folder), {}};
            TRY(server, start_server(*folder));
        }
        return wait_for(*server, end);
    };
    auto const decided = [&] {
        up = start_once();
        return !up || *up;
    };
    if (!core::wait_until(decided, patience, 600ms))
        return failure{errc::unavailable, "the database does not start: " + last_words(*folder), {}};
    TRY_VOID(up);
    return {};
}

void cluster::impl::watch(std::stop_token const& stopping)
{
    std::unique_lock lock(mutex);
    while (!wake.wait_for(lock, stopping, 500ms, [&] { return stopping.stop_requested(); })) {
        if (stopping.stop_requested() || running_server(*folder))
            continue;
        core::log::error("database.ended", {{"folder", folder->data.string()}});
        auto starting = file_lock::open(folder->data.string() + ".lock");
        if (!starting || !starting.value().wait_alone(10s))
            continue;
        if (auto const started = start(); !started)
            core::log::error("database.not_started", {{"why", started.error().log}});
    }
}

void cluster::impl::stop()
{
    if (!users)
        return;
    watcher = std::jthread();
    auto mine = std::move(*std::exchange(users, std::nullopt));
    auto starting = file_lock::open(folder->data.string() + ".lock");
    if (!starting || !starting.value().wait_alone(30s))
        return;
    if (!mine.try_alone())
        return; // The last one stops it
    auto const server = running_server(*folder);
    if (!server)
        return;
    ::kill(*server, SIGINT); // Fast shutdown: sessions end, what was committed is written
    if (!core::wait_until([&] { return has_ended(*server, *folder); }, 20s, 5ms)) {
        ::kill(*server, SIGQUIT);
        return;
    }
    std::error_code ignored;
    fs::remove(folder->socket, ignored); // Empty by now; it may lie outside of the data folder
}

result<cluster> cluster::open(core::settings const& settings)
{
    auto i = std::make_unique<impl>();
    i->dsn = settings.database.url;
    if (!i->dsn.empty())
        return cluster(std::move(i));
    TRY(i->folder, locate_cluster(settings.data));
    TRY(auto starting, file_lock::open(i->folder->data.string() + ".lock"));
    TRY_VOID(starting.wait_alone(patience));
    TRY(auto users, file_lock::open(i->folder->data.string() + ".users"));
    if (!fs::exists(i->folder->data))
        TRY_VOID(make_cluster(*i->folder));
    TRY_VOID(i->start());
    users.share();
    i->users = std::move(users);
    i->dsn = dsn_of(socket_of_running_server(*i->folder), "federwerk");
    i->watcher = std::jthread([state = i.get()](std::stop_token const& stopping) { state->watch(stopping); });
    return cluster(std::move(i));
}

cluster::cluster(std::unique_ptr<impl> i) : impl_(std::move(i)) {}
cluster::cluster(cluster&&) noexcept = default;

cluster& cluster::operator=(cluster&& other) noexcept
{
    if (impl_)
        impl_->stop();
    impl_ = std::move(other.impl_);
    return *this;
}

cluster::~cluster()
{
    stop();
}

std::string const& cluster::dsn() const
{
    return impl_->dsn;
}
bool cluster::is_private() const
{
    return impl_->folder.has_value();
}

void cluster::stop()
{
    if (impl_)
        impl_->stop();
}

} // namespace federwerk::db
