// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/look_up.hpp"

#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/badges.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

constexpr std::string_view badge_prefix = "badge.";

// "@Bo@B.test" is bo@b.test; a URI stays as it is.
std::string plain_name(domain::uris const& uris, std::string const& name)
{
    auto text = core::trim(name);
    if (text.find("://") != std::string::npos)
        return text;
    if (text.starts_with("@"))
        text.erase(0, 1);
    text = core::lower_ascii(text);
    auto const own = "@" + uris.authority();
    if (text.ends_with(own))
        text.resize(text.size() - own.size());
    return text;
}

failure unknown(std::string const& field, std::string const& name)
{
    return {errc::invalid,
            "unknown " + field + ": " + name,
            "Something that was named is not known.",
            {{field, "is not known: " + core::first_characters(name, 100)}}};
}

// "bo@b.test", "https://b.test/u/bo" or "alice", among those whom we know.
result<std::optional<domain::actor>> find_known(db::transaction& tx, std::string const& name)
{
    if (name.find("://") != std::string::npos)
        return db::find_actor_by_uri(tx, name);
    auto const at = name.find('@');
    if (at == std::string::npos)
        return db::find_local_actor(tx, name);
    return db::find_actor_by_handle(tx, name.substr(0, at), name.substr(at + 1));
}

// A badge of ours by slug, alias or name; anybody's by its actor.
result<std::optional<domain::badge>> find_known_badge(db::transaction& tx, std::string const& name)
{
    if (name.find('@') == std::string::npos && name.find("://") == std::string::npos)
        return db::find_badge_by_slug(
            tx, core::slugify(name.starts_with(badge_prefix) ? name.substr(badge_prefix.size()) : name));
    TRY(auto const actor, find_known(tx, name));
    if (!actor)
        return std::nullopt;
    if (actor->local)
        return db::find_badge_by_actor(tx, actor->id);
    return badge_of_remote_actor(tx, *actor);
}

bool may_be_elsewhere(std::string const& name)
{
    return name.find('@') != std::string::npos || name.find("://") != std::string::npos;
}

// Not to be found is the member's mistake; a peer that does not answer is nobody's.
failure not_found_elsewhere(std::string const& field, std::string const& name, failure const& why)
{
    return why.code == errc::overloaded || why.code == errc::internal ? why : unknown(field, name);
}

template <class T>
void add_once(std::vector<T>& list, T item)
{
    if (std::ranges::find(list, item.id, &T::id) == list.end())
        list.push_back(std::move(item));
}

} // namespace

result<std::optional<domain::badge>> badge_of_remote_actor(db::transaction& tx, domain::actor const& actor)
{
    if (actor.local || actor.kind != domain::actor_kind::group || !actor.username.starts_with(badge_prefix))
        return std::nullopt;
    auto const slug = core::slugify(actor.username.substr(badge_prefix.size()));
    if (slug.empty() || slug.size() > 60 || core::count_characters(actor.name) > 80)
        return std::nullopt;
    domain::badge badge;
    badge.actor_id = actor.id;
    badge.slug = slug;
    badge.host = actor.host;
    badge.name = actor.name.empty() ? slug : actor.name;
    TRY(auto const id, db::upsert_remote_badge(tx, badge));
    return db::find_badge(tx, id);
}

boost::asio::awaitable<result<std::vector<domain::badge>>>
look_up_badges(instance const& in, std::string field, std::vector<std::string> names)
{
    std::vector<domain::badge> found;
    remote::budget spend;
    for (auto const& given : names) {
        auto const name = plain_name(in.uris, given);
        CO_TRY(auto known,
               co_await in.db.run([&](db::transaction& tx) { return find_known_badge(tx, name); }));
        if (!known && may_be_elsewhere(name)) {
            auto actor = co_await in.remote.find(name, spend);
            if (!actor)
                co_return not_found_elsewhere(field, given, actor.error());
            CO_TRY(known, co_await in.db.run(
                              [&](db::transaction& tx) { return badge_of_remote_actor(tx, *actor); }));
        }
        if (!known)
            co_return unknown(field, given);
        add_once(found, std::move(*known));
    }
    co_return found;
}

boost::asio::awaitable<result<std::vector<domain::actor>>>
look_up_people(instance const& in, std::string field, std::vector<std::string> names)
{
    std::vector<domain::actor> found;
    remote::budget spend;
    for (auto const& given : names) {
        auto const name = plain_name(in.uris, given);
        CO_TRY(auto known, co_await in.db.run([&](db::transaction& tx) { return find_known(tx, name); }));
        if (!known && may_be_elsewhere(name)) {
            auto actor = co_await in.remote.find(name, spend);
            if (!actor)
                co_return not_found_elsewhere(field, given, actor.error());
            known = std::move(*actor);
        }
        if (!known)
            co_return unknown(field, given);
        add_once(found, std::move(*known));
    }
    co_return found;
}

} // namespace federwerk::app
