// SPDX-License-Identifier: AGPL-3.0-or-later
// What follows when an award is offered, answered or taken back, on whichever server it happens. Rows only.
#pragma once

#include "app/awards/award_letters.hpp"

namespace federwerk::app {

// The recipient, where they are here and want to hear of the issuer.
result<> notify_of_award(db::transaction& tx, award_file const& file, core::time_point now);

// answer: accepted or declined. Stores it; the people of an organisation here are told, and the profile of a
// recipient here says so to others.
result<> award_is_answered(db::transaction& tx, domain::uris const& uris, award_file& file,
                           domain::award_state answer, core::time_point now);
// By its issuer, or because its home says that it is gone.
result<> award_is_revoked(db::transaction& tx, domain::uris const& uris, award_file& file,
                          core::time_point now);
// What was accepted says something else now: nobody sees it before the recipient agrees to that.
result<> award_is_offered_anew(db::transaction& tx, domain::uris const& uris, award_file& file,
                               core::time_point now);

// The Update of a member here whose awards are others than before: without a proof, like all that follows
// from an answer.
result<> tell_awards(db::transaction& tx, domain::uris const& uris, core::snowflake member_id,
                     core::time_point now);

} // namespace federwerk::app
