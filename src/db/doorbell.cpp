// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/doorbell.hpp"

#include "core/log.hpp"
#include "core/secrets.hpp"
#include "core/text.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace federwerk::db {

namespace {

constexpr std::chrono::milliseconds least_gap{50};
constexpr std::chrono::seconds before_reconnecting{2};

class ear : public pqxx::notification_receiver {
public:
    ear(pqxx::connection_base& c, std::string const& channel, std::string own,
        std::function<void()> const& heard)
        : pqxx::notification_receiver(c, channel), own_(std::move(own)), heard_(heard)
    {
    }
    void operator()(std::string const& payload, int) override
    {
        if (payload != own_)
            heard_();
    }

private:
    std::string own_;
    std::function<void()> const& heard_;
};

} // namespace

struct doorbell::impl {
    pool& db;
    std::string channel;
    std::string own = core::to_hex(core::random_bytes(8)); // Whoever hears this rang itself
    std::mutex mutex;
    std::condition_variable changed;
    bool pressed = false;
    std::atomic<bool> stopping = false;
    std::thread ringer, listener;

    bool sleep(std::chrono::milliseconds length) // False where the end has come
    {
        std::unique_lock lock(mutex);
        return !changed.wait_for(lock, length, [&] { return stopping.load(); });
    }

    void keep_ringing()
    {
        for (;;) {
            {
                std::unique_lock lock(mutex);
                changed.wait(lock, [&] { return pressed || stopping; });
                if (stopping)
                    return;
                pressed = false;
            }
            db.run_now([&](transaction& tx) -> result<> {
                tx.exec_params("/* doorbell.ring */ SELECT pg_notify($1, $2)", channel, own);
                return {};
            });
            if (!sleep(least_gap))
                return;
        }
    }

    void keep_listening(std::function<void()> const& heard)
    {
        do {
            try {
                pqxx::connection connection(db.dsn());
                ear const open(connection, channel, own, heard);
                while (!stopping)
                    connection.await_notification(0, 400'000);
            } catch (std::exception const& e) {
                core::log::debug("doorbell.lost", {{"why", e.what()}});
            }
        } while (sleep(before_reconnecting));
    }
};

doorbell::doorbell(pool& db, std::string channel) : impl_(new impl{db, std::move(channel)}) {}

doorbell::~doorbell()
{
    stop();
}

void doorbell::stop()
{
    {
        std::lock_guard const lock(impl_->mutex);
        impl_->stopping = true;
    }
    impl_->changed.notify_all();
    if (impl_->ringer.joinable())
        impl_->ringer.join();
    if (impl_->listener.joinable())
        impl_->listener.join();
}

void doorbell::ring()
{
    {
        std::lock_guard const lock(impl_->mutex);
        if (impl_->stopping)
            return;
        impl_->pressed = true;
        if (!impl_->ringer.joinable())
            impl_->ringer = std::thread([this] { impl_->keep_ringing(); });
    }
    impl_->changed.notify_all();
}

void doorbell::listen(std::function<void()> heard)
{
    std::lock_guard const lock(impl_->mutex);
    if (!impl_->stopping && !impl_->listener.joinable())
        impl_->listener = std::thread([this, heard = std::move(heard)] { impl_->keep_listening(heard); });
}

} // namespace federwerk::db
