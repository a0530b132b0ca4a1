// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/trust/trust.hpp"

#include "core/url.hpp"

#include <algorithm>

namespace federwerk::trust {
namespace {

failure untrusted(std::string log)
{
    return {errc::forbidden, "trust: " + std::move(log), "This is not the sender's to say."};
}

} // namespace

bool same_origin(std::string_view a, std::string_view b)
{
    auto const left = core::url::parse(a), right = core::url::parse(b);
    return left && right && left->origin() == right->origin();
}

// T-01 and T-02: only the address that answered last has authority, never what a body says of itself.
fetched judge_fetched(std::string_view final_url, std::string_view id)
{
    auto const from = core::url::parse(final_url), claimed = core::url::parse(id);
    if (!from || !claimed || from->origin() != claimed->origin())
        return fetched::refuse;
    bool const same = *claimed == *from || *claimed == from->without_fragment();
    return same ? fetched::accept : fetched::refetch_id;
}

result<> check_activity(vocab::incoming_activity const& activity, std::string_view signer)
{
    if (activity.actor.empty() || activity.actor != signer)
        return untrusted("signed by " + std::string(signer) + ", but its actor is " + activity.actor);
    if (!same_origin(activity.id, activity.actor))
        return untrusted("the activity " + activity.id + " is not on the origin of " + activity.actor);
    return {};
}

result<> check_key(std::string_view key_uri, vocab::incoming_key const& key,
                   vocab::incoming_actor const& owner)
{
    if (key.id != key_uri)
        return untrusted("asked for the key " + std::string(key_uri) + ", found " + key.id);
    if (!same_origin(key_uri, owner.id))
        return untrusted("the key " + key.id + " is not on the origin of " + owner.id);
    if (key.owner.empty() || key.owner != owner.id)
        return untrusted("the key " + key.id + " names " + key.owner + ", not " + owner.id);
    bool const listed = std::ranges::any_of(owner.keys, [&](vocab::incoming_key const& own) {
        return own.id == key.id && own.owner == key.owner && own.pem == key.pem &&
               own.multibase == key.multibase;
    });
    return listed ? result<>{} : untrusted(owner.id + " does not list the key " + key.id);
}

bool can_be_key_of(std::string_view key_uri, std::string_view owner)
{
    auto const hash = key_uri.find('#');
    return hash == std::string_view::npos ? same_origin(key_uri, owner) : key_uri.substr(0, hash) == owner;
}

// The origin alone is never enough: co-tenants of one host are strangers (T-13, T-21).
result<> check_owner(std::string_view actor, std::string_view owner, std::string_view object_id)
{
    if (actor.empty() || owner != actor)
        return untrusted(std::string(object_id) + " belongs to " + std::string(owner) + ", not to " +
                         std::string(actor));
    if (!same_origin(object_id, actor))
        return untrusted(std::string(object_id) + " is not on the origin of " + std::string(actor));
    return {};
}

bool embedded_is_trusted(std::string_view actor, vocab::incoming_note const& note)
{
    return !actor.empty() && note.attributed_to == actor && same_origin(note.id, actor);
}

result<> check_note(vocab::incoming_note const& note)
{
    if (!same_origin(note.id, note.attributed_to))
        return untrusted("the note " + note.id + " is not on the origin of " + note.attributed_to);
    return {};
}

} // namespace federwerk::trust
