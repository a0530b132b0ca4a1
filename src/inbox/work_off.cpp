// SPDX-License-Identifier: AGPL-3.0-or-later
#include "inbox/work_off.hpp"

#include "federation/trust/trust.hpp"

#include <array>

namespace federwerk::inbox {

namespace asio = boost::asio;

namespace {

constexpr int most_rounds = 4; // Of "what is missing?"
constexpr std::array delays{std::chrono::seconds(15), std::chrono::seconds(60), std::chrono::seconds(300),
                            std::chrono::seconds(1'800)};

// What was forwarded speaks only through its own home: the copy that came is thrown away (T-11). A Delete
// needs no copy, since its home no longer has one; there the object itself is asked for.
asio::awaitable<result<std::string>> body_of(tools const& with, db::inbox_item const& item,
                                             remote::budget& spend)
{
    if (item.trusted || item.type == "Delete")
        co_return item.body;
    CO_TRY(auto page, co_await with.remote.object(item.activity_uri, spend));
    if (page.uri != item.activity_uri)
        co_return failure{errc::forbidden, item.activity_uri + " is really " + page.uri, {}};
    co_return std::move(page.bytes);
}

asio::awaitable<result<>> look_up(tools const& with, verb const& how, context const& c, known_things& known,
                                  remote::budget& spend)
{
    for (int round = 0; round < most_rounds; ++round) {
        CO_TRY(auto const missing, how.needs(c));
        if (missing.nothing())
            co_return result<>{};
        auto const notes_before = known.notes.size();
        CO_TRY_VOID(co_await with.gather.add(missing, c, known, spend));
        // A note that was looked at and left out is not asked for again.
        if (!missing.notes.empty() && known.notes.size() == notes_before)
            co_return result<>{};
    }
    co_return result<>{};
}

asio::awaitable<result<outcome>> finish(tools const& with, db::inbox_item const& item, outcome how)
{
    auto write = [&](db::transaction& tx) -> result<outcome> {
        TRY_VOID(db::finish_inbox_item(tx, item.id, how));
        return how;
    };
    co_return co_await with.db.run(write);
}

result<> check_said(db::inbox_item const& item, vocab::incoming_activity const& activity)
{
    if (activity.id != item.activity_uri || activity.actor != item.actor_uri)
        return failure{errc::forbidden, "its home tells it otherwise: " + item.activity_uri, {}};
    return trust::check_activity(activity, item.actor_uri);
}

} // namespace

asio::awaitable<result<outcome>> work_off(tools with, db::inbox_item item)
{
    remote::budget spend;
    CO_TRY(auto const body, co_await body_of(with, item, spend));
    CO_TRY(auto const document, json::document::parse(body));
    CO_TRY(auto const activity, vocab::read_activity(document.root()));
    CO_TRY_VOID(check_said(item, activity));
    auto const* how = find_verb(activity.type);
    if (how == nullptr)
        co_return co_await finish(with, item, "ignored: unknown verb");
    CO_TRY(auto known, co_await with.gather.begin(activity, spend));
    context const c{with.uris, item, activity, known, core::now(), with.caps};
    CO_TRY_VOID(co_await look_up(with, *how, c, known, spend));
    auto apply = [&](db::transaction& tx) -> result<outcome> {
        TRY(auto done, how->apply(tx, c));
        TRY_VOID(db::finish_inbox_item(tx, item.id, done));
        return done;
    };
    auto const done = co_await with.db.run(apply);
    if (done && known.is_followed)
        co_await with.followers.look_at(item, known.actor, spend);
    co_return done;
}

bool is_flood(outcome const& how)
{
    return how == flood_outcome || how == request_flood_outcome || how == award_flood_outcome;
}

verdict judge(failure const& f, int attempts)
{
    auto const passing =
        is_passing(f.code) || f.code == errc::internal || (f.code == errc::conflict && attempts < 2);
    if (!passing)
        return {verdict::then::refuse};
    if (attempts > static_cast<int>(delays.size()))
        return {verdict::then::die};
    return {verdict::then::retry, delays[static_cast<std::size_t>(std::max(attempts, 1) - 1)]};
}

} // namespace federwerk::inbox
