// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/requests/request_promises.hpp"

#include "db/openings.hpp"
#include "db/seat_terms.hpp"

namespace federwerk::app {

result<translate::promises> promises_of(db::transaction& tx, domain::request const& r)
{
    TRY(auto const o, db::find_any_opening(tx, r.opening_uri));
    if (!o)
        return translate::promises_for(r, o, {});
    TRY(auto const terms, db::find_seat_terms(tx, o->id, r.position));
    return translate::promises_for(r, o, terms);
}

} // namespace federwerk::app
