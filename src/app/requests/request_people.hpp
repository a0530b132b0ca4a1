// SPDX-License-Identifier: AGPL-3.0-or-later
// A request with those whom it concerns, and who of the members here stands on which side of it.
#pragma once

#include "db/pool.hpp"
#include "domain/actor.hpp"
#include "domain/request.hpp"

#include <optional>
#include <vector>

namespace federwerk::app {

struct request_file {
    domain::request request;
    domain::actor sender, receiver;
    std::optional<domain::actor> behalf, introducer;

    domain::actor const& other(domain::party who) const
    {
        return who == domain::party::sender ? receiver : sender;
    }
    domain::actor const& own(domain::party who) const
    {
        return who == domain::party::sender ? sender : receiver;
    }
};
result<request_file> open_file(db::transaction& tx, domain::request r);
// In their order; those whose people are gone from here in the meantime are left out.
result<std::vector<request_file>> open_files(db::transaction& tx, std::vector<domain::request> requests);

// Whether the member speaks for the organisation where requests are concerned.
result<bool> may_answer_for(db::transaction& tx, core::snowflake organisation_id, core::snowflake member_id);

// Who signs for them: they themselves, or the instance that they live on.
bool is_party(domain::actor const& party, domain::actor const& signer);

// Which side somebody who lives elsewhere stands on; nothing for others.
std::optional<domain::party> party_elsewhere(domain::request const& r, domain::actor const& by);

// Nothing for others: to them the request does not exist. For an organisation that was asked, those answer
// who may.
result<std::optional<domain::party>> party_of(db::transaction& tx, domain::request const& r,
                                              core::snowflake member_id);
// Locked; errc::not_found for those whom it does not concern.
struct own_request {
    request_file file;
    domain::party who = domain::party::sender;
};
result<own_request> lock_own_request(db::transaction& tx, core::snowflake id, core::snowflake member_id);
// With a thread that is open; errc::not_found without.
result<own_request> lock_own_thread(db::transaction& tx, core::snowflake id, core::snowflake member_id);
// Only to be read.
result<own_request> find_own_request(db::transaction& tx, core::snowflake id, core::snowflake member_id);

} // namespace federwerk::app
