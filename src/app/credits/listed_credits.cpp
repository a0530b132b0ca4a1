// SPDX-License-Identifier: AGPL-3.0-or-later
// Where a highlight of others is shown: who of those that it lists confirmed it themselves.
#include "app/credits/credit_effects.hpp"
#include "app/credits/receive_credit.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/credits.hpp"
#include "db/found_highlights.hpp"
#include "db/highlights.hpp"
#include "db/tombstones.hpp"
#include "federation/trust/trust.hpp"

namespace federwerk::app {

namespace {

using domain::credit_state;

domain::credit claimed(listed_credits const& what, vocab::incoming_credit const& claim,
                       domain::actor const& collaborator, core::time_point now)
{
    domain::credit c;
    c.uri = claim.authorization;
    c.highlight_uri = what.highlight.uri;
    c.author_id = what.author.id;
    c.collaborator_id = collaborator.id;
    c.digest = what.text.digest;
    c.headline = what.text.headline;
    c.plain = what.text.plain;
    c.requested_at = now;
    c.check_at = now;
    return c;
}

void take_over(domain::credit& c, known_authorization const& found, core::time_point now)
{
    c.state = credit_state::confirmed;
    c.evidence = domain::evidence::authorization;
    c.role = core::first_characters(found.said.role, domain::most_role);
    c.document = found.document;
    c.key = found.key;
    c.checked_at = c.answered_at = now;
    c.check_at = now + domain::authorization_lasts;
}

// Nobody: it does not count, whatever the highlight says.
result<std::optional<core::snowflake>> look_at(db::transaction& tx, domain::uris const& uris,
                                               listed_credits const& what,
                                               vocab::incoming_credit const& claim, core::time_point now)
{
    TRY(auto const collaborator, db::find_actor_by_uri(tx, claim.actor));
    if (!collaborator || collaborator->id == what.author.id ||
        !trust::same_origin(claim.authorization, claim.actor))
        return std::nullopt;
    TRY(auto const stored, db::find_credit_of(tx, what.highlight.uri, collaborator->id));
    bool const stands = stored && stored->uri == claim.authorization &&
                        stored->state == credit_state::confirmed && stored->digest == what.text.digest &&
                        stored->author_id == what.author.id;
    if (stands || uris.is_ours(claim.authorization))
        return stands ? std::optional(collaborator->id) : std::nullopt;
    TRY(bool const deleted, db::is_deleted(tx, claim.authorization, collaborator->id));
    if (deleted || collaborator->local)
        return std::nullopt;
    auto c = claimed(what, claim, *collaborator, now);
    auto const found = what.known.find(claim.authorization);
    if (found != what.known.end() && found->second.state != authorization_state::unanswered) {
        if (found->second.state != authorization_state::good ||
            !domain::check_authorization(found->second.said, c, {what.author.uri, collaborator->uri}))
            return std::nullopt;
        take_over(c, found->second, now);
    }
    TRY(bool const free, make_room_for(tx, c));
    if (!free)
        return std::nullopt;
    TRY_VOID(db::upsert_credit(tx, c));
    return collaborator->id;
}

} // namespace

result<> receive_listed_credits(db::transaction& tx, domain::uris const& uris, listed_credits const& what,
                                core::time_point now)
{
    TRY(auto const stored, db::find_any_highlight(tx, what.highlight.uri));
    // What is older than what we have lists whom it listed then.
    if (!stored || stored->local || stored->actor_id != what.author.id ||
        stored->edited_at != what.highlight.edited_at)
        return {};
    std::vector<core::snowflake> named;
    for (auto const& claim : what.credits) {
        if (claim.authorization.empty() || claim.authorization.size() > 2'048)
            continue;
        TRY(auto const who, look_at(tx, uris, what, claim, now));
        if (who)
            named.push_back(*who);
    }
    return db::name_collaborators(tx, *stored, named);
}

} // namespace federwerk::app
