// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/accounts/create_account.hpp"

#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/members.hpp"

namespace federwerk::app {

namespace {

failure taken(std::string field, std::string message)
{
    return {errc::conflict, "create_account: " + field + " is taken", message, {{field, message}}};
}

result<> check_free(db::transaction& tx, new_account const& wanted)
{
    std::string const handle_text = "This handle is taken.";
    TRY(auto const other, db::find_local_actor(tx, wanted.handle));
    TRY(auto const retired, db::is_handle_retired(tx, wanted.handle));
    if (other || retired)
        return taken("handle", handle_text);
    TRY(auto const same_address, db::find_member_by_email(tx, wanted.email));
    if (same_address)
        return taken("email", "There is an account with this e-mail address.");
    return {};
}

domain::actor make_actor(domain::uris const& uris, core::snowflake id, new_account const& wanted,
                         core::time_point now)
{
    auto const uri = uris.actor(id);
    return {.id = id,
            .uri = uri,
            .local = true,
            .kind = domain::actor_kind::person,
            .username = wanted.handle,
            .host = uris.authority(),
            .name = wanted.handle,
            .url = uris.member_page(wanted.handle),
            .inbox = uris.inbox(uri),
            .shared_inbox = uris.shared_inbox(),
            .outbox = uris.outbox(uri),
            .followers = uris.followers(uri),
            .following = uris.following(uri),
            .featured = uris.featured(uri),
            .published = now,
            .updated_at = now};
}

} // namespace

result<domain::actor> create_account(db::transaction& tx, domain::uris const& uris, admission in,
                                     new_account const& wanted)
{
    if (in.email() && core::lower_ascii(*in.email()) != core::lower_ascii(wanted.email)) {
        std::string const text = "This invitation is for another e-mail address.";
        return failure{errc::forbidden, "admission is bound to another address", text, {{"email", text}}};
    }
    TRY_VOID(check_free(tx, wanted));
    auto const now = in.row().admitted_at;
    TRY(auto const id, db::next_id(tx));
    auto actor = make_actor(uris, id, wanted, now);
    TRY_VOID(db::insert_actor(tx, actor));
    TRY_VOID(db::insert_member(tx, {.actor_id = id,
                                    .email = wanted.email,
                                    .password_hash = wanted.password_hash,
                                    .role = wanted.role,
                                    .locale = wanted.locale,
                                    .created_at = now}));
    auto row = in.row();
    row.actor_id = id;
    TRY_VOID(db::insert_admission(tx, row));
    return actor;
}

} // namespace federwerk::app
