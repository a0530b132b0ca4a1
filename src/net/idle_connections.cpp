// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/idle_connections.hpp"

namespace federwerk::net {

boost::asio::execution_context::id idle_connections::id;

idle_connections::place::place(std::shared_ptr<idle_total> total, std::shared_ptr<connection> c,
                               clock::time_point t)
    : held(std::move(c)), until(t), total_(std::move(total))
{
    ++*total_;
}

idle_connections::place& idle_connections::place::operator=(place&& other) noexcept
{
    std::swap(held, other.held);
    std::swap(until, other.until);
    std::swap(total_, other.total_);
    return *this;
}

idle_connections::place::~place()
{
    if (total_)
        --*total_;
}

idle_connections::idle_connections(boost::asio::execution_context& owner)
    : boost::asio::execution_context::service(owner)
{
}

void idle_connections::shutdown() noexcept
{
    shelf_.clear();
}

std::shared_ptr<connection> idle_connections::take(std::shared_ptr<idle_total> const& owner,
                                                   std::string const& origin)
{
    forget_expired();
    auto const found = shelf_.find(key{owner.get(), origin});
    if (found == shelf_.end())
        return nullptr;
    std::shared_ptr<connection> out;
    while (!out && !found->second.empty()) {
        auto& last = found->second.back(); // The one that was used last is the likeliest to be alive
        if (last.until > clock::now() && !last.held->is_stale())
            out = std::move(last.held);
        found->second.pop_back();
    }
    if (found->second.empty())
        shelf_.erase(found);
    return out;
}

void idle_connections::put(std::shared_ptr<idle_total> const& owner, std::string const& origin,
                           std::shared_ptr<connection> free, client_options const& limits)
{
    forget_expired();
    if (owner->load() >= limits.idle)
        return;
    auto& places = shelf_[key{owner.get(), origin}];
    if (places.size() < limits.idle_per_origin)
        places.emplace_back(owner, std::move(free), clock::now() + limits.idle_deadline);
}

// At most once a second: the shelf may be long.
void idle_connections::forget_expired()
{
    auto const now = clock::now();
    if (now < swept_ + std::chrono::seconds(1))
        return;
    swept_ = now;
    for (auto& [name, places] : shelf_)
        std::erase_if(places, [now](place const& p) { return p.until <= now; });
    std::erase_if(shelf_, [](auto const& entry) { return entry.second.empty(); });
}

} // namespace federwerk::net
