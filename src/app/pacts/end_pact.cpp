// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pacts/end_pact.hpp"

#include "app/pacts/receive_pact.hpp"
#include "core/url.hpp"
#include "db/actors.hpp"
#include "db/pacts.hpp"

namespace federwerk::app {

result<> end_pact(db::transaction& tx, domain::uris const& uris, std::string const& host)
{
    auto const normal = core::normalise_authority(host);
    TRY(auto const known, db::find_pact_entry(tx, normal ? *normal : host));
    if (!known)
        return failure{errc::not_found, "no pact with " + host, "There is no pact with this host."};
    TRY(auto const theirs, db::find_actor(tx, known->pact.station_id));
    if (!theirs)
        return failure{errc::internal, "a pact without a station: " + host, {}};
    TRY_VOID(undo_pact(tx, uris, *theirs));
    TRY_VOID(db::delete_pact(tx, known->pact.host));
    return {};
}

} // namespace federwerk::app
