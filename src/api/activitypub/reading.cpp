// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/activitypub/reading.hpp"

#include "db/actors.hpp"
#include "db/organisations.hpp"
#include "db/tombstones.hpp"
#include "federation/signatures/keys.hpp"
#include "translate/stored_keys.hpp"

namespace federwerk::api {

awaited<std::optional<domain::actor>> signer(reading_ptr self, http::request const& request)
{
    if (!request.headers.get("Signature"))
        co_return std::nullopt;
    co_return co_await self->verify(request);
}

awaited<std::optional<domain::actor>> asker(reading_ptr self, http::request const& request)
{
    auto who = co_await signer(self, request);
    if (!self->in.settings.federation.authorized_fetch)
        co_return who ? *who
                      : std::nullopt; // What is public stays so for those whose key cannot be fetched now
    if (!who)
        co_return who.error();
    if (!*who)
        co_return failure{errc::unauthenticated, "an unsigned request under authorized fetch",
                          "Sign the request."};
    co_return *who;
}

bool is_application(actor_place place)
{
    return place == actor_place::instance || place == actor_place::station;
}

std::string uri_of(reading const& self, http::request const& request, actor_place place)
{
    if (place == actor_place::instance)
        return self.in.uris.instance_actor();
    if (place == actor_place::station)
        return self.in.uris.station();
    auto const id = core::snowflake::parse(request.parameter("id"));
    if (!id)
        return {};
    return place == actor_place::badges ? self.in.uris.badge(*id) : self.in.uris.actor(*id);
}

// Claimed by somebody it is nothing that speaks; of a lapsed one others have the id already.
result<domain::actor> unproven(db::transaction& tx, domain::actor const& organisation)
{
    TRY(auto const proof, db::find_organisation(tx, organisation.id));
    if (!proof || proof->state != domain::organisation_state::lapsed)
        return failure{errc::not_found, "not proven: " + organisation.uri, {}};
    return domain::without_its_word(organisation);
}

result<domain::actor> actor_at(db::transaction& tx, std::string const& uri)
{
    auto const absent = failure{errc::not_found, "no actor at " + uri, {}};
    if (uri.empty())
        return absent;
    TRY(auto const found, db::find_actor_by_uri(tx, uri));
    bool const there = found && found->local && found->state != domain::actor_state::gone;
    if (there && found->kind == domain::actor_kind::organization && !found->verified)
        return unproven(tx, *found);
    if (there)
        return *found;
    TRY(auto const tombstone, db::find_tombstone(tx, uri));
    if (found || tombstone)
        return failure{errc::gone, "the actor at " + uri + " is gone", {}};
    return absent;
}

awaited<translate::actor_keys> keys_of(reading_ptr self, domain::actor actor,
                                       std::vector<domain::public_key> known)
{
    auto out = translate::stored_keys(self->in.uris, actor.uri, known);
    if (out.rsa_pem.empty()) {
        CO_TRY(auto const made, co_await self->in.keys.get(actor.id, actor.uri, signatures::algorithm::rsa));
        out.rsa_pem = made.key.public_half().pem();
    }
    if (out.ed25519_multibase.empty()) {
        CO_TRY(auto const made,
               co_await self->in.keys.get(actor.id, actor.uri, signatures::algorithm::ed25519));
        out.ed25519_multibase = made.key.public_half().multibase();
    }
    co_return out;
}

} // namespace federwerk::api
