// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/credits/recheck_credits.hpp"

#include "app/credits/credit_effects.hpp"
#include "app/credits/fetch_authorization.hpp"
#include "core/log.hpp"
#include "core/url.hpp"
#include "db/credits.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;
using domain::credit_state;

constexpr std::size_t at_once = 20;

enum class fate { stands, unknown, over };

// A server that is down, forgets for a while, or shows an error page takes nothing back for anybody.
fate fate_of(credit_file const& file, known_authorization const& found, core::time_point now)
{
    auto const& c = file.credit;
    switch (found.state) {
    case authorization_state::good:
        return domain::check_authorization(found.said, c, {file.author.uri, file.collaborator.uri})
                   ? fate::stands
                   : fate::over;
    case authorization_state::gone:
        return fate::over;
    case authorization_state::unanswered:
        // A claim of the author that nobody could ever read is not kept for ever.
        return c.state == credit_state::requested && is_missed_for_long(c, now) ? fate::over : fate::unknown;
    case authorization_state::bad:
        break;
    }
    return is_missed_for_long(c, now) ? fate::over : fate::unknown;
}

result<> stands(db::transaction& tx, domain::uris const& uris, credit_file& file,
                known_authorization const& found, core::time_point now)
{
    auto& c = file.credit;
    c.document = found.document;
    c.key = found.key;
    c.evidence = domain::evidence::authorization;
    c.checked_at = now;
    c.check_at = now + domain::authorization_lasts;
    if (c.state == credit_state::requested)
        return credit_is_confirmed(tx, uris, file, now);
    TRY_VOID(db::upsert_credit(tx, c));
    return {};
}

// Between the look and this moment somebody may have said something newer: then that stands.
result<> store(db::transaction& tx, domain::uris const& uris, domain::credit const& looked_at,
               known_authorization const& found, core::time_point now)
{
    TRY(auto current, db::lock_credit(tx, looked_at.id));
    if (!current || current->uri != looked_at.uri || current->state != looked_at.state || !current->check_at)
        return {};
    TRY(auto file, open_credit(tx, std::move(*current)));
    switch (fate_of(file, found, now)) {
    case fate::stands:
        return stands(tx, uris, file, found, now);
    case fate::unknown:
        file.credit.check_at = next_look(file.credit, now);
        TRY_VOID(db::upsert_credit(tx, file.credit));
        return {};
    case fate::over:
        break;
    }
    TRY_VOID(credit_is_refused(tx, uris, file, credit_state::revoked, now));
    return {};
}

// Whom this instance does not talk to for a while is not asked: then nothing is known.
asio::awaitable<result<known_authorization>> look(instance const& in, std::string uri)
{
    CO_TRY(auto const at, core::url::parse(uri));
    CO_TRY(auto const severity, co_await in.remote.severity(at.authority()));
    if (severity == db::block_severity::suspend)
        co_return known_authorization{};
    remote::budget spend{.fetches = 6};
    co_return co_await fetch_authorization(in.remote, std::move(uri), spend);
}

asio::awaitable<result<>> look_again(instance const& in, domain::credit const& c, core::time_point now)
{
    CO_TRY(auto const found, co_await look(in, *c.uri));
    co_return co_await in.db.run([&](db::transaction& tx) { return store(tx, in.uris, c, found, now); });
}

} // namespace

asio::awaitable<result<std::size_t>> recheck_credits(instance const& in, core::time_point now)
{
    auto take = [&](db::transaction& tx) {
        return db::take_due_credits(tx, now, now + domain::authorization_retry, static_cast<int>(at_once));
    };
    std::size_t looked_at = 0;
    for (std::size_t taken = at_once; taken == at_once; looked_at += taken) {
        CO_TRY(auto const due, co_await in.db.run(take));
        taken = due.size();
        for (auto const& c : due)
            if (auto const done = co_await look_again(in, c, now); !done)
                core::log::warning("credit.recheck", {{"uri", *c.uri}, {"why", done.error().log}});
    }
    in.post.nudge();
    co_return looked_at;
}

} // namespace federwerk::app
