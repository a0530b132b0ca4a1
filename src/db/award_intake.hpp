// SPDX-License-Identifier: AGPL-3.0-or-later
// What receiving awards of others asks of the table.
#pragma once

#include "db/awards.hpp"

namespace federwerk::db {

// Those that came with this Note by this issuer, whomever they are for.
result<std::vector<domain::award>> awards_of_offer(transaction& tx, std::string const& offer_uri,
                                                   core::snowflake issuer_id);
result<int> count_offers_to(transaction& tx, core::snowflake recipient_id); // Unanswered ones

} // namespace federwerk::db
