// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/organisations/organisation_file.hpp"

#include "core/text.hpp"
#include "db/actors.hpp"

namespace federwerk::app {

namespace {

failure absent(std::string const& name)
{
    return {errc::not_found, "no organisation " + name + " for whoever asks", {}};
}

result<std::optional<domain::actor>> find(db::transaction& tx, domain::uris const& uris,
                                          std::string const& name)
{
    if (auto const id = core::snowflake::parse(name)) {
        TRY(auto const found, db::find_actor(tx, *id));
        if (found && found->local && found->kind == domain::actor_kind::organization)
            return found;
    }
    auto handle = core::lower_ascii(name.starts_with("@") ? name.substr(1) : name);
    if (auto const own = "@" + uris.authority(); handle.ends_with(own))
        handle.resize(handle.size() - own.size());
    TRY(auto const found, db::find_local_actor(tx, handle));
    return found && found->kind == domain::actor_kind::organization ? found : std::nullopt;
}

result<organisation_file> open(db::transaction& tx, domain::actor actor, core::snowflake viewer_id)
{
    TRY(auto const proof, db::find_organisation(tx, actor.id));
    if (!proof)
        return absent(actor.username);
    organisation_file out{std::move(actor), *proof, {}, {}};
    TRY(auto const seats, db::people_of(tx, out.actor.id));
    for (auto const& seat : seats) {
        TRY(auto const who, db::find_actor(tx, seat.member_id));
        if (!who)
            continue;
        if (seat.member_id == viewer_id)
            out.role = seat.role;
        out.people.push_back({*who, seat.role, seat.listed});
    }
    bool const hidden = !out.actor.verified || out.actor.state != domain::actor_state::active;
    if (!out.role && hidden)
        return absent(out.actor.username);
    return out;
}

} // namespace

result<organisation_file> open_organisation(db::transaction& tx, domain::uris const& uris,
                                            std::string const& name, core::snowflake viewer_id)
{
    TRY(auto found, find(tx, uris, name));
    if (!found)
        return absent(name);
    return open(tx, std::move(*found), viewer_id);
}

result<organisation_file> reopen_organisation(db::transaction& tx, core::snowflake id,
                                              core::snowflake viewer_id)
{
    TRY(auto found, db::find_actor(tx, id));
    if (!found)
        return absent(id.text());
    return open(tx, std::move(*found), viewer_id);
}

result<organisation_file> open_organisation_to(db::transaction& tx, domain::uris const& uris,
                                               std::string const& name, core::snowflake member_id,
                                               domain::organisation_act what)
{
    TRY(auto file, open_organisation(tx, uris, name, member_id));
    if (!file.role || !domain::may(*file.role, what))
        return failure{errc::forbidden, "no such right in " + file.actor.username,
                       "Your role in this organisation does not allow this."};
    return file;
}

} // namespace federwerk::app
