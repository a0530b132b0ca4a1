// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/mail/send_digests.hpp"

#include "app/mail/digest_text.hpp"
#include "app/mail/end_digests.hpp"
#include "app/mail/queue_mail.hpp"
#include "app/station/digest_matches.hpp"
#include "core/log.hpp"
#include "db/actors.hpp"
#include "db/digests.hpp"
#include "db/matches.hpp"
#include "db/notifications.hpp"
#include "db/profiles.hpp"
#include "db/saved_searches.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

constexpr int most_searches = 100;

std::string day_of(core::time_point now)
{
    return core::to_iso_day(std::chrono::floor<std::chrono::days>(now));
}

result<> run_searches(db::transaction& tx, station_asker const& asker, db::due_digest const& due,
                      digest_content& content)
{
    auto const& member = asker.member;
    TRY(auto const searches, db::saved_searches_of(tx, member.id, std::nullopt, most_searches));
    for (auto const& each : searches) {
        auto hits = search_new(tx, asker, each.query, {each.seen_until, due.newest}, most_in_digest + 1);
        if (!hits && hits.error().code != errc::invalid) // The swap that it completes may be gone
            return hits.error();
        TRY_VOID(db::mark_told(tx, each.id, std::max(each.seen_until, due.newest)));
        if (!hits || hits->empty())
            continue;
        domain::notification n;
        n.member_id = member.id;
        n.kind = domain::notification_kind::search_hits;
        n.search_id = each.id;
        n.opening_id = hits->front().opening.id;
        n.once = "search_hits:" + each.id.text() + ":" + day_of(asker.now);
        TRY_VOID(db::notify(tx, n));
        content.searches.push_back({each.name, std::move(*hits)});
    }
    return {};
}

// Who is open to something for the first time hears of what comes from then on. Of what was told as it came
// in (app/station/tell_matches) only the mail speaks again.
result<> run_matches(db::transaction& tx, station_asker const& asker, db::due_digest const& due,
                     digest_content& content)
{
    auto const& member = asker.member;
    auto const day_before = core::snowflake{due.newest.value - (std::int64_t{86'400'000} << 12)};
    auto const after = due.matched_until ? due.matched_until : day_before;
    TRY_VOID(db::mark_matched(tx, member.id, std::max(after, due.newest)));
    TRY(content.matches, find_matches(tx, asker, {after, due.newest}, most_in_digest + 1));
    std::vector<core::snowflake> ids;
    for (auto const& each : content.matches)
        ids.push_back(each.opening.id);
    TRY(auto const told, db::told_of(tx, member.id, ids));
    auto const fresh = std::ranges::find_if(content.matches, [&](station_hit const& each) {
        return std::ranges::find(told, each.opening.id) == told.end();
    });
    if (fresh == content.matches.end())
        return {};
    domain::notification n;
    n.member_id = member.id;
    n.kind = db::match_kind(fresh->opening);
    n.actor_id = fresh->owner.id;
    n.opening_id = fresh->opening.id;
    n.once = db::match_once(member.id, asker.now);
    return db::notify(tx, n);
}

result<> gather_unread(db::transaction& tx, core::snowflake member_id, digest_content& content,
                       core::time_point now)
{
    TRY(content.unread, db::take_unmailed(tx, member_id, now, 5 * most_in_digest));
    std::erase_if(content.unread, [](domain::notification const& n) { // Said above, with what was found
        using enum domain::notification_kind;
        return n.kind == search_hits || n.kind == call_matches || n.kind == openness_matches;
    });
    std::vector<core::snowflake> actors;
    for (auto const& each : content.unread)
        if (each.actor_id)
            actors.push_back(*each.actor_id);
    TRY(auto const found, db::find_actors(tx, actors));
    for (auto const& each : found)
        content.actors.emplace(each.id, each);
    return {};
}

} // namespace

result<bool> send_digest(db::transaction& tx, core::secrets const& secrets, domain::uris const& uris,
                         std::string const& instance_name, core::time_point now)
{
    TRY(auto const due, db::claim_digest(tx, now));
    if (!due)
        return false;
    TRY(auto const member, db::find_actor(tx, due->member_id));
    if (!member)
        return true;
    digest_content content;
    TRY(auto const asker, find_asker(tx, *member, now));
    TRY_VOID(run_searches(tx, asker, *due, content));
    TRY_VOID(run_matches(tx, asker, *due, content));
    if (!due->by_mail)
        return true;
    TRY_VOID(gather_unread(tx, member->id, content, now));
    if (content.empty())
        return true;
    auto const way_out = end_digests_link(secrets, uris, member->id);
    auto const text = digest_text(due->locale, instance_name, {uris.base(), way_out}, content);
    TRY_VOID(queue_mail(tx, secrets, due->email, text, now, way_out));
    return true;
}

asio::awaitable<void> run_digests(instance const& in)
{
    co_await asio::this_coro::throw_if_cancelled(false);
    asio::steady_timer pause(co_await asio::this_coro::executor);
    while ((co_await asio::this_coro::cancellation_state).cancelled() == asio::cancellation_type::none) {
        auto count = [](db::transaction& tx) { return db::count_badges(tx, core::now()); };
        if (auto const counted = co_await in.db.run(count); !counted)
            core::log::warning("station.count", {{"why", counted.error().log}});
        auto send = [&](db::transaction& tx) {
            return send_digest(tx, in.secrets, in.uris, in.settings.name, core::now());
        };
        result<bool> sent = true;
        while (sent && *sent)
            sent = co_await in.db.run(send);
        if (!sent) {
            core::log::error("digest.failed", {{"why", sent.error().log}});
            // Nobody's digest may stand in the way of the others': theirs of this day is left out.
            auto skip = [](db::transaction& tx) { return db::claim_digest(tx, core::now()); };
            static_cast<void>(co_await in.db.run(skip));
        }
        pause.expires_after(std::chrono::minutes(1));
        co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

} // namespace federwerk::app
