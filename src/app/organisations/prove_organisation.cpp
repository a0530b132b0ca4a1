// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/organisations/prove_organisation.hpp"

#include "app/openings/tell_opening.hpp"
#include "app/organisations/delete_organisation.hpp"
#include "app/profiles/tell_profile.hpp"
#include "core/log.hpp"
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

bool is_verified(domain::organisation const& o)
{
    return o.state == organisation_state::verified;
}

// Its openings say by whom they are, "verified via x.org", on servers of others too: so they end with the
// proof. A hidden one counts as suspended; what an administrator suspended stays so.
result<> turn(db::transaction& tx, domain::uris const& uris, domain::organisation const& before,
              domain::organisation const& after, std::optional<outbox::letter> const& update,
              core::time_point now)
{
    if (!update && before.state != organisation_state::claimed)
        return failure{errc::conflict, "checked at the same time", "This was checked at the same time."};
    TRY(auto const actor, db::find_actor(tx, after.actor_id));
    if (actor && !is_verified(after))
        TRY_VOID(retract_openings(tx, uris, *actor, now));
    TRY_VOID(db::update_actor_state(tx, after.actor_id,
                                    is_verified(after) ? domain::actor_state::active
                                                       : domain::actor_state::suspended));
    if (update)
        TRY_VOID(outbox::enqueue(tx, *update, {.followers = true, .actors = {}, .followers_of = {}}, now));
    return {};
}

result<> store(db::transaction& tx, domain::uris const& uris, core::snowflake id,
               std::optional<domain::proof_method> found, std::optional<outbox::letter> const& update,
               core::time_point now)
{
    TRY(auto const before, db::lock_organisation(tx, id));
    if (!before)
        return {};
    auto const after = domain::after_check(*before, found, now);
    if (after.token && is_verified(after))
        TRY_VOID(check_alone(tx, after));
    TRY_VOID(db::update_organisation(tx, after));
    if (after.token && is_verified(*before) != is_verified(after))
        TRY_VOID(turn(tx, uris, *before, after, update, now));
    bool const fails = after.failing_since && !before->failing_since;
    bool const lapses = after.state == organisation_state::lapsed && before->state != after.state;
    return after.token && (fails || lapses) ? warn(tx, after, now) : result<>{};
}

asio::awaitable<std::optional<domain::proof_method>> look(instance const& in, domain::organisation const& o,
                                                          std::string actor_uri)
{
    co_return co_await in.proofs->find(o.domain, o.token, std::move(actor_uri));
}

// What everybody who follows it hears, where it appears or where only its id is left.
asio::awaitable<result<std::optional<outbox::letter>>> tell(instance const& in,
                                                            domain::organisation const& before,
                                                            domain::organisation const& after,
                                                            domain::actor actor)
{
    bool const was_known = before.state != organisation_state::claimed;
    if (!after.token || !was_known || is_verified(before) == is_verified(after))
        co_return std::nullopt;
    if (is_verified(after)) {
        actor.state = domain::actor_state::active;
        actor.verified = after.domain;
    } else {
        actor = domain::without_its_word(std::move(actor));
    }
    auto next = [](db::transaction& tx) { return db::next_id(tx); };
    CO_TRY(auto const id, co_await in.db.run(next));
    CO_TRY(auto update, co_await tell_profile(in, actor, {}, id));
    co_return std::optional(std::move(update));
}

} // namespace

asio::awaitable<result<std::optional<domain::proof_method>>>
check_proof(instance const& in, domain::organisation o, core::time_point now)
{
    if (in.proofs == nullptr)
        co_return failure{errc::unavailable, "nothing looks for proofs here", {}};
    auto find = [&](db::transaction& tx) { return db::find_actor(tx, o.actor_id); };
    CO_TRY(auto const actor, co_await in.db.run(find));
    if (!actor)
        co_return std::nullopt; // Deleted meanwhile
    auto const found = co_await look(in, o, actor->uri);
    auto const after = domain::after_check(o, found, now);
    CO_TRY(auto const update, co_await tell(in, o, after, *actor));
    auto write = [&](db::transaction& tx) { return store(tx, in.uris, o.actor_id, found, update, now); };
    CO_TRY_VOID(co_await in.db.run(write));
    if (update)
        in.post.nudge();
    co_return found;
}

asio::awaitable<result<organisation_file>> prove_organisation(instance const& in, domain::actor member,
                                                              std::string name, along<organisation_file> with)
{
    auto open = [&](db::transaction& tx) { return begin(tx, in.uris, name, member.id); };
    CO_TRY(auto const file, co_await in.db.run(open));
    CO_TRY_VOID(co_await check_proof(in, file.proof, core::now()));
    auto read = [&](db::transaction& tx) -> result<organisation_file> {
        TRY(auto after, reopen_organisation(tx, file.actor.id, member.id));
        TRY_VOID(write_along(with, tx, after));
        return after;
    };
    co_return co_await in.db.run(read);
}

asio::awaitable<result<std::size_t>> recheck_organisations(instance const& in, core::time_point now)
{
    if (auto const ended = co_await end_old_claims(in, now); !ended)
        core::log::warning("organisation.end_claims", {{"why", ended.error().log}});
    if (in.proofs == nullptr)
        co_return std::size_t{0};
    auto take = [&](db::transaction& tx) { return db::take_due_organisations(tx, now, at_once); };
    CO_TRY(auto const due, co_await in.db.run(take));
    for (auto const& o : due) {
        // Another one may have proven the domain meanwhile: this one stays as it was, and so do the others.
        if (auto const done = co_await check_proof(in, o, now); !done)
            core::log::warning("organisation.check", {{"domain", o.domain}, {"why", done.error().log}});
    }
    co_return due.size();
}

} // namespace federwerk::app
