// SPDX-License-Identifier: AGPL-3.0-or-later
#include "inbox/synchroniser.hpp"

#include "core/log.hpp"
#include "db/follows.hpp"
#include "db/multiverse.hpp"
#include "federation/delivery/follower_digest.hpp"
#include "federation/trust/trust.hpp"
#include "federation/vocab/incoming.hpp"

#include <set>

namespace federwerk::inbox {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::minutes between_questions{10};

// Only the speaker's own followers, listed on the speaker's own server.
std::optional<delivery::synchronization> said_by(domain::actor const& speaker, db::inbox_item const& item)
{
    if (!item.trusted || !item.synchronization || speaker.local || !speaker.followers)
        return std::nullopt;
    auto said = delivery::read_synchronization(*item.synchronization);
    if (!said || said->collection != *speaker.followers || !trust::same_origin(speaker.uri, said->url))
        return std::nullopt;
    return said;
}

std::vector<std::string> uris_of(std::vector<db::follow_row> const& followers)
{
    std::vector<std::string> uris;
    for (auto const& each : followers)
        uris.push_back(each.other.uri);
    return uris;
}

// A follow that was begun anew meanwhile is another one.
result<> end(db::transaction& tx, db::follow const& old)
{
    TRY(auto const now, db::find_follow(tx, old.follower_id, old.followed_id));
    if (!now || now->id != old.id)
        return {};
    TRY_VOID(db::delete_follow(tx, old.follower_id, old.followed_id));
    TRY_VOID(db::forget_in_multiverse(tx, old.follower_id, old.followed_id));
    return {};
}

} // namespace

asio::awaitable<result<>> synchroniser::compare(db::inbox_item const& item, domain::actor const& speaker,
                                                remote::budget& spend)
{
    auto const said = said_by(speaker, item);
    if (!said)
        co_return result<>{};
    auto read = [&](db::transaction& tx) { return db::local_followers_of(tx, speaker.id); };
    CO_TRY(auto const ours, co_await db_.run(read));
    if (delivery::follower_digest(uris_of(ours)) == said->digest ||
        !asked_.first(speaker.uri, between_questions))
        co_return result<>{};
    CO_TRY(auto const page, co_await remote_.object(said->url, spend));
    CO_TRY(auto const theirs, vocab::read_collection(page.document.root()));
    if (page.uri != said->url || theirs.first || theirs.next)
        co_return failure{errc::unsupported, "only a part of the followers: " + said->url, {}};
    std::set<std::string> known;
    for (auto const& each : theirs.items)
        known.insert(each.id);
    auto write = [&](db::transaction& tx) -> result<> {
        for (auto const& each : ours)
            if (!known.contains(each.other.uri))
                TRY_VOID(end(tx, each.follow));
        return {};
    };
    co_return co_await db_.run(write);
}

asio::awaitable<void> synchroniser::look_at(db::inbox_item const& item, domain::actor const& speaker,
                                            remote::budget& spend)
{
    auto const done = co_await compare(item, speaker, spend);
    if (!done)
        core::log::info("inbox.not_synchronised", {{"actor", speaker.uri}, {"why", done.error().log}});
}

} // namespace federwerk::inbox
