// SPDX-License-Identifier: AGPL-3.0-or-later
// Domain to the bytes that peers read. Exactly the shapes of interop.md 1 and 2; schemas/activitypub/
// describes them.
#pragma once

#include "domain/actor.hpp"
#include "domain/badge.hpp"
#include "domain/highlight.hpp"
#include "domain/uris.hpp"

#include <string>
#include <vector>

namespace federwerk::translate {

// Keys as the actor's document shows them; ed25519 may be empty.
struct actor_keys {
    std::string rsa_pem;
    std::string ed25519_multibase;
};

std::string member_document(domain::uris const& uris, domain::actor const& member,
                            std::vector<domain::badge> const& worn, actor_keys const& keys);
std::string badge_document(domain::uris const& uris, domain::badge const& badge, domain::actor const& actor,
                           std::string const& steward_uri, actor_keys const& keys);
std::string instance_document(domain::uris const& uris, domain::actor const& instance,
                              actor_keys const& keys);
std::string stub_document(domain::uris const& uris, domain::actor const& actor,
                          actor_keys const& keys); // Authorized fetch

std::string note_document(domain::uris const& uris, domain::highlight const& h, domain::actor const& author);
std::string tombstone_document(std::string const& uri, std::string const& former_type,
                               core::time_point deleted);

// Activities. `id` is the activity's URI. Embedded objects carry no @context of their own.
std::string create(domain::uris const& uris, std::string const& id, domain::highlight const& h,
                   domain::actor const& author);
std::string update(domain::uris const& uris, std::string const& id, domain::highlight const& h,
                   domain::actor const& author);
std::string update_actor(domain::uris const& uris, std::string const& id, domain::actor const& actor,
                         std::string const& document);
// to and cc are those that the object had.
std::string delete_(domain::uris const& uris, std::string const& id, std::string const& actor_uri,
                    std::string const& object_uri, std::vector<std::string> const& to,
                    std::vector<std::string> const& cc);
std::string follow(domain::uris const& uris, std::string const& id, std::string const& follower,
                   std::string const& followed);
std::string undo_follow(domain::uris const& uris, std::string const& id, std::string const& follow_id,
                        std::string const& follower, std::string const& followed);
// The original Follow is echoed whole: id, actor, object (interop quirk 16).
std::string accept_follow(domain::uris const& uris, std::string const& id, std::string const& follow_id,
                          std::string const& follower, std::string const& followed);
std::string reject_follow(domain::uris const& uris, std::string const& id, std::string const& follow_id,
                          std::string const& follower, std::string const& followed);
// "Accept" or "Reject" of a LikeRequest and its like.
std::string answer_interaction(std::string const& answer, std::string const& id, std::string const& owner,
                               std::string const& requester, std::string const& request_id);
// The Note's id, for Mastodon; and the whole Create, for Lemmy (interop 2.2).
std::string announce_note(domain::uris const& uris, std::string const& id, std::string const& badge_uri,
                          domain::highlight const& h, std::string const& author_uri);
std::string announce_create(domain::uris const& uris, std::string const& id, std::string const& badge_uri,
                            std::string_view create_document, core::time_point published);
std::string undo_announce(domain::uris const& uris, std::string const& id, std::string const& badge_uri,
                          std::string const& announce_id, std::string const& object_uri);

// What a badge is called and where it leads, in Hashtags.
std::string hashtag(domain::badge const& badge); // The slug without "-", which ends a hashtag elsewhere
std::string badge_address(domain::uris const& uris, domain::badge const& badge);

// Addressing of a highlight: used for the Note, its Create and its Delete alike.
struct addressing {
    std::vector<std::string> to, cc;
};
addressing address(domain::uris const& uris, domain::highlight const& h, domain::actor const& author);

} // namespace federwerk::translate
