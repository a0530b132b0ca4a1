// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/discovery/webfinger.hpp"

#include "core/text.hpp"
#include "core/url.hpp"
#include "json/writer.hpp"

#include <algorithm>

namespace federwerk::discovery {

namespace {

constexpr std::size_t most_links = 100;

bool is_activity_type(std::string_view type)
{
    auto const semicolon = type.find(';');
    auto const media = core::lower_ascii(core::trim(type.substr(0, semicolon)));
    if (media == "application/activity+json")
        return true;
    return media == "application/ld+json" &&
           type.find("https://www.w3.org/ns/activitystreams") != std::string_view::npos;
}

std::string text_of(json::view value)
{
    auto const text = value.text();
    return text ? std::string(*text) : std::string{};
}

std::optional<std::string> optional_text(json::view value)
{
    auto const text = value.text();
    return text && !text->empty() ? std::optional(std::string(*text)) : std::nullopt;
}

bool is_username(std::string_view text)
{
    auto const fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-' || c == '.';
    };
    return !text.empty() && text.size() <= 255 && std::ranges::all_of(text, fits);
}

} // namespace

result<account> parse_account(std::string_view text)
{
    if (core::equals_ignoring_case(text.substr(0, 5), "acct:"))
        text.remove_prefix(5);
    if (text.starts_with('@'))
        text.remove_prefix(1);
    auto const at = text.find('@');
    if (at == std::string_view::npos || !is_username(text.substr(0, at)))
        return failure{errc::malformed, "not a handle: " + std::string(text),
                       "A handle looks like name@example.org."};
    auto host = core::normalise_authority(text.substr(at + 1));
    if (!host)
        return failure{errc::malformed, "not a host: " + std::string(text),
                       "A handle looks like name@example.org."};
    return account{std::string(text.substr(0, at)), std::move(*host)};
}

std::string write_jrd(jrd const& document, std::vector<std::string> const& rels)
{
    json::writer out;
    out.object([&] {
        out.field("subject", document.subject).field("aliases", document.aliases);
        out.array("links", [&] {
            for (auto const& link : document.links)
                if (rels.empty() || std::ranges::find(rels, link.rel) != rels.end())
                    out.object([&] {
                        out.field("rel", link.rel).optional("type", link.type);
                        out.optional("href", link.href).optional("template", link.template_);
                    });
        });
    });
    return out.take();
}

result<jrd> read_jrd(json::view document)
{
    jrd out{.subject = text_of(document["subject"])};
    if (out.subject.empty())
        return failure{errc::malformed, "a WebFinger answer without subject",
                       "The WebFinger answer has no subject."};
    for (auto const alias : document["aliases"].as_list())
        if (auto text = optional_text(alias); text && out.aliases.size() < most_links)
            out.aliases.push_back(std::move(*text));
    for (auto const link : document["links"].as_list())
        if (link.is_object() && out.links.size() < most_links)
            out.links.push_back({.rel = text_of(link["rel"]),
                                 .type = optional_text(link["type"]),
                                 .href = optional_text(link["href"]),
                                 .template_ = optional_text(link["template"])});
    return out;
}

std::optional<std::string> actor_link(jrd const& document)
{
    for (auto const& link : document.links)
        if (link.rel == "self" && link.type && link.href && is_activity_type(*link.type))
            return link.href;
    return {};
}

std::optional<std::string> subscribe_template(jrd const& document)
{
    for (auto const& link : document.links)
        if (link.rel == "http://ostatus.org/schema/1.0/subscribe" && link.template_ &&
            link.template_->find("{uri}") != std::string::npos)
            return link.template_;
    return {};
}

std::string webfinger_target(std::string_view resource)
{
    return "/.well-known/webfinger?resource=" + core::percent_encode(resource);
}

} // namespace federwerk::discovery
