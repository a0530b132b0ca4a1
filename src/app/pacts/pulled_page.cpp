// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pacts/pulled_page.hpp"

#include "app/openings/incoming_opening.hpp"
#include "app/openings/receive_opening.hpp"
#include "core/log.hpp"
#include "db/actors.hpp"
#include "federation/trust/trust.hpp"

namespace federwerk::app {

namespace asio = boost::asio;

namespace {

constexpr std::size_t most_items = 100, most_badges = 3;
constexpr int spared_fetches = 4; // An opening, its owner, and where redirects lead

bool is_spent(remote::budget const& spend)
{
    return spend.fetches < spared_fetches ||
           std::chrono::steady_clock::now() + std::chrono::seconds(2) > spend.until;
}

} // namespace

asio::awaitable<result<remote::fetched>> pulled_page::fetch(std::string uri, remote::budget& spend)
{
    if (!trust::same_origin(uri, whose_.station_uri))
        co_return failure{errc::forbidden, "not on the origin of " + whose_.station_uri + ": " + uri, {}};
    CO_TRY(auto page, co_await in_.remote.object(uri, spend));
    if (!trust::same_origin(page.uri, whose_.station_uri))
        co_return failure{errc::forbidden, uri + " is really " + page.uri, {}};
    co_return std::move(page);
}

asio::awaitable<result<std::optional<std::string>>> pulled_page::first_page(remote::budget& spend)
{
    CO_TRY(auto const station, co_await fetch(whose_.station_uri, spend));
    for (auto const stream : station.document.root()["streams"].as_list()) {
        auto const uri = stream.text();
        if (!uri)
            continue;
        CO_TRY(auto const document, co_await fetch(std::string(*uri), spend));
        CO_TRY(auto const collection, vocab::read_collection(document.document.root()));
        co_return collection.first ? collection.first : std::optional(document.uri);
    }
    co_return std::nullopt;
}

asio::awaitable<result<pulled_page::known>> pulled_page::read(vocab::incoming_note const& note,
                                                              remote::budget& spend)
{
    CO_TRY_VOID(trust::check_note(note));
    CO_TRY(auto opening, translate::to_opening(note, core::now()));
    known out;
    CO_TRY(out.owner, co_await in_.remote.actor(note.attributed_to, spend));
    auto const clean = [&] { return clean_opening(std::move(opening)); };
    CO_TRY(out.opening, co_await in_.workers.run(clean));
    // Badges are worth a look, not a failure.
    std::size_t looked = 0;
    for (auto const& of_seat : out.opening.badge_uris)
        for (auto const& badge : of_seat)
            if (looked++ < most_badges && !is_spent(spend))
                co_await in_.remote.actor(badge, spend);
    co_return std::move(out);
}

// Their server says the page and everything of its own in it (FEP-fe34); where it says an id alone, it is
// asked.
asio::awaitable<result<pulled_page::known>> pulled_page::look_at(vocab::reference const& item,
                                                                 remote::budget& spend)
{
    if (!trust::same_origin(item.id, whose_.station_uri))
        co_return failure{errc::forbidden, "somebody else's opening: " + item.id, {}};
    if (item.embedded.present()) {
        CO_TRY(auto const note, vocab::read_note(item.embedded));
        if (note.id != item.id)
            co_return failure{errc::malformed, "two ids: " + item.id, {}};
        co_return co_await read(note, spend);
    }
    CO_TRY(auto const page, co_await fetch(item.id, spend));
    CO_TRY(auto const note, vocab::read_note(page.document.root()));
    if (page.uri != item.id || note.id != item.id)
        co_return failure{errc::forbidden, item.id + " is really " + page.uri, {}};
    co_return co_await read(note, spend);
}

asio::awaitable<result<>> pulled_page::take_item(vocab::reference const& item, taken& out,
                                                 remote::budget& spend)
{
    auto found = co_await look_at(item, spend);
    if (!found) {
        core::log::debug("pact.item", {{"item", item.id}, {"why", found.error().log}});
        co_return result<>{};
    }
    auto const write = [&](db::transaction& tx) -> result<intake> {
        TRY(auto const here, db::find_actor_by_uri(tx, in_.uris.station()));
        bringing const how{.recipient = here ? std::optional(here->id) : std::nullopt,
                           .from_home = true,
                           .caps = caps_of(in_.settings)};
        return take_in_opening(tx, in_.uris, found->opening, found->owner, how, core::now());
    };
    auto const done = co_await in_.db.run(write);
    if (!done && (is_passing(done.error().code) || done.error().code == errc::internal))
        co_return done.error();
    if (!done)
        core::log::debug("pact.item", {{"item", item.id}, {"why", done.error().log}});
    out.kept += done && *done == intake::stored ? 1 : 0;
    out.full = done && *done == intake::flood;
    co_return result<>{};
}

asio::awaitable<result<pulled_page::taken>> pulled_page::take(std::string uri, remote::budget& spend)
{
    CO_TRY(auto const page, co_await fetch(uri, spend));
    CO_TRY(auto const list, vocab::read_collection(page.document.root()));
    taken out{.next = list.next};
    for (std::size_t i = 0; i < list.items.size() && i < most_items && !out.full; ++i) {
        out.cut_short = is_spent(spend);
        if (out.cut_short)
            break;
        CO_TRY_VOID(co_await take_item(list.items[i], out, spend));
    }
    co_return out;
}

} // namespace federwerk::app
