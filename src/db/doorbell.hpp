// SPDX-License-Identifier: AGPL-3.0-or-later
// Wakes other processes by NOTIFY, and hears them by LISTEN. Nothing depends on it but speed.
#pragma once

#include "db/pool.hpp"

#include <functional>
#include <memory>
#include <string>

namespace federwerk::db {

class doorbell {
public:
    // Nothing happens before the first ring() or listen().
    doorbell(pool& db, std::string channel);
    ~doorbell();
    void stop(); // Joins, within half a second; nothing rings afterwards

    // From any thread, at once; a NOTIFY goes out within 50 ms, never more than 20 a second.
    void ring();
    // A thread and a connection of its own: calls heard() when another process rang. Once.
    void listen(std::function<void()> heard);

private:
    struct impl;
    std::unique_ptr<impl> impl_;
};

} // namespace federwerk::db
