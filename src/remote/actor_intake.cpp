// SPDX-License-Identifier: AGPL-3.0-or-later
#include "remote/actor_intake.hpp"

#include "content/html.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/badges.hpp"
#include "db/organisations.hpp"
#include "db/throttles.hpp"
#include "federation/trust/trust.hpp"
#include "translate/incoming.hpp"

namespace federwerk::remote {

namespace asio = boost::asio;

namespace {

constexpr std::size_t most_fields = 16, most_keys = 8;
constexpr std::string_view badge_prefix = "badge.";

// Only keys that name this actor and live on its origin (T-06).
void keep_honest_keys(vocab::incoming_actor& in)
{
    auto const owner = in;
    std::erase_if(in.keys, [&](auto const& key) { return !trust::check_key(key.id, key, owner); });
    if (in.keys.size() > most_keys)
        in.keys.resize(most_keys);
}

// A shared inbox elsewhere would let its owner point our deliveries at somebody else.
void drop_foreign_addresses(vocab::incoming_actor& in)
{
    for (auto* address : {&in.shared_inbox, &in.outbox, &in.followers, &in.following, &in.featured})
        if (*address && !trust::same_origin(in.id, **address))
            address->reset();
    if (in.fields.size() > most_fields)
        in.fields.resize(most_fields);
}

domain::actor cleaned(domain::actor a)
{
    a.name = core::single_line(a.name);
    a.summary = content::sanitise(a.summary);
    for (auto& field : a.fields) {
        field.name = core::single_line(field.name);
        field.value = content::sanitise(field.value);
    }
    return a;
}

bool is_slug(std::string_view text)
{
    return !text.empty() && text.size() <= 60 && core::slugify(text) == text;
}

std::optional<domain::badge> to_badge(domain::actor const& a, vocab::incoming_actor const& in)
{
    if (a.kind != domain::actor_kind::group || !a.username.starts_with(badge_prefix))
        return std::nullopt;
    domain::badge b;
    b.slug = a.username.substr(badge_prefix.size());
    if (!is_slug(b.slug))
        return std::nullopt;
    b.actor_id = a.id;
    b.uri = a.uri;
    b.host = a.host;
    auto const plain_name = core::count_characters(a.name) <= 80 ? a.name : std::string();
    b.name = plain_name.empty() ? b.slug : plain_name;
    b.hue = std::clamp(in.badge_hue.value_or(b.hue), 0, 359);
    if (in.badge_icon && is_slug(*in.badge_icon))
        b.icon = *in.badge_icon;
    if (in.badge_kind)
        b.kind = domain::parse_badge_kind(*in.badge_kind).value_or(b.kind);
    b.description = content::excerpt(a.summary, 900);
    b.created_at = a.published;
    return b;
}

// Badges of ours by their ids or their names, of others where they are known here.
result<> store_worn(db::transaction& tx, core::snowflake id, vocab::incoming_actor const& in)
{
    std::vector<std::string> slugs;
    for (auto const& name : in.worn_names)
        slugs.push_back(core::slugify(name));
    TRY(auto worn, db::find_badges_by_uri(tx, in.worn_badges));
    TRY(auto const named, db::find_badges_by_names(tx, slugs));
    worn.insert(worn.end(), named.begin(), named.end());
    std::vector<core::snowflake> ids;
    for (auto const& badge : worn)
        ids.push_back(badge.id);
    TRY_VOID(db::wear(tx, id, ids));
    return {};
}

constexpr int most_claims_of_host_a_day = 50;

// The domain itself is asked later, and every week: until then nobody here says that it is proven.
result<> store_claim(db::transaction& tx, core::snowflake id, vocab::incoming_actor const& in)
{
    auto const name = domain::parse_organisation_domain(in.verified_domain.value_or(""));
    if (!name)
        return db::claim_remote_domain(tx, id, std::nullopt);
    TRY(auto const before, db::find_organisation(tx, id));
    if (before && before->domain == *name)
        return {};
    // Each new one costs us questions to whom they name: beyond what a host has it counts as none.
    TRY(auto const actor, db::find_actor(tx, id));
    db::throttle_rule const rule{"organisation.claims:" + (actor ? actor->host : std::string()),
                                 most_claims_of_host_a_day, std::chrono::hours(24)};
    TRY(bool const room, db::take_from_throttle(tx, rule, core::now()));
    return db::claim_remote_domain(tx, id, room ? std::optional(*name) : std::nullopt);
}

result<domain::actor> store(db::transaction& tx, translate::remote_actor& made,
                            vocab::incoming_actor const& in)
{
    TRY(made.actor.id, db::upsert_remote_actor(tx, made.actor, made.keys));
    if (auto const badge = to_badge(made.actor, in))
        TRY_VOID(db::upsert_remote_badge(tx, *badge));
    if (made.actor.kind == domain::actor_kind::organization)
        TRY_VOID(store_claim(tx, made.actor.id, in));
    if (in.wears_badges)
        TRY_VOID(store_worn(tx, made.actor.id, in));
    TRY(auto stored, db::find_actor(tx, made.actor.id));
    if (!stored)
        return failure{errc::internal, "an actor vanished while it was stored: " + made.actor.uri, {}};
    return std::move(*stored);
}

} // namespace

asio::awaitable<result<>> actor_intake::check_hosts(vocab::incoming_actor const& in)
{
    CO_TRY(auto const inbox, core::url::parse(in.inbox));
    CO_TRY_VOID(co_await blocks_.refuse_suspended(inbox.authority()));
    co_return result<>{};
}

asio::awaitable<result<discovery::account>> actor_intake::handle_of(vocab::incoming_actor const& in,
                                                                    std::optional<domain::actor> const& known,
                                                                    budget& spend, met how)
{
    CO_TRY(auto const claim, handles::claimed(in));
    if (known && known->host == claim.host && core::equals_ignoring_case(known->username, claim.username))
        co_return claim;
    auto confirmed = co_await names_.handle_of(in, spend);
    if (confirmed || how == met::by_name)
        co_return confirmed;
    auto unconfirmed = co_await names_.unconfirmed_name(in, spend);
    if (!unconfirmed)
        co_return confirmed;
    CO_TRY_VOID(co_await refuse_taken(*unconfirmed, in.id));
    co_return unconfirmed;
}

// Without WebFinger the first one keeps the name: nobody of the same host takes it over by claiming it
// too (T-18).
asio::awaitable<result<>> actor_intake::refuse_taken(discovery::account const& name, std::string const& id)
{
    auto find = [&](db::transaction& tx) { return db::find_actor_by_handle(tx, name.username, name.host); };
    CO_TRY(auto const wearer, co_await db_.run(find));
    if (wearer && wearer->uri != id)
        co_return failure{errc::forbidden, name.handle() + " is " + wearer->uri + " already, not " + id, {}};
    co_return result<>{};
}

asio::awaitable<result<domain::actor>>
actor_intake::take(fetched const& page, std::optional<domain::actor> known, budget& spend, met how)
{
    CO_TRY(auto in, vocab::read_actor(page.document.root()));
    if (in.id != page.uri || !vocab::is_actor_type(in.type))
        co_return failure{errc::malformed, "no actor: " + page.uri, {}};
    CO_TRY_VOID(co_await check_hosts(in));
    keep_honest_keys(in);
    drop_foreign_addresses(in);
    CO_TRY(auto const handle, co_await handle_of(in, known, spend, how));
    CO_TRY_VOID(co_await blocks_.refuse_suspended(handle.host));
    in.preferred_username = handle.username;

    CO_TRY(auto made, translate::to_actor(in, handle.host, core::now()));
    auto clean = [&]() -> result<domain::actor> { return cleaned(std::move(made.actor)); };
    CO_TRY(made.actor, co_await workers_.run(clean));
    made.actor.username = handle.username;
    made.actor.host = handle.host;
    made.actor.local = false;
    made.actor.fetched_at = core::now();
    auto write = [&](db::transaction& tx) { return store(tx, made, in); };
    co_return co_await db_.run(write);
}

} // namespace federwerk::remote
