// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/openings/refresh_opening.hpp"

#include "app/openings/incoming_opening.hpp"
#include "app/openings/receive_opening.hpp"
#include "core/log.hpp"
#include "db/opening_intake.hpp"
#include "db/openings.hpp"
#include "federation/trust/trust.hpp"

namespace federwerk::app {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::minutes fresh_for{5};
constexpr std::chrono::seconds patience{5};
constexpr int most_fetches = 4; // The opening, its owner, and where redirects lead

using found = std::optional<domain::opening>;

enum class at_home { there, unknown, gone, silent };

struct answer {
    at_home how = at_home::silent;
    translate::remote_opening opening = {};
    domain::actor owner = {};
};

// What its home says: unknown (404) is no word about those that are not public, which home shows to nobody
// that it cannot name.
at_home without_document(domain::opening const& o, failure const& f)
{
    if (f.code == errc::gone)
        return at_home::gone;
    bool const is_public = o.audience == domain::audience::everyone;
    return f.code == errc::not_found && is_public ? at_home::unknown : at_home::silent;
}

asio::awaitable<result<answer>> ask(instance const& in, domain::opening const& o)
{
    remote::budget spend{.fetches = most_fetches, .until = std::chrono::steady_clock::now() + patience};
    auto const page = co_await in.remote.object(o.uri, spend);
    if (!page)
        co_return answer{.how = without_document(o, page.error())};
    if (vocab::is_tombstone(page->document.root()))
        co_return answer{.how = at_home::gone};
    CO_TRY(auto const note, vocab::read_note(page->document.root()));
    if (page->uri != o.uri || note.id != o.uri)
        co_return failure{errc::forbidden, o.uri + " is really " + page->uri, {}};
    CO_TRY_VOID(trust::check_note(note));
    answer out{.how = at_home::there};
    CO_TRY(out.owner, co_await in.remote.actor(note.attributed_to, spend));
    CO_TRY(auto read, translate::to_opening(note, core::now()));
    auto const clean = [&] { return clean_opening(std::move(read)); };
    CO_TRY(out.opening, co_await in.workers.run(clean));
    co_return out;
}

result<found> keep(db::transaction& tx, instance const& in, domain::opening const& o, answer const& said)
{
    auto const now = core::now();
    if (said.how == at_home::gone)
        TRY_VOID(db::delete_opening(tx, o, now));
    if (said.how == at_home::unknown)
        TRY_VOID(db::forget_opening(tx, o.id));
    if (said.how == at_home::there)
        TRY_VOID(take_in_opening(tx, in.uris, said.opening, said.owner, {.from_home = true}, now));
    return db::find_any_opening(tx, o.uri);
}

bool is_fresh(domain::opening const& o, core::time_point now)
{
    return o.local || !o.is_open(now) || (o.fetched_at && now - *o.fetched_at < fresh_for);
}

} // namespace

asio::awaitable<result<found>> refresh_opening(instance const& in, core::snowflake id)
{
    auto const look = [&](db::transaction& tx) { return db::find_any_opening(tx, id); };
    CO_TRY(auto const stored, co_await in.db.run(look));
    if (!stored || is_fresh(*stored, core::now()))
        co_return stored;
    auto said = co_await ask(in, *stored);
    if (!said) {
        core::log::info("opening.refresh_failed", {{"opening", stored->uri}, {"why", said.error().log}});
        co_return stored;
    }
    auto const write = [&](db::transaction& tx) { return keep(tx, in, *stored, *said); };
    auto const kept = co_await in.db.run(write);
    if (kept)
        co_return *kept;
    core::log::info("opening.refresh_failed", {{"opening", stored->uri}, {"why", kept.error().log}});
    co_return stored;
}

} // namespace federwerk::app
