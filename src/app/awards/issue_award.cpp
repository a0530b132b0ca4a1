// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/awards/issue_award.hpp"

#include "app/awards/award_effects.hpp"
#include "app/organisations/organisation_file.hpp"
#include "app/reach_actor.hpp"
#include "app/sign_document.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/awards.hpp"
#include "db/badges.hpp"
#include "db/blocks.hpp"
#include "db/highlights.hpp"
#include "federation/signatures/keys.hpp"
#include "translate/credential.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

namespace asio = boost::asio;
using domain::award_state;

failure refused(std::string field, std::string message)
{
    return {errc::invalid,
            "award refused for " + field,
            "This badge cannot be issued like this.",
            {{std::move(field), std::move(message)}}};
}

failure in_the_way(std::string message)
{
    return {errc::conflict, "award in the way", message, {{"recipient", std::move(message)}}};
}

// Only who has proven their domain, and still has, is worth being believed elsewhere.
result<domain::actor> find_issuer(db::transaction& tx, domain::uris const& uris,
                                  std::string const& organisation, core::snowflake member_id)
{
    TRY(auto file,
        open_organisation_to(tx, uris, organisation, member_id, domain::organisation_act::issue_badges));
    if (!file.actor.verified || file.proof.state != domain::organisation_state::verified ||
        file.actor.state != domain::actor_state::active)
        return failure{errc::forbidden, "award by an unproven organisation",
                       "Prove the domain of the organisation first."};
    return std::move(file.actor);
}

result<> check_evidence(db::transaction& tx, std::optional<std::string> const& uri,
                        core::snowflake recipient_id)
{
    if (!uri)
        return {};
    TRY(auto const h, db::find_highlight_by_uri(tx, *uri, {}));
    bool const theirs =
        h && (h->actor_id == recipient_id || std::ranges::any_of(h->collaborators, [&](auto const& each) {
                  return each.actor_id == recipient_id && each.confirmed_at;
              }));
    return theirs ? result<>{}
                  : refused("evidence",
                            "must be the uri of a public highlight by the recipient or crediting them");
}

// Who said no is not asked again, and nobody is asked twice.
result<> check_room(db::transaction& tx, domain::award const& a)
{
    TRY(auto const last, db::last_award_between(tx, a.issuer_id, a.recipient_id, *a.badge_id));
    bool const over = last && domain::is_over(*last, a.issued_at);
    if (last && last->state == award_state::declined)
        return in_the_way("declined this badge");
    if (last && last->state == award_state::offered && !over)
        return in_the_way("was offered this badge before and has not answered");
    if (last && last->state == award_state::accepted && !over)
        return in_the_way("has this badge from this organisation");
    TRY(int const open, db::count_offers_between(tx, a.issuer_id, a.recipient_id));
    if (open >= domain::most_offers_to_one)
        return in_the_way("has not answered several offers of this organisation");
    TRY(int const today, db::count_awards_since(tx, a.issuer_id, a.issued_at - std::chrono::hours(24)));
    if (today >= domain::most_awards_a_day)
        return failure{errc::throttled, "too many awards today",
                       "This organisation has issued many badges today; go on tomorrow."};
    return {};
}

// The offer that nobody answered in time makes room for the next one.
result<> end_unanswered(db::transaction& tx, domain::uris const& uris, domain::award const& next)
{
    TRY(auto last, db::last_award_between(tx, next.issuer_id, next.recipient_id, *next.badge_id));
    if (!last || last->state != award_state::offered || !domain::is_over(*last, next.issued_at))
        return {};
    TRY(last, db::lock_award(tx, last->id));
    if (!last || last->state != award_state::offered)
        return {}; // Answered meanwhile
    TRY(auto file, open_award(tx, std::move(*last)));
    TRY_VOID(send_award_revocation(tx, uris, file));
    return award_is_revoked(tx, uris, file, next.issued_at);
}

struct prepared {
    award_file file;
    domain::badge badge;
};

