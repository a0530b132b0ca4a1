// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text.hpp"
#include "core/url.hpp"
#include "federation/discovery/webfinger.hpp"
#include "federation/signatures/keys.hpp"
#include "translate/incoming.hpp"
#include "translate/limits.hpp"

#include <algorithm>

namespace federwerk::translate {

namespace {

domain::actor_kind kind_of(std::string_view type)
{
    if (type == "Organization")
        return domain::actor_kind::organization;
    if (type == "Group")
        return domain::actor_kind::group;
    if (type == "Application")
        return domain::actor_kind::application;
    return type == "Service" ? domain::actor_kind::service : domain::actor_kind::person;
}

failure bad(std::string_view what, std::string const& id)
{
    return {errc::malformed, "actor " + id + ": " + std::string(what),
            "The actor has no usable " + std::string(what) + "."};
}

// FEP-2c59: webfinger wins, where it speaks for the host that WebFinger itself confirmed.
std::string username_of(vocab::incoming_actor const& in, std::string const& handle_host)
{
    if (in.webfinger)
        if (auto const account = discovery::parse_account(*in.webfinger);
            account && account->host == handle_host)
            return account->username;
    auto const account = discovery::parse_account(in.preferred_username + "@" + handle_host);
    return account ? account->username : std::string{};
}

bool is_address(std::string const& text)
{
    return text.size() <= most_url_bytes && core::url::parse(text);
}

std::optional<std::string> address(std::optional<std::string> const& text)
{
    return text && is_address(*text) ? text : std::nullopt;
}

void translate_addresses(vocab::incoming_actor const& in, domain::actor& out)
{
    out.inbox = in.inbox;
    out.url = address(in.url);
    out.icon_url = address(in.icon_url);
    out.shared_inbox = address(in.shared_inbox);
    out.outbox = address(in.outbox);
    out.followers = address(in.followers);
    out.following = address(in.following);
    out.featured = address(in.featured);
    out.moved_to = address(in.moved_to);
    std::ranges::copy_if(in.also_known_as, std::back_inserter(out.also_known_as), is_address);
}

std::vector<domain::public_key> keys_of(vocab::incoming_actor const& in)
{
    std::vector<domain::public_key> out;
    for (auto const& key : in.keys) {
        // A peer without a usable key cannot sign, but can still be followed.
        auto const read = key.pem.empty() ? signatures::public_key::from_multibase(key.multibase)
                                          : signatures::public_key::from_pem(key.pem);
        if (!read || key.owner != in.id || key.id.size() > most_url_bytes)
            continue;
        out.push_back({.uri = key.id,
                       .actor_id = {},
                       .algorithm = read->kind() == signatures::algorithm::rsa
                                        ? domain::key_algorithm::rsa
                                        : domain::key_algorithm::ed25519,
                       .spki = read->spki()});
    }
    return out;
}

} // namespace

result<remote_actor> to_actor(vocab::incoming_actor const& in, std::string const& handle_host,
                              core::time_point now)
{
    if (!is_address(in.id))
        return bad("id", in.id);
    if (!is_address(in.inbox))
        return bad("inbox", in.id);
    remote_actor out;
    out.actor.username = username_of(in, handle_host);
    if (out.actor.username.empty())
        return bad("preferredUsername", in.id);
    out.actor.uri = in.id;
    out.actor.kind = kind_of(in.type);
    out.actor.host = handle_host;
    out.actor.name = cut(core::single_line(in.name), most_name_bytes);
    out.actor.summary = cut(in.summary, most_summary_bytes);
    translate_addresses(in, out.actor);
    out.actor.approves_followers = in.approves_followers;
    out.actor.discoverable = in.discoverable;
    out.actor.indexable = in.indexable;
    for (auto const& [name, value] : in.fields)
        out.actor.fields.push_back(
            {cut(core::single_line(name), most_name_bytes), cut(value, most_field_bytes)});
    out.actor.home_suspended = in.suspended;
    out.actor.published = std::min(in.published.value_or(now), now);
    out.actor.updated_at = now;
    out.actor.fetched_at = now;
    out.keys = keys_of(in);
    return out;
}

} // namespace federwerk::translate
