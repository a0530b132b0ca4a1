// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/request_people.hpp"

#include "db/actors.hpp"
#include "db/organisations.hpp"
#include "db/requests.hpp"

namespace federwerk::app {

namespace {

failure absent(core::snowflake id)
{
    return {errc::not_found, "no request " + id.text() + " for this member", {}};
}

result<domain::actor> somebody(db::transaction& tx, core::snowflake id)
{
    TRY(auto found, db::find_actor(tx, id));
    if (!found)
        return failure{errc::not_found, "no actor " + id.text(), {}};
    return std::move(*found);
}

result<std::optional<domain::actor>> perhaps(db::transaction& tx, std::optional<core::snowflake> id)
{
    return id ? db::find_actor(tx, *id) : std::nullopt;
}

result<own_request> own(db::transaction& tx, std::optional<domain::request> found, core::snowflake id,
                        core::snowflake member_id)
{
    if (!found)
        return absent(id);
    TRY(auto const who, party_of(tx, *found, member_id));
    if (!who)
        return absent(id);
    TRY(auto file, open_file(tx, std::move(*found)));
    return own_request{std::move(file), *who};
}

} // namespace

result<request_file> open_file(db::transaction& tx, domain::request r)
{
    request_file file;
    TRY(file.sender, somebody(tx, r.sender_id));
    TRY(file.receiver, somebody(tx, r.receiver_id));
    TRY(file.behalf, perhaps(tx, r.behalf_id));
    TRY(file.introducer, perhaps(tx, r.introducer_id));
    file.request = std::move(r);
    return file;
}

result<bool> may_answer_for(db::transaction& tx, core::snowflake organisation_id, core::snowflake member_id)
{
    TRY(auto const role, db::role_in(tx, organisation_id, member_id));
    return role && domain::may(*role, domain::organisation_act::answer_requests);
}

result<std::optional<domain::party>> party_of(db::transaction& tx, domain::request const& r,
                                              core::snowflake member_id)
{
    if (r.sender_id == member_id)
        return domain::party::sender;
    TRY(auto const may, may_answer_for(tx, r.receiver_id, member_id));
    if (r.receiver_id == member_id || may)
        return domain::party::receiver;
    return std::nullopt;
}

result<own_request> lock_own_request(db::transaction& tx, core::snowflake id, core::snowflake member_id)
{
    TRY(auto found, db::lock_request(tx, id));
    return own(tx, std::move(found), id, member_id);
}

result<own_request> find_own_request(db::transaction& tx, core::snowflake id, core::snowflake member_id)
{
    TRY(auto found, db::find_request(tx, id));
    return own(tx, std::move(found), id, member_id);
}

} // namespace federwerk::app