result<prepared> prepare(db::transaction& tx, domain::uris const& uris, domain::award_draft const& draft,
                         domain::actor const& issuer, domain::actor const& recipient)
{
    TRY(auto badge, db::find_badge_by_slug(tx, core::slugify(draft.badge)));
    if (!badge)
        return refused("badge", "must be the slug of a badge of this instance");
    TRY(auto a, domain::make_award(draft, *badge, core::now()));
    TRY_VOID(check_evidence(tx, draft.evidence, recipient.id));
    TRY(a.id, db::next_id(tx));
    a.uri = uris.credential(a.id);
    a.offer_uri = uris.message(a.id);
    a.achievement_uri = translate::achievement_uri(uris, *badge);
    a.issuer_id = issuer.id;
    a.recipient_id = recipient.id;
    TRY_VOID(check_room(tx, a)); // Before anything is signed; once more when it counts
    return prepared{{std::move(a), issuer, recipient}, std::move(*badge)};
}

// Silence is what an organisation hears of those who want nothing of it.
result<> offer(db::transaction& tx, domain::uris const& uris, award_file const& file,
               std::string const& language)
{
    TRY(bool const blocked, db::blocks_between(tx, file.issuer.id, file.recipient.id));
    if (blocked)
        return {};
    TRY_VOID(notify_of_award(tx, file, file.award.offered_at));
    return send_award_offer(tx, uris, file, language);
}

result<domain::actor> check_recipient(domain::actor found)
{
    bool const person = found.kind == domain::actor_kind::person;
    bool const active =
        found.state == domain::actor_state::active || found.state == domain::actor_state::silenced;
    if (!person || !active || found.moved_to)
        return refused("recipient", "must be a person who is still there");
    return found;
}

} // namespace

asio::awaitable<result<award_file>> issue_award(instance const& in, domain::actor member,
                                                std::string organisation, domain::award_draft draft,
                                                along<award_file> with)
{
    auto const speak = [&](db::transaction& tx) { return find_issuer(tx, in.uris, organisation, member.id); };
    CO_TRY(auto const issuer, co_await in.db.run(speak)); // Before the network is asked for anything
    CO_TRY(auto found,
           co_await reach_actor(in, draft.recipient, "recipient", "Nobody was found under this name."));
    CO_TRY(auto const recipient, check_recipient(std::move(found)));
    auto const begin = [&](db::transaction& tx) { return prepare(tx, in.uris, draft, issuer, recipient); };
    CO_TRY(auto p, co_await in.db.run(begin));
    auto& a = p.file.award;
    a.issued_by = member.id;
    auto document = translate::credential_document(in.uris, a, p.badge, {issuer, recipient});
    CO_TRY(a.document, co_await sign_document(in, issuer, std::move(document), a.issued_at));
    CO_TRY(auto const signer, co_await in.keys.get(issuer.id, issuer.uri, signatures::algorithm::ed25519));
    a.key = signer.key.public_half().multibase();
    auto const write = [&](db::transaction& tx) -> result<award_file> {
        TRY(auto const still, find_issuer(tx, in.uris, organisation, member.id));
        TRY_VOID(check_room(tx, a));
        TRY_VOID(end_unanswered(tx, in.uris, a));
        TRY(auto stored, db::insert_award(tx, a));
        if (!stored || still.id != issuer.id)
            return in_the_way("was offered this badge before and has not answered");
        award_file out{std::move(*stored), issuer, recipient};
        TRY_VOID(offer(tx, in.uris, out, draft.language));
        TRY_VOID(write_along(with, tx, out));
        return out;
    };
    CO_TRY(auto made, co_await in.db.run(write));
    in.post.nudge();
    co_return made;
}

asio::awaitable<result<>> revoke_award(instance const& in, domain::actor member, std::string organisation,
                                       core::snowflake id)
{
    auto const write = [&](db::transaction& tx) -> result<> {
        // One that has lost its domain may still take back what it issued.
        TRY(auto const speaker, open_organisation_to(tx, in.uris, organisation, member.id,
                                                     domain::organisation_act::issue_badges));
        TRY(auto found, db::lock_award(tx, id));
        if (!found || found->issuer_id != speaker.actor.id || found->source != domain::award_source::own)
            return failure{errc::not_found, "no such award of " + speaker.actor.username, {}};
        if (!domain::can_become(found->state, award_state::revoked))
            return failure{errc::conflict, "the award is " + std::string(to_string(found->state)),
                           "This badge does not hold any more."};
        TRY(auto file, open_award(tx, std::move(*found)));
        TRY_VOID(send_award_revocation(tx, in.uris, file));
        return award_is_revoked(tx, in.uris, file, core::now());
    };
    CO_TRY_VOID(co_await in.db.run(write));
    in.post.nudge();
    co_return result<>{};
}

} // namespace federwerk::app
