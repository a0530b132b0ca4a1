// SPDX-License-Identifier: AGPL-3.0-or-later
// Openness and calls of others, as Create and Update bring them and Announce points at them.
#include "app/openings/receive_opening.hpp"
#include "db/actors.hpp"
#include "domain/pact.hpp"
#include "inbox/verbs/notes.hpp"

namespace federwerk::inbox::verbs {

namespace {

outcome outcome_of(app::intake done)
{
    switch (done) {
    case app::intake::stored:
        return "done";
    case app::intake::busy_owner:
    case app::intake::flood:
        return outcome(flood_outcome);
    case app::intake::unconcerned:
        return "ignored: an opening that concerns nobody here";
    }
    return "ignored";
}

} // namespace

result<outcome> store_opening(db::transaction& tx, context const& c, known_note const& note)
{
    TRY(auto const done, app::take_in_opening(tx, c.uris, *note.opening, note.author,
                                              {.recipient = c.item.recipient_id, .caps = c.caps}, c.now));
    return outcome_of(done);
}

result<outcome> store_announced_opening(db::transaction& tx, context const& c, known_note const& note)
{
    // Its station hands it to ours, which is everybody here; whether the pact holds is asked where it is
    // stored.
    std::optional<core::snowflake> recipient;
    if (domain::is_station(c.known.actor)) {
        TRY(auto const here, db::find_actor_by_uri(tx, c.uris.station()));
        if (here)
            recipient = here->id;
    }
    // Whoever else repeats what was said to few does not make it public (T-16).
    if (!recipient && note.opening->opening.audience != domain::audience::everyone)
        return outcome("ignored: not public");
    TRY(auto const done,
        app::take_in_opening(tx, c.uris, *note.opening, note.author,
                             {.recipient = recipient, .from_home = true, .caps = c.caps}, c.now));
    return outcome_of(done);
}

} // namespace federwerk::inbox::verbs
