// SPDX-License-Identifier: AGPL-3.0-or-later
// What all readable things share: who asks, whether they may, and the short memory of finished documents.
#pragma once

#include "api/activitypub/negotiation.hpp"
#include "api/activitypub/routes.hpp"
#include "api/document_memory.hpp"
#include "translate/outgoing.hpp"

#include <memory>
#include <string>

namespace federwerk::api {

struct reading {
    app::instance in;
    signed_by verify;
    document_memory memory;
};
using reading_ptr = std::shared_ptr<reading>;

template <class T>
using awaited = boost::asio::awaitable<result<T>>;
using answer = boost::asio::awaitable<result<http::response>>;

// The signer; nobody where there is none or the signature does not hold. With authorized fetch on, nobody is
// errc::unauthenticated.
awaited<std::optional<domain::actor>> asker(reading_ptr self, http::request const& request);
awaited<std::optional<domain::actor>> signer(reading_ptr self,
                                             http::request const& request); // Whatever the setting

enum class actor_place { members, badges, instance, station };
bool is_application(actor_place place); // Nobody's profile: always readable, without posts
std::string uri_of(reading const& self, http::request const& request, actor_place place); // Empty: no such id
// The local actor at that place; errc::not_found where there is none, errc::gone where it was.
result<domain::actor> actor_at(db::transaction& tx, std::string const& uri);

// Both public keys, made now where the actor has none yet.
awaited<translate::actor_keys> keys_of(reading_ptr self, domain::actor actor,
                                       std::vector<domain::public_key> known);

answer read_actor(reading_ptr self, http::request request, actor_place place);
answer read_outbox(reading_ptr self, http::request request, actor_place place);
answer read_followers(reading_ptr self, http::request request, actor_place place);
answer read_following(reading_ptr self, http::request request, actor_place place);
answer read_featured(reading_ptr self, http::request request, actor_place place);
answer read_featured_tags(reading_ptr self, http::request request, actor_place place);
answer read_worn_badges(reading_ptr self, http::request request, actor_place place);
answer read_open_to(reading_ptr self, http::request request, actor_place place);
answer read_synchronization(reading_ptr self, http::request request, actor_place place);
answer read_highlight(reading_ptr self, http::request request);
answer read_opening(reading_ptr self, http::request request);
answer read_call(reading_ptr self, http::request request);
answer read_request(reading_ptr self, http::request request);
answer read_agreement(reading_ptr self, http::request request);
answer read_message(reading_ptr self, http::request request);
answer read_credit(reading_ptr self, http::request request);
answer read_credential(reading_ptr self, http::request request);
answer read_achievement(reading_ptr self, http::request request);
answer read_station_openings(reading_ptr self, http::request request);
answer read_activity(reading_ptr self, http::request request);

} // namespace federwerk::api
