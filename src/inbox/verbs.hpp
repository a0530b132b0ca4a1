// SPDX-License-Identifier: AGPL-3.0-or-later
// What is done with an activity: a table of verbs, each with what it needs to know of the world outside
// (pure) and what it does (rows only). The network is asked between the two, and never inside the
// transaction.
#pragma once

#include "app/awards/look_at_award.hpp"
#include "app/credits/receive_credit.hpp"
#include "app/openings/receive_opening.hpp"
#include "app/requests/prove_offer.hpp"
#include "db/inbox_items.hpp"
#include "domain/actor.hpp"
#include "domain/uris.hpp"
#include "federation/vocab/incoming.hpp"
#include "translate/incoming.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace federwerk::inbox {

// Somebody's note, from its author's own mouth and cleaned.
struct known_note {
    domain::actor author;
    translate::remote_highlight content;
    std::optional<translate::remote_opening> opening; // Then it is that, and content is empty
    app::credited_text text;                          // What collaborators agree to
};

// What was found out so far. actor is who speaks.
struct known_things {
    domain::actor actor;
    bool is_followed = false; // By anybody here
    std::map<std::string, domain::actor> actors;
    std::map<std::string, known_note> notes;
    std::map<std::string, bool> gone; // Whether its home says so
    app::known_authorizations authorizations;
    std::map<std::string, app::proven_offer> offers; // That others hand on
    std::map<std::string, app::known_award> awards;
};

struct context {
    domain::uris const& uris;
    db::inbox_item const& item;
    vocab::incoming_activity const& activity;
    known_things const& known;
    core::time_point now;
    app::opening_caps caps = {};
};

// What is still missing. The machinery gets it and asks again, until nothing is.
struct wanted {
    std::vector<std::string> actors;       // As we know them, or fetched
    std::vector<std::string> fresh_actors; // As their home has them now
    std::vector<vocab::reference> notes;   // Embedded where that may be trusted (T-12), else from their home
    std::vector<std::string> gone;         // Is it gone where it was?
    std::vector<std::string> authorizations; // Of credits. Not to get one is no failure: the verb decides
    std::vector<vocab::reference> offers;    // Embedded, of others than who speaks
    std::vector<app::award_question> awards; // Here too the verb decides
    bool nothing() const
    {
        return actors.empty() && fresh_actors.empty() && notes.empty() && gone.empty() &&
               authorizations.empty() && offers.empty() && awards.empty();
    }
};

using outcome = std::string; // "done", "ignored: …"; refusals are failures
inline constexpr std::string_view flood_outcome = "ignored: more openings than are taken",
                                  request_flood_outcome = "ignored: more requests than are taken",
                                  award_flood_outcome = "ignored: more awards than are taken";

struct verb {
    std::string_view type;
    result<wanted> (*needs)(context const&);
    result<outcome> (*apply)(db::transaction&, context const&);
};
verb const* find_verb(std::string_view type); // Null: unknown

// One pair of functions per file of src/inbox/verbs/.
namespace verbs {
result<wanted> nothing(context const&);
result<wanted> follow_needs(context const&);
result<outcome> follow(db::transaction&, context const&);
result<outcome> undo(db::transaction&, context const&);
result<wanted> accept_needs(context const&);
result<outcome> accept(db::transaction&, context const&);
result<outcome> reject(db::transaction&, context const&);
result<wanted> create_needs(context const&);
result<outcome> create(db::transaction&, context const&);
result<wanted> update_needs(context const&);
result<outcome> update(db::transaction&, context const&);
result<wanted> delete_needs(context const&);
result<outcome> delete_(db::transaction&, context const&);
result<wanted> announce_needs(context const&);
result<outcome> announce(db::transaction&, context const&);
result<wanted> move_needs(context const&);
result<outcome> move(db::transaction&, context const&);
result<wanted> block_needs(context const&);
result<outcome> block(db::transaction&, context const&);
result<outcome> flag(db::transaction&, context const&);
result<wanted> feature_needs(context const&);
result<outcome> add(db::transaction&, context const&);
result<outcome> remove(db::transaction&, context const&);
result<wanted> credit_request_needs(context const&);
result<outcome> credit_request(db::transaction&, context const&);
result<wanted> offer_needs(context const&);
result<outcome> offer(db::transaction&, context const&);
result<wanted> invite_needs(context const&);
result<outcome> invite(db::transaction&, context const&);
result<outcome> tentative_accept(db::transaction&, context const&);
result<outcome> answer_interaction(db::transaction&, context const&);
result<outcome> drop(db::transaction&, context const&);
} // namespace verbs

// A direct reply to somebody here: to an opening, a message of a thread, a question for a credit. Only what
// is addressed to nobody but those whom it mentions counts; a public reply is a comment, and dropped.
bool answers_us(domain::uris const& uris, vocab::incoming_activity const& activity);
// Whom an activity and the object in it are addressed to, each once.
std::vector<std::string> addressees(vocab::incoming_activity const& activity, json::view object);
// Likes, reactions, votes and other replies are answered 202 and not kept (DESIGN.md 1).
bool is_dropped(domain::uris const& uris, vocab::incoming_activity const& activity);
// Which activities others may hand on; all else must come from the actor itself (T-05).
bool may_be_forwarded(std::string_view type);

// The object's id, errc::malformed without one.
result<std::string> object_id(context const& c);

} // namespace federwerk::inbox
