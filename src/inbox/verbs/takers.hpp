// SPDX-License-Identifier: AGPL-3.0-or-later
// Accept, Reject, Undo and Delete are said about many things. Whose thing it is knows: each taker gives false
// where it is about nothing of its own, and the verb asks the next one.
#pragma once

#include "app/requests/receive_request.hpp"
#include "inbox/verbs.hpp"

namespace federwerk::inbox::verbs {

using taker = result<bool> (*)(db::transaction&, context const&);

template <std::size_t Count>
result<bool> first_taker(taker const (&takers)[Count], db::transaction& tx, context const& c)
{
    for (auto const take : takers) {
        TRY(bool const taken, take(tx, c));
        if (taken)
            return true;
    }
    return false;
}

outcome outcome_of(app::request_intake done);

// All have an object with an id where they are asked.
result<bool> accept_request(db::transaction& tx, context const& c);
result<bool> accept_introduction(db::transaction& tx, context const& c);
result<bool> undo_introduction(db::transaction& tx, context const& c);
result<bool> reject_request(db::transaction& tx, context const& c);
result<bool> undo_request(db::transaction& tx, context const& c); // Withdrawn, or ended after an agreement
result<bool> delete_words(db::transaction& tx,
                          context const& c); // A message of a thread, or a spoken request
result<bool> take_receipt(db::transaction& tx, context const& c); // Create: a party's part is done

} // namespace federwerk::inbox::verbs
