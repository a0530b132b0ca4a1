// SPDX-License-Identifier: AGPL-3.0-or-later
// Awards: badges issued by organisations here, and those that came from elsewhere.
#pragma once

#include "db/pool.hpp"
#include "domain/award.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace federwerk::db {

// Absent where the uri is known already, or the same badge lies offered by the same organisation of ours.
// An id of 0 is given by the database.
result<std::optional<domain::award>> insert_award(transaction& tx, domain::award const& a);
// State, document, texts, times; neither the uri nor the two people.
result<> update_award(transaction& tx, domain::award const& a);
result<std::optional<domain::award>> find_award(transaction& tx, core::snowflake id);
result<std::optional<domain::award>> find_award_by_uri(transaction& tx, std::string const& uri);
result<std::optional<domain::award>> find_award_by_offer(transaction& tx, std::string const& offer_uri,
                                                         core::snowflake recipient_id);
// Locked until the transaction ends.
result<std::optional<domain::award>> lock_award(transaction& tx, core::snowflake id);
result<std::optional<domain::award>> lock_award_by_uri(transaction& tx, std::string const& uri);

struct award_filter {
    std::optional<domain::award_state> state;
    std::optional<core::snowflake> before;
    int limit = 20;
};
// Newest first. A recipient hears nothing of issuers whom they or this instance blocked.
result<std::vector<domain::award>> awards_to(transaction& tx, core::snowflake recipient_id,
                                             award_filter const& filter);
result<std::vector<domain::award>> awards_by(transaction& tx, core::snowflake issuer_id,
                                             award_filter const& filter);
// The newest of this badge by that organisation of ours to this recipient, whatever its state.
result<std::optional<domain::award>> last_award_between(transaction& tx, core::snowflake issuer_id,
                                                        core::snowflake recipient_id,
                                                        core::snowflake badge_id);
result<int> count_awards_since(transaction& tx, core::snowflake issuer_id, core::time_point since);
result<int> count_offers_between(transaction& tx, core::snowflake issuer_id, core::snowflake recipient_id);

// Accepted, unexpired, by an issuer who is believed and whom nobody blocks: what others see (award_stands).
using domain::shown_award;
result<std::vector<shown_award>> shown_awards_of(transaction& tx, core::snowflake recipient_id);
// The same, a page of it, as far as the viewer sees anything of the recipient (visible_to).
result<std::vector<domain::award>> awards_shown_to(transaction& tx, std::optional<core::snowflake> viewer,
                                                   core::snowflake recipient_id, award_filter const& filter);
result<std::set<core::snowflake>> awards_that_stand(transaction& tx, std::vector<core::snowflake> const& ids);

// Awards of others that are due to be looked at again, and marked as looked at until `again`; those that are
// over are due no more.
result<std::vector<domain::award>> take_due_awards(transaction& tx, core::time_point now,
                                                   core::time_point again, int limit);

} // namespace federwerk::db
