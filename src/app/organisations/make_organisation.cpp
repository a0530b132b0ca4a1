// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/organisations/make_organisation.hpp"

#include "app/organisations/edit_organisation.hpp"
#include "core/secrets.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/members.hpp"
#include "db/throttles.hpp"
#include "domain/member.hpp"

namespace federwerk::app {

namespace {

failure taken(std::string field, std::string message)
{
    return {errc::conflict, "make_organisation: " + field + " is taken", message, {{field, message}}};
}

result<> check_free(db::transaction& tx, new_organisation const& wanted)
{
    TRY(auto const other, db::find_local_actor(tx, wanted.handle));
    TRY(auto const retired, db::is_handle_retired(tx, wanted.handle));
    if (other || retired)
        return taken("handle", "This handle is taken.");
    TRY(auto const proven, db::find_organisation_of_domain(tx, wanted.domain));
    if (proven)
        return taken("domain", "This domain is proven by another organisation here.");
    return {};
}

result<> count(db::transaction& tx, core::snowflake member_id, core::time_point now)
{
    db::throttle_rule const rule{"organisation.made:" + member_id.text(), most_organisations_made_a_day,
                                 std::chrono::hours(24)};
    TRY(bool const allowed, db::take_from_throttle(tx, rule, now));
    if (!allowed)
        return failure{errc::throttled, "too many organisations today",
                       "You have begun many organisations today; go on tomorrow."};
    return {};
}

domain::actor make_actor(domain::uris const& uris, core::snowflake id, new_organisation const& wanted,
                         core::time_point now)
{
    auto const uri = uris.actor(id);
    auto const host = core::escape_html(wanted.domain);
    auto const link = "<a href=\"https://" + host + "\" rel=\"me nofollow noopener\">" + host + "</a>";
    return {.id = id,
            .uri = uri,
            .local = true,
            .kind = domain::actor_kind::organization,
            .username = wanted.handle,
            .host = uris.authority(),
            .name = wanted.name,
            .summary = about_html(wanted.about),
            .url = uris.member_page(wanted.handle),
            .inbox = uris.inbox(uri),
            .shared_inbox = uris.shared_inbox(),
            .outbox = uris.outbox(uri),
            .followers = uris.followers(uri),
            .following = uris.following(uri),
            .featured = uris.featured(uri),
            .discoverable = true,
            .fields = {{"Website", link}},
            .published = now,
            .updated_at = now};
}

result<organisation_file> store(db::transaction& tx, domain::uris const& uris, core::snowflake member_id,
                                new_organisation const& wanted)
{
    auto const now = core::now();
    TRY_VOID(check_free(tx, wanted));
    TRY_VOID(count(tx, member_id, now));
    TRY(auto const id, db::next_id(tx));
    TRY_VOID(db::insert_actor(tx, make_actor(uris, id, wanted, now)));
    // Everything that shows actors or what is theirs leaves suspended ones out.
    TRY_VOID(db::update_actor_state(tx, id, domain::actor_state::suspended));
    TRY_VOID(db::insert_organisation(tx, {.actor_id = id,
                                          .domain = wanted.domain,
                                          .token = core::random_token(),
                                          .method = {},
                                          .verified_at = {},
                                          .checked_at = {},
                                          .failing_since = {},
                                          .created_by = member_id,
                                          .created_at = now}));
    TRY_VOID(db::set_role(tx, id, member_id, domain::organisation_role::owner));
    return reopen_organisation(tx, id, member_id);
}

} // namespace

boost::asio::awaitable<result<organisation_file>> make_organisation(instance const& in, domain::actor member,
                                                                    new_organisation wanted,
                                                                    along<organisation_file> with)
{
    CO_TRY(wanted.handle, domain::parse_handle(wanted.handle));
    CO_TRY(wanted.domain, domain::parse_organisation_domain(wanted.domain));
    auto const write = [&](db::transaction& tx) -> result<organisation_file> {
        TRY(auto made, store(tx, in.uris, member.id, wanted));
        TRY_VOID(write_along(with, tx, made));
        return made;
    };
    co_return co_await in.db.run(write);
}

} // namespace federwerk::app
