// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/highlight_input.hpp"

#include "api/body.hpp"
#include "core/text.hpp"
#include "json/reader.hpp"

#include <algorithm>

namespace federwerk::api {

namespace {

// Bounds of shape alone; the domain's are narrower and say so.
constexpr std::size_t most_items = 100, most_text = 2048;

using texts = std::vector<std::string>;

bool has_only(json::view object, std::initializer_list<std::string_view> names)
{
    return std::ranges::all_of(object.members(), [&](auto const& member) {
        return std::ranges::find(names, member.first) != names.end();
    });
}

std::optional<core::day> read_day(json::reader& in, json::view object, std::string_view name)
{
    auto const given = object[name];
    if (!given.present())
        return std::nullopt;
    auto const day = core::parse_iso_day(given.text().value_or(""));
    if (!day) {
        in.refuse("happened." + std::string(name), "must be a day such as 2026-03-01");
        return std::nullopt;
    }
    return *day;
}

std::optional<domain::happening> read_happened(json::reader& in)
{
    auto const given = in.optional_object("happened");
    if (!given.present())
        return std::nullopt;
    if (!has_only(given, {"from", "to"}))
        in.refuse("happened", "has from and to, and nothing else");
    auto const from = read_day(in, given, "from");
    auto const to = read_day(in, given, "to");
    if (from)
        return domain::happening{*from, to};
    if (!given["from"].present())
        in.refuse("happened.from", "is required");
    return std::nullopt;
}

// A link is an address, or {"url","title"}.
std::optional<std::vector<domain::link>> read_links(json::reader& in, json::view root)
{
    auto const given = root["links"];
    if (!given.present())
        return std::nullopt;
    std::vector<domain::link> links;
    if (!given.is_array() || given.size() > most_items) {
        in.refuse("links", "must be a list of addresses, or of objects with url and title");
        return links;
    }
    for (auto const& item : given.items()) {
        auto const url = item.is_object() ? item["url"].text() : item.text();
        auto const title = item["title"];
        if (!url || (title.present() && !title.is_string()) || !has_only(item, {"url", "title"}))
            in.refuse("links", "must be addresses, or objects with url and title");
        else
            links.push_back({core::trim(*url), core::single_line(title.text().value_or(""))});
    }
    return links;
}

std::optional<std::vector<core::snowflake>> read_media(json::reader& in)
{
    auto const given = in.optional_texts("media", most_items, 20);
    if (!given)
        return std::nullopt;
    std::vector<core::snowflake> ids;
    for (auto const& text : *given) {
        if (auto const id = core::snowflake::parse(text))
            ids.push_back(*id);
        else
            in.refuse("media", "must be ids that uploads gave");
    }
    return ids;
}

// {"bo@b.test":"Design"}
std::map<std::string, std::string> read_roles(json::reader& in)
{
    std::map<std::string, std::string> roles;
    auto const given = in.optional_object("roles");
    for (auto const& [handle, role] : given.members()) {
        auto const text = core::single_line(role.text().value_or(""));
        if (text.empty() || core::count_characters(text) > 100 || roles.size() == most_items)
            in.refuse("roles", "must be texts of at most 100 characters, by the collaborators' handles");
        else
            roles[core::lower_ascii(handle.starts_with("@") ? handle.substr(1) : handle)] = text;
    }
    return roles;
}

// The collaboration that it is the joint highlight of.
std::optional<core::snowflake> read_request(json::reader& in)
{
    auto const text = in.optional_text("request", 20);
    if (!text)
        return std::nullopt;
    auto const id = core::snowflake::parse(*text);
    if (!id)
        in.refuse("request", "must be the id of a request");
    return id ? std::optional(*id) : std::nullopt;
}

domain::visibility read_visibility(json::reader& in)
{
    auto const text = in.optional_text("visibility", 20).value_or("public");
    auto const known = domain::parse_visibility(text);
    if (!known)
        in.refuse("visibility", "must be public, followers or named");
    return known.value_or(domain::visibility::named);
}

} // namespace

result<domain::highlight_draft> read_highlight_draft(http::request const& request)
{
    TRY(auto const body, parse_body(request));
    json::reader in(body.root());
    domain::highlight_draft d;
    d.headline = in.text("headline", most_text, 1);
    d.markdown = in.optional_text("markdown", 100'000).value_or("");
    d.activity = in.optional_text("activity", most_text).value_or("");
    d.language = in.optional_text("language", most_text);
    d.seen_by = read_visibility(in);
    d.happened = read_happened(in);
    d.quiet = in.optional_boolean("quiet");
    d.links = read_links(in, body.root()).value_or(std::vector<domain::link>{});
    d.badges = in.optional_texts("badges", most_items, most_text).value_or(texts{});
    d.collaborators = in.optional_texts("collaborators", most_items, most_text).value_or(texts{});
    d.audience = in.optional_texts("audience", most_items, most_text).value_or(texts{});
    d.media = read_media(in).value_or(std::vector<core::snowflake>{});
    d.request = read_request(in);
    d.roles = read_roles(in);
    in.allow_only({"headline", "markdown", "activity", "language", "visibility", "happened", "quiet", "links",
                   "badges", "collaborators", "audience", "media", "request", "roles"});
    if (auto refused = in.refusal())
        return *refused;
    return d;
}

result<domain::highlight_edit> read_highlight_edit(http::request const& request)
{
    TRY(auto const body, parse_body(request));
    json::reader in(body.root());
    domain::highlight_edit e;
    if (in.has("headline"))
        e.headline = in.text("headline", most_text, 1);
    if (in.has("markdown"))
        e.markdown = in.optional_text("markdown", 100'000).value_or("");
    if (in.has("activity"))
        e.activity = in.optional_text("activity", most_text).value_or("");
    if (in.has("language"))
        e.language = in.optional_text("language", most_text);
    if (in.has("happened"))
        e.happened = read_happened(in);
    if (in.has("links"))
        e.links = read_links(in, body.root()).value_or(std::vector<domain::link>{});
    if (in.has("badges"))
        e.badges = in.optional_texts("badges", most_items, most_text).value_or(texts{});
    if (in.has("collaborators"))
        e.collaborators = in.optional_texts("collaborators", most_items, most_text).value_or(texts{});
    if (in.has("media"))
        e.media = read_media(in).value_or(std::vector<core::snowflake>{});
    e.roles = read_roles(in);
    if (in.has("visibility") || in.has("audience"))
        in.refuse("visibility",
                  "cannot be changed: who has the highlight, has it; delete it and publish it anew");
    in.allow_only({"headline", "markdown", "activity", "language", "happened", "links", "badges",
                   "collaborators", "media", "visibility", "audience", "roles"});
    if (auto refused = in.refusal())
        return *refused;
    return e;
}

} // namespace federwerk::api
