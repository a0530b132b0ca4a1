// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text.hpp"
#include "federation/vocab/contexts.hpp"
#include "federation/vocab/incoming.hpp"
#include "translate/writing.hpp"

#include <algorithm>

namespace federwerk::translate {

namespace {

constexpr std::string_view media_type_of_ids =
    R"(application/ld+json; profile="https://www.w3.org/ns/activitystreams")";

std::string links_html(std::vector<domain::link> const& links)
{
    if (links.empty())
        return {};
    std::string out;
    for (auto const& link : links) {
        auto const url = core::escape_html(link.url);
        out += out.empty() ? "<p>" : "<br>";
        out += "<a href=\"" + url + "\" rel=\"nofollow noopener\">";
        out += (link.title.empty() ? url : core::escape_html(link.title)) + "</a>";
    }
    return out + "</p>";
}

std::string hashtags_html(domain::uris const& uris, std::vector<domain::badge> const& badges)
{
    if (badges.empty())
        return {};
    std::string out;
    for (auto const& badge : badges) {
        out += out.empty() ? "<p>" : " ";
        out += "<a href=\"" + core::escape_html(badge_address(uris, badge));
        out += "\" class=\"mention hashtag\" rel=\"tag\">#<span>" + hashtag(badge) + "</span></a>";
    }
    return out + "</p>";
}

// A Note with a name is a content warning to GoToSocial, so the headline opens the text (interop 2.1).
std::string content(domain::uris const& uris, domain::highlight const& h)
{
    std::string out;
    if (!h.headline.empty())
        out = "<p><strong>" + core::escape_html(h.headline) + "</strong></p>";
    return out + h.html + links_html(h.links) + hashtags_html(uris, h.badges);
}

void write_attachments(json::writer& out, std::vector<domain::picture> const& pictures)
{
    out.array("attachment", [&] {
        for (auto const& picture : pictures)
            out.object([&] {
                out.field("type", "Image").field("mediaType", picture.media_type).field("url", picture.url);
                if (!picture.alt.empty())
                    out.field("name", picture.alt).field("summary", picture.alt);
                out.optional("blurhash", picture.blurhash);
                out.optional("width", picture.width).optional("height", picture.height);
            });
    });
}

void write_tags(json::writer& out, domain::uris const& uris, domain::highlight const& h)
{
    out.array("tag", [&] {
        write_badge_tags(out, uris, h.badges);
        // GoToSocial shows a letter to named people only to those whom it mentions.
        if (h.seen_by == domain::visibility::named)
            for (auto const& uri : h.audience)
                out.object([&] { out.field("type", "Mention").field("href", uri); });
    });
}

// The author, those who confirmed that they worked on it, and the badges that it wears.
std::vector<std::string> who_may_announce(domain::highlight const& h, std::string const& author)
{
    std::vector<std::string> out{author};
    if (h.seen_by != domain::visibility::public_)
        return out;
    for (auto const& person : h.collaborators)
        if (person.confirmed_at && person.actor_uri)
            out.push_back(*person.actor_uri);
    for (auto const& badge : h.badges)
        if (!badge.uri.empty())
            out.push_back(badge.uri);
    return out;
}

void write_policy(json::writer& out, domain::highlight const& h, std::string const& author)
{
    out.object("interactionPolicy", [&] {
        write_rule(out, "canLike", author);
        write_rule(out, "canReply", author);
        write_rule(out, "canAnnounce", who_may_announce(h, author));
        write_rule(out, "canQuote", author);
    });
}

void write_credits(json::writer& out, domain::highlight const& h, std::vector<std::string> const& handles)
{
    out.field("collaborators", handles);
    out.array("with", [&] {
        for (auto const& person : h.collaborators)
            if (person.confirmed_at && person.actor_uri)
                out.object([&] {
                    out.field("actor", *person.actor_uri).optional("authorization", person.authorization);
                    if (!person.role.empty())
                        out.field("role", person.role);
                });
    });
}

void write_own_properties(json::writer& out, domain::highlight const& h)
{
    std::vector<std::string> badges, collaborators;
    for (auto const& badge : h.badges)
        if (!badge.uri.empty())
            badges.push_back(badge.uri);
    // Nobody is named to others before they have confirmed.
    for (auto const& person : h.collaborators)
        if (person.confirmed_at)
            collaborators.push_back("acct:" + person.handle);
    out.object("highlight", [&] {
        out.field("type", "Highlight");
        if (!h.headline.empty())
            out.field("headline", h.headline);
        if (!h.activity.empty())
            out.field("activity", h.activity);
        if (h.happened) {
            out.field("occurredFrom", core::to_iso_day(h.happened->from));
            if (h.happened->to)
                out.field("occurredTo", core::to_iso_day(*h.happened->to));
        }
        out.field("badges", badges);
        if (!collaborators.empty())
            write_credits(out, h, collaborators);
    });
}

} // namespace

std::string hashtag(domain::badge const& badge)
{
    std::string out = badge.slug;
    std::erase(out, '-');
    return out;
}

std::string badge_address(domain::uris const& uris, domain::badge const& badge)
{
    return badge.host.empty() ? uris.badge_page(badge.slug) : badge.uri;
}

void write_rule(json::writer& out, std::string_view name, std::string_view allowed)
{
    write_rule(out, name, std::vector{std::string(allowed)});
}

void write_rule(json::writer& out, std::string_view name, std::vector<std::string> const& allowed)
{
    // GoToSocial before 0.20 reads only "always", and takes a rule without it for a refusal (interop 1.6).
    out.object(name, [&] { out.field("automaticApproval", allowed).field("always", allowed); });
}

void write_badge_tags(json::writer& out, domain::uris const& uris, std::vector<domain::badge> const& badges)
{
    for (auto const& badge : badges)
        out.object([&] {
            out.field("type", "Hashtag").field("name", "#" + hashtag(badge));
            out.field("href", badge_address(uris, badge));
        });
    for (auto const& badge : badges)
        if (!badge.uri.empty())
            out.object([&] {
                out.field("type", "Link").field("mediaType", media_type_of_ids).field("href", badge.uri);
                out.field("rel", vocab::badge_rel).field("name", badge.name);
            });
}

void write_note(json::writer& out, domain::uris const& uris, domain::highlight const& h,
                domain::actor const& author)
{
    auto const addressed = address(uris, h, author);
    auto const text = content(uris, h);
    out.field("id", h.uri).field("type", "Note").field("attributedTo", author.uri);
    out.field("url", h.url.value_or(uris.highlight_page(author.username, h.id)));
    out.field("published", h.published).optional("updated", h.edited_at).field("sensitive", false);
    out.field("to", addressed.to).field("cc", addressed.cc);
    if (h.seen_by == domain::visibility::public_ && !h.badges.empty() && !h.badges.front().uri.empty())
        out.field("audience", h.badges.front().uri);
    out.field("content", text);
    if (h.language)
        out.object("contentMap", [&] { out.field(*h.language, text); });
    write_tags(out, uris, h);
    write_attachments(out, h.pictures);
    write_policy(out, h, author.uri);
    write_own_properties(out, h);
}

std::string note_document(domain::uris const& uris, domain::highlight const& h, domain::actor const& author)
{
    json::writer out;
    out.object([&] {
        out.key("@context").raw(vocab::note_context());
        write_note(out, uris, h, author);
    });
    return out.take();
}

std::string tombstone_document(std::string const& uri, std::string const& former_type,
                               core::time_point deleted)
{
    json::writer out;
    out.object([&] {
        out.key("@context").raw(vocab::activity_context());
        out.field("id", uri)
            .field("type", "Tombstone")
            .field("formerType", former_type)
            .field("deleted", deleted);
    });
    return out.take();
}

} // namespace federwerk::translate
