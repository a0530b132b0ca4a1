// SPDX-License-Identifier: AGPL-3.0-or-later
// The answer to an award: by a member here, wherever the credential lives, and what follows when somebody
// elsewhere answers one of ours.
#pragma once

#include "app/along.hpp"
#include "app/awards/award_letters.hpp"
#include "app/instance.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

// errc::not_found where nothing was offered to this member; errc::conflict where the state does not allow it
// or it has expired.
boost::asio::awaitable<result<award_file>> accept_award(instance const& in, domain::actor member,
                                                        core::snowflake id, along<award_file> with = {});
boost::asio::awaitable<result<award_file>> decline_award(instance const& in, domain::actor member,
                                                         core::snowflake id, along<award_file> with = {});

// A recipient elsewhere answered an award of an organisation here: answer is accepted or declined. Tells the
// people of the organisation. False where the award is none of ours, of somebody else, or not to be answered
// like this any more: then nothing happens, and nobody needs to know.
result<bool> award_answered(db::transaction& tx, domain::uris const& uris, std::string const& award_uri,
                            core::snowflake recipient_id, domain::award_state answer, core::time_point now);
// The same by a direct message that answers the Note of the offer: "ja", "yes", "no". False where it is no
// such answer.
result<bool> award_answered_by_message(db::transaction& tx, domain::uris const& uris,
                                       std::string const& in_reply_to, core::snowflake recipient_id,
                                       std::string_view plain_text, core::time_point now);

} // namespace federwerk::app
