// SPDX-License-Identifier: AGPL-3.0-or-later
// The consents that a member here gave, proven by a key of theirs: when they are given, and at the ids that
// they have when the key is replaced.
#pragma once

#include "app/credits/credit_letters.hpp"
#include "app/instance.hpp"

#include <boost/asio/awaitable.hpp>

#include <vector>

namespace federwerk::app {

// Writes the document and the key into the credit, whose uri is the id of the consent.
boost::asio::awaitable<result<>> prove_consent(instance const& in, credit_file& file,
                                               remote::signer const& with, core::time_point published);

// Those that stand.
result<std::vector<credit_file>> consents_of(db::transaction& tx, domain::uris const& uris,
                                             core::snowflake member_id);
// The same ones, proven anew, in the transaction that replaces the key and after it did. errc::conflict where
// one was given or taken back in the meantime.
result<> renew_consents(db::transaction& tx, domain::uris const& uris, core::snowflake member_id,
                        std::vector<credit_file> const& proven);

} // namespace federwerk::app
