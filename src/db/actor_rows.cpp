// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/actor_rows.hpp"

#include "db/values.hpp"

#include <array>

namespace federwerk::db {
namespace {

constexpr std::array kinds{"Person", "Organization", "Group", "Application", "Service"};
constexpr std::array states{"active", "silenced", "suspended", "gone"};

// The CHECK constraints allow nothing else, so the first stands for "cannot be".
template <class Enum, std::size_t N>
Enum parse(std::array<char const*, N> const& names, std::string const& text)
{
    for (std::size_t i = 0; i < N; ++i)
        if (text == names[i])
            return static_cast<Enum>(i);
    return static_cast<Enum>(0);
}

std::vector<domain::profile_field> read_fields(pqxx::row const& row)
{
    auto const names = to_texts(row["field_names"]);
    auto const values = to_texts(row["field_values"]);
    std::vector<domain::profile_field> out;
    for (std::size_t i = 0; i < names.size() && i < values.size(); ++i)
        out.push_back({names[i], values[i]});
    return out;
}

void read_addresses(pqxx::row const& row, domain::actor& a)
{
    a.url = to_optional_text(row["url"]);
    a.icon_url = to_optional_text(row["icon_url"]);
    a.inbox = row["inbox"].as<std::string>();
    a.shared_inbox = to_optional_text(row["shared_inbox"]);
    a.outbox = to_optional_text(row["outbox"]);
    a.followers = to_optional_text(row["followers"]);
    a.following = to_optional_text(row["following"]);
    a.featured = to_optional_text(row["featured"]);
    a.also_known_as = to_texts(row["also_known_as"]);
    a.moved_to = to_optional_text(row["moved_to"]);
}

} // namespace

std::string to_text(domain::actor_kind kind)
{
    return kinds[static_cast<std::size_t>(kind)];
}
std::string to_text(domain::actor_state state)
{
    return states[static_cast<std::size_t>(state)];
}

domain::actor read_actor_row(pqxx::row const& row)
{
    domain::actor a;
    a.id = to_id(row["id"]);
    a.uri = row["uri"].as<std::string>();
    a.local = row["local"].as<bool>();
    a.kind = parse<domain::actor_kind>(kinds, row["kind"].as<std::string>());
    a.username = row["username"].as<std::string>();
    a.host = row["host"].as<std::string>();
    a.name = row["name"].as<std::string>();
    a.summary = row["summary"].as<std::string>();
    read_addresses(row, a);
    a.approves_followers = row["approves_followers"].as<bool>();
    a.discoverable = row["discoverable"].as<bool>();
    a.indexable = row["indexable"].as<bool>();
    a.fields = read_fields(row);
    a.state = parse<domain::actor_state>(states, row["state"].as<std::string>());
    a.home_suspended = row["home_suspended"].as<bool>();
    a.published = to_time(row["published"]);
    a.updated_at = to_time(row["updated_at"]);
    a.fetched_at = to_optional_time(row["fetched_at"]);
    a.verified = to_optional_text(row["verified"]);
    return a;
}

} // namespace federwerk::db
