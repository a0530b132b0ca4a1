// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/profiles/tell_profile.hpp"

#include "app/sign_document.hpp"
#include "db/awards.hpp"
#include "translate/award_fields.hpp"
#include "translate/outgoing.hpp"

namespace federwerk::app {

boost::asio::awaitable<result<outbox::letter>> tell_profile(instance const& in, domain::actor const& member,
                                                            std::vector<domain::badge> const& worn,
                                                            core::snowflake activity_id)
{
    CO_TRY(auto const rsa, co_await in.keys.get(member.id, member.uri, signatures::algorithm::rsa));
    CO_TRY(auto const ed25519, co_await in.keys.get(member.id, member.uri, signatures::algorithm::ed25519));
    translate::actor_keys const keys{rsa.key.public_half().pem(), ed25519.key.public_half().multibase()};
    outbox::letter update{.uri = in.uris.activity(activity_id),
                          .id = activity_id,
                          .actor_id = member.id,
                          .type = "Update",
                          .object_uri = member.uri,
                          .highlight_id = {},
                          .public_ = true,
                          .body = {},
                          .ordering_key = member.uri};
    auto const find = [&](db::transaction& tx) { return db::shown_awards_of(tx, member.id); };
    CO_TRY(auto const shown, co_await in.db.run(find));
    auto const profile = translate::with_awards(member, shown);
    auto document = translate::update_actor(in.uris, update.uri, member,
                                            translate::member_document(in.uris, profile, worn, keys));
    CO_TRY(update.body, co_await sign_document(in, member, std::move(document), member.updated_at));
    co_return update;
}

} // namespace federwerk::app
