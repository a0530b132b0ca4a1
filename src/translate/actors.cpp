// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/vocab/contexts.hpp"
#include "federation/vocab/incoming.hpp"
#include "translate/writing.hpp"

namespace federwerk::translate {

namespace {

std::string_view type_of(domain::actor_kind kind)
{
    switch (kind) {
    case domain::actor_kind::person:
        return "Person";
    case domain::actor_kind::organization:
        return "Organization";
    case domain::actor_kind::group:
        return "Group";
    case domain::actor_kind::application:
        return "Application";
    case domain::actor_kind::service:
        return "Service";
    }
    return "Person";
}

// One key inside the document, so that nobody has to fetch another (interop 1.2).
void write_keys(json::writer& out, domain::uris const& uris, std::string const& actor, actor_keys const& keys)
{
    out.object("publicKey", [&] {
        out.field("id", uris.rsa_key(actor)).field("owner", actor).field("publicKeyPem", keys.rsa_pem);
    });
    if (keys.ed25519_multibase.empty())
        return;
    out.array("assertionMethod", [&] { // FEP-521a
        out.object([&] {
            out.field("id", uris.ed25519_key(actor)).field("type", "Multikey").field("controller", actor);
            out.field("publicKeyMultibase", keys.ed25519_multibase);
        });
    });
}

// FEP-844e: says that RFC 9421 is understood, before anybody has to try it.
void write_generator(json::writer& out)
{
    out.object("generator", [&] {
        out.field("type", "Application").field("name", "Federwerk");
        out.array("implements", [&] {
            out.object([&] {
                out.field("href", "https://datatracker.ietf.org/doc/html/rfc9421");
                out.field("name", "RFC-9421: HTTP Message Signatures");
            });
        });
    });
}

void write_names(json::writer& out, domain::actor const& actor)
{
    out.field("id", actor.uri).field("type", type_of(actor.kind)).field("preferredUsername", actor.username);
    out.field("webfinger", actor.handle()); // FEP-2c59
}

void write_boxes(json::writer& out, domain::uris const& uris, std::string const& actor)
{
    out.field("inbox", uris.inbox(actor))
        .field("outbox", uris.outbox(actor))
        .field("followers", uris.followers(actor));
    out.object("endpoints", [&] { out.field("sharedInbox", uris.shared_inbox()); });
}

void write_icon(json::writer& out, domain::actor const& actor)
{
    if (!actor.icon_url)
        return;
    std::string_view const url = *actor.icon_url;
    out.object("icon", [&] {
        out.field("type", "Image");
        out.field("mediaType", url.ends_with(".png")                             ? "image/png"
                               : url.ends_with(".jpg") || url.ends_with(".jpeg") ? "image/jpeg"
                                                                                 : "image/webp");
        out.field("url", url);
    });
}

// Always an array: Mastodon insists (interop 1.2).
void write_fields(json::writer& out, std::vector<domain::profile_field> const& fields)
{
    out.array("attachment", [&] {
        for (auto const& field : fields)
            out.object([&] {
                out.field("type", "PropertyValue").field("name", field.name).field("value", field.value);
            });
    });
}

void write_profile(json::writer& out, domain::uris const& uris, domain::actor const& member,
                   std::vector<domain::badge> const& worn)
{
    out.field("following", uris.following(member.uri)).field("featured", uris.featured(member.uri));
    out.field("featuredTags", uris.featured_tags(member.uri))
        .field("wornBadges", uris.worn_badges(member.uri))
        .field("openTo", uris.open_to(member.uri));
    out.field("manuallyApprovesFollowers", member.approves_followers);
    out.field("discoverable", member.discoverable).field("indexable", member.indexable); // FEP-5feb
    write_icon(out, member);
    write_fields(out, member.fields);
    out.array("tag", [&] { write_badge_tags(out, uris, worn); });
    out.optional("verifiedDomain", member.verified);
    out.field("alsoKnownAs", member.also_known_as).optional("movedTo", member.moved_to);
    auto const lists = member.discoverable ? vocab::public_audience : std::string_view(member.uri);
    out.object("interactionPolicy", [&] { write_rule(out, "canFeature", lists); }); // FEP-7aa9
}

template <class Body>
std::string document(Body&& body)
{
    json::writer out;
    out.object([&] {
        out.key("@context").raw(vocab::actor_context());
        body(out);
    });
    return out.take();
}

} // namespace

std::string member_document(domain::uris const& uris, domain::actor const& member,
                            std::vector<domain::badge> const& worn, actor_keys const& keys)
{
    bool const shown =
        member.state == domain::actor_state::active || member.state == domain::actor_state::silenced;
    return document([&](json::writer& out) {
        write_names(out, member);
        out.field("name", shown && !member.name.empty() ? member.name : member.username);
        out.field("summary", shown ? member.summary : std::string{});
        out.field("url", member.url.value_or(uris.member_page(member.username)))
            .field("published", member.published);
        write_boxes(out, uris, member.uri);
        if (shown)
            write_profile(out, uris, member, worn);
        else
            out.field("suspended", true).array("attachment", [] {});
        write_generator(out);
        write_keys(out, uris, member.uri, keys);
    });
}

std::string badge_document(domain::uris const& uris, domain::badge const& badge, domain::actor const& actor,
                           std::string const& steward_uri, actor_keys const& keys)
{
    return document([&](json::writer& out) {
        write_names(out, actor);
        out.field("name", badge.name).field("summary", actor.summary);
        out.field("url", uris.badge_page(badge.slug)).field("published", badge.created_at);
        // PeerTube follows a Group only where a Person of the same host answers for it (interop 1.2).
        out.array("attributedTo", [&] {
            out.object([&] {
                out.field("type", steward_uri.empty() ? "Application" : "Person");
                out.field("id", steward_uri.empty() ? uris.instance_actor() : steward_uri);
            });
        });
        write_boxes(out, uris, actor.uri);
        out.field("manuallyApprovesFollowers", false).field("postingRestrictedToMods", true); // For Lemmy
        out.field("discoverable", true).field("indexable", false);
        write_icon(out, actor);
        write_fields(out, actor.fields);
        out.array("tag", [&] { write_badge_tags(out, uris, {badge}); });
        out.field("badgeIcon", badge.icon).field("badgeHue", badge.hue);
        out.field("badgeKind", domain::to_string(badge.kind));
        write_generator(out);
        write_keys(out, uris, actor.uri, keys);
    });
}

std::string instance_document(domain::uris const& uris, domain::actor const& instance, actor_keys const& keys)
{
    return document([&](json::writer& out) {
        write_names(out, instance);
        out.field("name", instance.name.empty() ? instance.username : instance.name);
        out.field("summary", instance.summary)
            .field("url", uris.base() + "/")
            .field("published", instance.published);
        write_boxes(out, uris, instance.uri);
        if (instance.uri == uris.station())
            out.field("streams", std::vector{uris.station_openings()});
        out.field("manuallyApprovesFollowers", true).field("discoverable", false).field("indexable", false);
        write_icon(out, instance);
        write_fields(out, instance.fields);
        write_generator(out);
        write_keys(out, uris, instance.uri, keys);
    });
}

// Enough to verify a signature and to send a Follow, and nothing about the person.
std::string stub_document(domain::uris const& uris, domain::actor const& actor, actor_keys const& keys)
{
    return document([&](json::writer& out) {
        out.field("id", actor.uri)
            .field("type", type_of(actor.kind))
            .field("preferredUsername", actor.username);
        out.field("inbox", uris.inbox(actor.uri));
        write_keys(out, uris, actor.uri, keys);
    });
}

} // namespace federwerk::translate
