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

#include <algorithm>

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

// They agreed to other words, or none yet: they are asked for these.
result<> ask_anew(db::transaction& tx, domain::uris const& uris, credit_file file, credited_text const& text,
                  core::time_point now)
{
    bool const agreed = file.credit.state == credit_state::confirmed;
    TRY_VOID(credit_ends(tx, uris, file, now));
    domain::credit c;
    c.request_uri = file.credit.request_uri;
    c.highlight_uri = file.credit.highlight_uri;
    c.author_id = file.author.id;
    c.collaborator_id = file.collaborator.id;
    c.role = file.credit.role;
    c.digest = text.digest;
    c.headline = text.headline;
    c.plain = text.plain;
    c.context_uri = file.credit.context_uri;
    c.requested_at = now;
    TRY(file.credit, db::upsert_credit(tx, c));
    return agreed ? notify_of_question(tx, file, now) : result<>{};
}

// Whatever its author says or does not say: nobody here stands beside a text that they have not agreed to.
result<> ask_members_anew(db::transaction& tx, domain::uris const& uris, listed_credits const& what,
                          core::time_point now)
{
    TRY(auto const all, db::lock_credits_on(tx, what.highlight.uri));
    for (auto const& each : all) {
        if (each.author_id != what.author.id || each.digest == what.text.digest || is_refused(each.state))
            continue;
        TRY(auto file, open_credit(tx, each));
        if (file.collaborator.local)
            TRY_VOID(ask_anew(tx, uris, std::move(file), what.text, now));
    }
    return {};
}

// What was read of further ones, elsewhere, is forgotten.
result<> forget_unlisted(db::transaction& tx, domain::uris const& uris, listed_credits const& what,
                         std::vector<core::snowflake> const& named, core::time_point now)
{
    TRY(auto const all, db::lock_credits_on(tx, what.highlight.uri));
    for (auto const& each : all) {
        if (each.author_id != what.author.id || std::ranges::find(named, each.collaborator_id) != named.end())
            continue;
        TRY(auto const file, open_credit(tx, each));
        if (file.collaborator.local)
            continue;
        TRY_VOID(credit_ends(tx, uris, file, now));
        TRY_VOID(db::delete_credit(tx, each.id));
    }
    return {};
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
    TRY(auto const stored, db::lock_credit_of(tx, what.highlight.uri, collaborator->id));
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
    if (stored && c.state != credit_state::confirmed)
        TRY_VOID(credit_ends(tx, uris, {*stored, what.author, *collaborator}, now));
    TRY_VOID(db::upsert_credit(tx, c));
    return collaborator->id;
}

} // namespace

result<> hold_authorizations(db::transaction& tx, known_authorizations const& known)
{
    for (auto const& [uri, found] : known)
        TRY_VOID(db::hold_back_others(tx, uri));
    return {};
}

result<> receive_listed_credits(db::transaction& tx, domain::uris const& uris, listed_credits const& what,
                                core::time_point now)
{
    TRY(auto const stored, db::lock_any_highlight(tx, what.highlight.uri));
    // What is older than what we have lists whom it listed then.
    if (!stored || stored->local || stored->actor_id != what.author.id ||
        stored->edited_at != what.highlight.edited_at)
        return {};
    TRY_VOID(ask_members_anew(tx, uris, what, now));
    std::vector<core::snowflake> named;
    for (auto const& claim : what.credits) {
        if (claim.authorization.empty() || claim.authorization.size() > 2'048)
            continue;
        TRY(auto const who, look_at(tx, uris, what, claim, now));
        if (who)
            named.push_back(*who);
    }
    TRY_VOID(forget_unlisted(tx, uris, what, named, now));
    return db::name_collaborators(tx, *stored, named);
}

} // namespace federwerk::app
