// SPDX-License-Identifier: AGPL-3.0-or-later
// FEP-fe34: who may say what about whom. The only place in the program that compares origins and owners.
#pragma once

#include "core/result.hpp"
#include "federation/vocab/incoming.hpp"

#include <string>
#include <string_view>

namespace federwerk::trust {

bool same_origin(std::string_view a, std::string_view b); // False where either is no URL

// A document fetched from final_url may be taken for the object `id`: its id is final_url, or …
enum class fetched {
    accept,
    refetch_id,
    refuse
}; // refetch_id: same origin but another id; fetch that once and compare
fetched judge_fetched(std::string_view final_url, std::string_view id);

// Signer = actor (T-05); id on the actor's origin.
result<> check_activity(vocab::incoming_activity const& activity, std::string_view signer);
// Key and owner are on one origin and name each other (T-06).
result<> check_key(std::string_view key_uri, vocab::incoming_key const& key,
                   vocab::incoming_actor const& owner);
// Whether a key of this id can be the owner's, as far as the ids say: a part of their document, or an address
// of its own on their origin.
bool can_be_key_of(std::string_view key_uri, std::string_view owner);
// Update and Delete: the object's owner is the actor itself (T-13, T-14).
result<> check_owner(std::string_view actor, std::string_view owner, std::string_view object_id);
// An embedded object counts only on the same origin with the same owner as its wrapper (T-12); otherwise
// fetch it.
bool embedded_is_trusted(std::string_view actor, vocab::incoming_note const& note);
// A note: its id and its attributedTo are on one origin (T-04).
result<> check_note(vocab::incoming_note const& note);

} // namespace federwerk::trust
