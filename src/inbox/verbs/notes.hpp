// SPDX-License-Identifier: AGPL-3.0-or-later
// What Create, Update and Announce share.
#pragma once

#include "inbox/verbs.hpp"

namespace federwerk::inbox::verbs {

bool may_be_note(vocab::reference const& object);
// Authorizations that the Note's list of who worked on it names, as far as they are not known yet.
void want_credits(context const& c, known_note const& note, wanted& w);
// The same for one of them alone.
void want_credit_of(context const& c, known_note const& note, std::string const& actor_uri, wanted& w);
// After the Note was stored: who of them is shown.
result<> store_credits(db::transaction& tx, context const& c, known_note const& note);
// By its author, a group, or somebody whose authorization for it was read.
result<bool> announce_counts(db::transaction& tx, known_things const& known, known_note const& note);
// The author must be the one who speaks (T-13); a note that was not found or not wanted is ignored.
result<outcome> store_note(db::transaction& tx, context const& c, std::string const& id);

// A direct Note to somebody here: a message of a thread, or to an opening, which makes it a request.
result<outcome> answer_collaboration(db::transaction& tx, context const& c, vocab::incoming_note const& note);

// With an opening in it. Of one that is not public, whose inbox it came to is who may see it.
result<outcome> store_opening(db::transaction& tx, context const& c, known_note const& note);
// From its own home, because a station of a pact or somebody whom people here follow pointed at it.
result<outcome> store_announced_opening(db::transaction& tx, context const& c, known_note const& note);

} // namespace federwerk::inbox::verbs
