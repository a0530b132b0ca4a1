// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/profiles/tell_profile.hpp"

#include "app/sign_document.hpp"
#include "db/awards.hpp"
#include "translate/award_fields.hpp"
#include "translate/outgoing.hpp"

namespace federwerk::app {

outbox::letter profile_update(domain::uris const& uris, domain::actor const& member,
                              profile_parts const& parts, core::snowflake activity_id)
{
    auto const uri = uris.activity(activity_id);
    auto const profile = translate::with_awards(member, parts.awards);
    auto const document = translate::member_document(uris, profile, parts.worn, parts.keys);
    return {.uri = uri,
            .id = activity_id,
            .actor_id = member.id,
            .type = "Update",
            .object_uri = member.uri,
            .highlight_id = {},
            .public_ = true,
            .body = translate::update_actor(uris, uri, member, document),
            .ordering_key = member.uri};
}

boost::asio::awaitable<result<outbox::letter>> tell_profile(instance const& in, domain::actor const& member,
                                                            std::vector<domain::badge> const& worn,
                                                            core::snowflake activity_id)
{
    CO_TRY(auto rsa, co_await in.keys.get(member.id, member.uri, signatures::algorithm::rsa));
    CO_TRY(auto ed25519, co_await in.keys.get(member.id, member.uri, signatures::algorithm::ed25519));
    remote::signers const keys{std::move(rsa), std::move(ed25519)};
    co_return co_await tell_profile(in, member, worn, activity_id, keys);
}

boost::asio::awaitable<result<outbox::letter>> tell_profile(instance const& in, domain::actor const& member,
                                                            std::vector<domain::badge> const& worn,
                                                            core::snowflake activity_id,
                                                            remote::signers const& keys)
{
    auto const find = [&](db::transaction& tx) { return db::shown_awards_of(tx, member.id); };
    CO_TRY(auto const shown, co_await in.db.run(find));
    profile_parts const parts{
        worn, shown, {keys.rsa.key.public_half().pem(), keys.ed25519.key.public_half().multibase()}};
    auto update = profile_update(in.uris, member, parts, activity_id);
    CO_TRY(update.body, co_await sign_document(in, keys.ed25519, std::move(update.body), member.updated_at));
    co_return update;
}

} // namespace federwerk::app
