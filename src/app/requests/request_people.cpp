// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/requests/request_people.hpp"

#include "db/organisations.hpp"
#include "db/profiles.hpp"
#include "db/requests.hpp"
#include "federation/trust/trust.hpp"

#include <map>

namespace federwerk::app {

namespace {

failure absent(core::snowflake id)
{
    return {errc::not_found, "no request " + id.text() + " for this member", {}};
}

using people = std::map<core::snowflake, domain::actor>;

std::optional<domain::actor> somebody(people const& known, std::optional<core::snowflake> id)
{
    auto const found = id ? known.find(*id) : known.end();
    return found == known.end() ? std::nullopt : std::optional(found->second);
}

result<people> find_people(db::transaction& tx, std::vector<domain::request> const& requests)
{
    std::vector<core::snowflake> ids;
    for (auto const& r : requests) {
        ids.insert(ids.end(), {r.sender_id, r.receiver_id});
        for (auto const& id : {r.behalf_id, r.introducer_id})
            if (id)
                ids.push_back(*id);
    }
    TRY(auto found, db::find_actors(tx, ids));
    people known;
    for (auto& each : found)
        known.emplace(each.id, std::move(each));
    return known;
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

result<std::vector<request_file>> open_files(db::transaction& tx, std::vector<domain::request> requests)
{
    TRY(auto const known, find_people(tx, requests));
    std::vector<request_file> out;
    for (auto& r : requests) {
        auto sender = somebody(known, r.sender_id), receiver = somebody(known, r.receiver_id);
        if (!sender || !receiver)
            continue;
        auto behalf = somebody(known, r.behalf_id), introducer = somebody(known, r.introducer_id);
        out.push_back({std::move(r), std::move(*sender), std::move(*receiver), std::move(behalf),
                       std::move(introducer)});
    }
    return out;
}

result<request_file> open_file(db::transaction& tx, domain::request r)
{
    auto const id = r.id;
    TRY(auto files, open_files(tx, {std::move(r)}));
    if (files.empty())
        return absent(id);
    return std::move(files.front());
}

bool is_party(domain::actor const& party, domain::actor const& signer)
{
    return signer.id == party.id ||
           (signer.kind == domain::actor_kind::application && trust::same_origin(signer.uri, party.uri));
}

result<bool> may_answer_for(db::transaction& tx, core::snowflake organisation_id, core::snowflake member_id)
{
    TRY(auto const role, db::role_in(tx, organisation_id, member_id));
    return role && domain::may(*role, domain::organisation_act::answer_requests);
}

std::optional<domain::party> party_elsewhere(domain::request const& r, domain::actor const& by)
{
    if (by.local)
        return std::nullopt;
    if (by.id == r.sender_id)
        return domain::party::sender;
    return by.id == r.receiver_id ? std::optional(domain::party::receiver) : std::nullopt;
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

result<own_request> lock_own_thread(db::transaction& tx, core::snowflake id, core::snowflake member_id)
{
    TRY(auto own, lock_own_request(tx, id, member_id));
    if (!domain::has_thread(own.file.request))
        return failure{errc::not_found, "no thread of request " + id.text() + " for this member", {}};
    return own;
}

result<own_request> find_own_request(db::transaction& tx, core::snowflake id, core::snowflake member_id)
{
    TRY(auto found, db::find_request(tx, id));
    return own(tx, std::move(found), id, member_id);
}

} // namespace federwerk::app
