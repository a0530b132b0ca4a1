// SPDX-License-Identifier: AGPL-3.0-or-later
// RFC 6415. Pleroma asks here first, Mastodon after a 404 (interop 1.1).
#include "core/text.hpp"
#include "core/url.hpp"
#include "federation/discovery/webfinger.hpp"

#include <algorithm>

namespace federwerk::discovery {

namespace {

constexpr int most_links = 50;
constexpr std::size_t longest_link = 4'096;

// The value of an attribute inside one tag; no XML parser, since this is all that is ever read of an XRD.
std::optional<std::string> attribute(std::string_view tag, std::string_view name)
{
    for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
        auto rest = tag.substr(at + name.size());
        bool const alone = at > 0 && (tag[at - 1] == ' ' || tag[at - 1] == '\n' || tag[at - 1] == '\t');
        if (!alone || rest.size() < 3 || rest[0] != '=' || (rest[1] != '"' && rest[1] != '\''))
            continue;
        auto const end = rest.find(rest[1], 2);
        if (end == std::string_view::npos)
            return {};
        return std::string(rest.substr(2, end - 2));
    }
    return {};
}

std::string without_entities(std::string text)
{
    for (auto at = text.find("&amp;"); at != std::string::npos; at = text.find("&amp;", at + 1))
        text.erase(at + 1, 4);
    return text;
}

} // namespace

std::string host_meta(std::string_view base_url)
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<XRD xmlns=\"http://docs.oasis-open.org/ns/xri/xrd-1.0\">\n"
           "  <Link rel=\"lrdd\" template=\"" +
           core::escape_html(base_url) + "/.well-known/webfinger?resource={uri}\"/>\n</XRD>\n";
}

// Entities are never expanded (T-48): who declares any is not read at all.
std::optional<std::string> lrdd_template(std::string_view xrd)
{
    if (xrd.find("<!DOCTYPE") != std::string_view::npos || xrd.find("<!ENTITY") != std::string_view::npos)
        return {};
    auto at = xrd.find("<Link");
    for (int links = 0; links < most_links && at != std::string_view::npos; ++links) {
        auto const tag = xrd.substr(at, std::min(xrd.find('>', at) - at, longest_link));
        auto found = attribute(tag, "rel") == "lrdd" ? attribute(tag, "template") : std::nullopt;
        if (found && found->find("{uri}") != std::string::npos)
            return without_entities(std::move(*found));
        at = xrd.find("<Link", at + 1);
    }
    return {};
}

std::optional<std::string> lrdd_template(json::view host_meta)
{
    int links = 0;
    for (auto const link : host_meta["links"].as_list()) {
        auto const found = link["rel"].text() == "lrdd" ? link["template"].text() : std::nullopt;
        if (found && found->find("{uri}") != std::string_view::npos)
            return std::string(*found);
        if (++links == most_links)
            break;
    }
    return {};
}

std::string fill_template(std::string_view lrdd, std::string_view resource)
{
    auto const at = lrdd.find("{uri}");
    if (at == std::string_view::npos)
        return std::string(lrdd);
    return std::string(lrdd.substr(0, at)) + core::percent_encode(resource) +
           std::string(lrdd.substr(at + 5));
}

} // namespace federwerk::discovery
