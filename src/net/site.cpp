// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/site.hpp"

namespace federwerk::net {

site::admission site::admit(std::string const& key)
{
    std::lock_guard const lock(mutex);
    if (connections >= options.connections)
        return admission::too_many;
    if (!key.empty()) {
        auto& mine = per_address[key];
        if (mine >= options.connections_per_address)
            return admission::too_many_of_address;
        ++mine;
    }
    ++connections;
    ++counters.open;
    ++counters.accepted;
    return admission::granted;
}

void site::leave(std::string const& key)
{
    std::lock_guard const lock(mutex);
    --connections;
    --counters.open;
    if (auto const mine = per_address.find(key); mine != per_address.end() && --mine->second == 0)
        per_address.erase(mine);
    ended.notify_all();
}

void site::end_loop()
{
    std::lock_guard const lock(mutex);
    --loops;
    ended.notify_all();
}

} // namespace federwerk::net
