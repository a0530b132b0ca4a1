// SPDX-License-Identifier: AGPL-3.0-or-later
// Badges and awards for those who read Open Badges: the achievement at its badge, the credential at its id.
#include "api/activitypub/reading.hpp"
#include "app/awards/award_letters.hpp"
#include "app/requests/request_people.hpp"
#include "db/awards.hpp"
#include "db/badges.hpp"
#include "db/tombstones.hpp"
#include "translate/credential.hpp"

namespace federwerk::api {

namespace {

struct found_credential {
    std::string document;
    bool open = false; // Accepted, by somebody who is there and believed
    std::optional<db::tombstone> tombstone;
};

failure absent()
{
    return {errc::not_found, "no such credential", {}};
}

bool is_there(domain::actor const& who)
{
    return who.state == domain::actor_state::active || who.state == domain::actor_state::silenced;
}

// Before it is accepted only those read it whom it concerns, who sign with their own key or their instance's.
result<found_credential> load(db::transaction& tx, std::string const& uri,
                              std::optional<domain::actor> const& who)
{
    found_credential out;
    TRY(auto found, db::find_award_by_uri(tx, uri));
    bool const holds = found && found->source == domain::award_source::own &&
                       domain::can_become(found->state, domain::award_state::revoked);
    if (!holds) {
        TRY(out.tombstone, db::find_tombstone(tx, uri));
        if (!out.tombstone || !out.tombstone->local)
            return absent();
        return out;
    }
    TRY(auto const file, app::open_award(tx, std::move(*found)));
    if (file.issuer.state == domain::actor_state::gone) { // And nobody is left who says it
        out.tombstone = {uri, true, "OpenBadgeCredential", file.issuer.updated_at, {}};
        return out;
    }
    bool const accepted = file.award.state == domain::award_state::accepted;
    bool const party = who && (app::is_party(file.recipient, *who) || app::is_party(file.issuer, *who));
    if (!is_there(file.issuer) || !is_there(file.recipient) || (!accepted && !party))
        return absent();
    out.document = file.award.document;
    out.open = accepted;
    return out;
}

// VCDM 2.0 5.13 names application/vc; what drafts of it named is what Open Badges readers ask for today.
std::string_view type_for(http::request const& request)
{
    constexpr std::string_view usual = "application/vc+ld+json";
    auto const accept = request.headers.get("Accept").value_or(std::string_view{});
    auto const best =
        http::negotiate(accept, {usual, "application/vc", "application/ld+json", "application/json"});
    return best.value_or(usual);
}

http::response json_of(http::request const& request, std::string body, std::string_view type, bool limited)
{
    auto out = document_response(request, std::move(body), limited);
    if (out.status == 200)
        out.headers.set("Content-Type", std::string(type));
    out.headers.set("Access-Control-Allow-Origin", "*"); // Verifiers run in browsers
    return out;
}

} // namespace

answer read_credential(reading_ptr self, http::request request)
{
    // What was accepted is for all who verify it, also where all else is for servers that sign.
    auto const signed_by = co_await signer(self, request);
    auto const who = signed_by ? *signed_by : std::nullopt;
    auto const id = core::snowflake::parse(request.parameter("id"));
    if (!id)
        co_return absent();
    auto const uri = self->in.uris.credential(*id);
    auto const work = [&](db::transaction& tx) { return load(tx, uri, who); };
    CO_TRY(auto found, co_await self->in.db.run(work));
    if (found.tombstone)
        co_return gone_response(translate::tombstone_document(
            found.tombstone->uri, found.tombstone->former_type, found.tombstone->deleted_at));
    co_return json_of(request, std::move(found.document), type_for(request), !found.open);
}

answer read_achievement(reading_ptr self, http::request request)
{
    std::string const slug(request.parameter("slug"));
    auto const find = [&](db::transaction& tx) { return db::find_badge_by_slug(tx, slug); };
    CO_TRY(auto const badge, co_await self->in.db.run(find));
    if (!badge || badge->slug != slug)
        co_return failure{errc::not_found, "no badge " + slug, {}};
    co_return json_of(request, translate::achievement_document(self->in.uris, *badge), "application/ld+json",
                      false);
}

} // namespace federwerk::api
