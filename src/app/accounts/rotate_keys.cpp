// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/accounts/rotate_keys.hpp"

#include "app/credits/prove_consents.hpp"
#include "app/profiles/tell_profile.hpp"
#include "core/later_than.hpp"
#include "db/actors.hpp"
#include "db/badges.hpp"
#include "db/profiles.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

constexpr int attempts = 5; // Where something is said under the old key at the same time

struct prepared {
    db::profile profile;
    std::vector<domain::badge> worn;
    std::vector<credit_file> consents;
    core::snowflake activity_id;
    core::time_point before; // When the profile was edited last
};

result<db::profile> find(db::transaction& tx, core::snowflake member_id)
{
    TRY(auto found, db::find_profile(tx, member_id));
    if (!found)
        return failure{errc::not_found, "no member with the id " + member_id.text(), {}};
    return std::move(*found);
}

result<prepared> prepare(db::transaction& tx, domain::uris const& uris, core::snowflake member_id)
{
    prepared p;
    TRY(p.profile, find(tx, member_id));
    p.before = p.profile.actor.updated_at;
    p.profile.actor.updated_at = core::later_than(p.before, core::now());
    TRY(p.worn, db::worn_by(tx, member_id));
    TRY(p.consents, consents_of(tx, uris, member_id));
    TRY(p.activity_id, db::next_id(tx));
    return p;
}

// The keys first: whoever confirms a credit at the same time holds theirs until their consent is stored.
result<> store(db::transaction& tx, domain::uris const& uris, prepared const& p,
               remote::fresh_signers const& fresh, outbox::letter const& update)
{
    for (auto const& key : fresh.sealed)
        TRY_VOID(db::replace_private_key(tx, key));
    auto const member_id = p.profile.actor.id;
    TRY(auto stored, find(tx, member_id));
    if (stored.actor.updated_at != p.before)
        return failure{errc::conflict, "profile edited at the same time", {}};
    TRY_VOID(renew_consents(tx, uris, member_id, p.consents));
    TRY_VOID(db::update_profile(tx, p.profile));
    outbox::audience const whom{.followers = true, .actors = {}, .followers_of = {}};
    TRY_VOID(outbox::enqueue(tx, update, whom, p.profile.actor.updated_at));
    return {};
}

// Keys, consents and the Update of the actor (interop.md quirk 8) are one transaction: nobody meets a consent
// that the actor's key does not prove.
asio::awaitable<result<>> replace(instance const& in, core::snowflake member_id,
                                  remote::fresh_signers const& fresh)
{
    CO_TRY(auto p, co_await in.db.run([&](db::transaction& tx) { return prepare(tx, in.uris, member_id); }));
    for (auto& each : p.consents) {
        auto const said = each.credit.answered_at.value_or(each.credit.requested_at);
        CO_TRY_VOID(co_await prove_consent(in, each, fresh.keys.ed25519, said));
    }
    CO_TRY(auto const update, co_await tell_profile(in, p.profile.actor, p.worn, p.activity_id, fresh.keys));
    co_return co_await in.db.run([&](db::transaction& tx) { return store(tx, in.uris, p, fresh, update); });
}

} // namespace

asio::awaitable<result<>> rotate_keys(instance const& in, core::snowflake member_id, std::string actor_uri)
{
    CO_TRY(auto const fresh, co_await in.keys.fresh(member_id, std::move(actor_uri)));
    auto done = co_await replace(in, member_id, fresh);
    for (int left = attempts - 1; !done && done.error().code == errc::conflict && left > 0; --left)
        done = co_await replace(in, member_id, fresh);
    in.keys.forget(member_id);
    in.post.nudge();
    co_return done;
}

} // namespace federwerk::app
