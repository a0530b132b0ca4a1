// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/prove_organisation.hpp"

#include "db/actors.hpp"
#include "db/notifications.hpp"
#include "db/throttles.hpp"
#include "remote/domain_prover.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;
using domain::organisation_state;

constexpr int at_once = 20;

result<organisation_file> begin(db::transaction& tx, domain::uris const& uris, std::string const& name,
                                core::snowflake member_id)
{
    TRY(auto file, open_organisation_to(tx, uris, name, member_id, domain::organisation_act::edit_profile));
    db::throttle_rule const rule{"organisation.proof:" + member_id.text(), most_proofs_an_hour,
                                 std::chrono::hours(1)};
    TRY(bool const allowed, db::take_from_throttle(tx, rule, core::now()));
    if (!allowed)
        return failure{errc::throttled, "too many proofs", "This was checked often; wait a while."};
    return file;
}

result<> check_alone(db::transaction& tx, domain::organisation const& o)
{
    TRY(auto const other, db::find_organisation_of_domain(tx, o.domain));
    if (other && other->actor_id != o.actor_id)
        return failure{errc::conflict,
                       "proven by another: " + o.domain,
                       "Another organisation here has proven this domain.",
                       {{"domain", "is proven by another organisation here"}}};
    return {};
}

// Its people hear of it when the grace begins and when it is over.
result<> warn(db::transaction& tx, domain::organisation const& o, core::time_point now)
{
    domain::notification n;
    n.member_id = o.actor_id;
    n.kind = domain::notification_kind::organisation_lapsing;
    n.actor_id = o.actor_id;
    n.once = "organisation " + std::string(to_string(o.state)) + " " + o.actor_id.text() + " " +
             core::to_rfc3339(*o.failing_since);
    n.created_at = now;
    return db::notify(tx, n);
}

// A hidden one counts as suspended; what an administrator suspended stays so.
result<> follow_state(db::transaction& tx, domain::organisation const& before,
                      domain::organisation const& after)
{
    if (before.state == after.state || !after.token)
        return {};
    bool const shown = after.state == organisation_state::verified;
    return db::update_actor_state(tx, after.actor_id,
                                  shown ? domain::actor_state::active : domain::actor_state::suspended);
}

asio::awaitable<std::optional<domain::proof_method>> look(instance const& in, domain::organisation const& o,
                                                          std::string actor_uri)
{
    if (o.token)
        co_return co_await in.proofs->find(o.domain, *o.token);
    bool const named = co_await in.proofs->names(o.domain, std::move(actor_uri));
    co_return named ? std::optional(domain::proof_method::file) : std::nullopt;
}

} // namespace

result<> store_proof(db::transaction& tx, core::snowflake id, std::optional<domain::proof_method> found,
                     core::time_point now)
{
    TRY(auto const before, db::lock_organisation(tx, id));
    if (!before)
        return {};
    auto const after = domain::after_check(*before, found, now);
    if (after.token && after.state == organisation_state::verified)
        TRY_VOID(check_alone(tx, after));
    TRY_VOID(db::update_organisation(tx, after));
    TRY_VOID(follow_state(tx, *before, after));
    bool const fails = after.failing_since && !before->failing_since;
    bool const lapses = after.state == organisation_state::lapsed && before->state != after.state;
    return after.token && (fails || lapses) ? warn(tx, after, now) : result<>{};
}

asio::awaitable<result<organisation_file>> prove_organisation(instance const& in, domain::actor member,
                                                              std::string name)
{
    if (in.proofs == nullptr)
        co_return failure{errc::unavailable, "nothing looks for proofs here", {}};
    auto open = [&](db::transaction& tx) { return begin(tx, in.uris, name, member.id); };
    CO_TRY(auto const file, co_await in.db.run(open));
    auto const found = co_await look(in, file.proof, file.actor.uri);
    auto write = [&](db::transaction& tx) -> result<organisation_file> {
        TRY_VOID(store_proof(tx, file.actor.id, found, core::now()));
        return reopen_organisation(tx, file.actor.id, member.id);
    };
    co_return co_await in.db.run(write);
}

asio::awaitable<result<std::size_t>> recheck_organisations(instance const& in, core::time_point now)
{
    if (in.proofs == nullptr)
        co_return std::size_t{0};
    auto take = [&](db::transaction& tx) { return db::take_due_organisations(tx, now, at_once); };
    CO_TRY(auto const due, co_await in.db.run(take));
    for (auto const& o : due) {
        auto find = [&](db::transaction& tx) { return db::find_actor(tx, o.actor_id); };
        CO_TRY(auto const actor, co_await in.db.run(find));
        auto const found = co_await look(in, o, actor ? actor->uri : std::string());
        auto write = [&](db::transaction& tx) { return store_proof(tx, o.actor_id, found, now); };
        // Another one proved the domain meanwhile: this one stays as it was.
        if (auto const done = co_await in.db.run(write); !done && done.error().code != errc::conflict)
            co_return done.error();
    }
    co_return due.size();
}

} // namespace federwerk::app
