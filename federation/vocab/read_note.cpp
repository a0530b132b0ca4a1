// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/vocab/contexts.hpp"
#include "federation/vocab/values.hpp"

#include <algorithm>
#include <array>

namespace federwerk::vocab {

namespace {

constexpr std::size_t most_attachments = 16, most_tags = 100, most_badges = 20; // hardening 1.4

bool is_post(std::string_view type)
{
    constexpr std::array types{
        std::string_view("Note"),  std::string_view("Article"),  std::string_view("Page"),
        std::string_view("Video"), std::string_view("Audio"),    std::string_view("Image"),
        std::string_view("Event"), std::string_view("Question"), std::string_view("Proposal")};
    return std::ranges::find(types, type) != types.end();
}

// PeerTube names the person and the channel (interop quirk 24): the person is who speaks.
std::string author_of(json::view value)
{
    for (auto const item : value.as_list())
        if (text_of(item["type"]) == "Person")
            return id_of(item);
    return id_of(value);
}

// content and contentMap say the same; the key of the map is all that names the language (interop quirk 25).
void read_content(json::view document, incoming_note& out)
{
    out.content = text_of(document["content"]);
    auto const translations = document["contentMap"].members();
    for (auto const& [language, text] : translations) {
        if (!text.is_string() ||
            (!out.content.empty() && text_of(text) != out.content && translations.size() > 1))
            continue;
        if (out.content.empty())
            out.content = text_of(text);
        if (language != "und" && language.size() <= 35)
            out.language = std::string(language);
        break;
    }
}

void read_attachments(json::view value, incoming_note& out)
{
    for (auto const item : value.as_list()) {
        auto url = link_of(item["url"]);
        if (!url)
            url = link_of(item); // A Link, or a bare address
        if (!url || out.attachments.size() == most_attachments)
            continue;
        auto media_type = text_of(item["mediaType"]);
        if (auto const link = item["url"]; media_type.empty() && !link.is_string())
            media_type = text_of((link.is_array() ? link.at(0) : link)["mediaType"]);
        auto alt = text_of(item["summary"]);
        if (alt.empty())
            alt = text_of(item["name"]);
        out.attachments.push_back({.type = text_of(item["type"]),
                                   .url = std::move(*url),
                                   .media_type = std::move(media_type),
                                   .alt = std::move(alt),
                                   .blurhash = optional_text(item["blurhash"]),
                                   .width = size_of(item["width"]),
                                   .height = size_of(item["height"])});
    }
}

std::string rel_of(json::view value)
{
    for (auto const item : value.as_list())
        if (item.text() == badge_rel)
            return std::string(badge_rel);
    return text_of(value);
}

void read_tags(json::view value, incoming_note& out)
{
    for (auto const item : value.as_list())
        if (item.is_object() && out.tags.size() < most_tags)
            out.tags.push_back({.type = text_of(item["type"]),
                                .name = text_of(item["name"]),
                                .href = id_of(item["href"]),
                                .rel = rel_of(item["rel"])});
}

std::optional<core::day> day_of(json::view value)
{
    auto const day = core::parse_iso_day(text_of(value));
    return day ? std::optional(*day) : std::nullopt;
}

void read_own_properties(json::view document, incoming_note& out)
{
    auto const ours = own(document, "highlight");
    out.headline = optional_text(own(ours, "headline"));
    out.activity = optional_text(own(ours, "activity"));
    out.happened_from = day_of(own(ours, "occurredFrom"));
    out.happened_to = day_of(own(ours, "occurredTo"));
    out.badges = ids_of(own(ours, "badges"));
    for (auto const& tag : out.tags)
        if (tag.rel == badge_rel && !tag.href.empty() &&
            std::ranges::find(out.badges, tag.href) == out.badges.end())
            out.badges.push_back(tag.href);
    if (out.badges.size() > most_badges)
        out.badges.resize(most_badges);
    out.credits = read_credits(ours);
}

std::vector<std::string> addresses(json::view value)
{
    auto out = ids_of(value);
    for (auto& id : out)
        if (is_public_address(id))
            id = public_audience;
    return out;
}

} // namespace

result<incoming_note> read_note(json::view document)
{
    TRY_VOID(check_document(document));
    incoming_note out;
    out.id = text_of(document["id"]);
    out.type = type_of(document["type"], is_post);
    out.attributed_to = author_of(document["attributedTo"]);
    if (out.attributed_to.empty())
        out.attributed_to = id_of(document["actor"]); // Old PeerTube and Pleroma
    if (out.id.empty() || out.type.empty() || out.attributed_to.empty())
        return failure{errc::malformed, "a post without id, type or author: " + out.id,
                       "The object is not a post."};
    read_content(document, out);
    out.name = optional_text(document["name"]);
    out.summary = optional_text(document["summary"]);
    out.url = link_of(document["url"]);
    out.in_reply_to = optional_id(document["inReplyTo"]);
    out.to = addresses(document["to"]);
    out.cc = addresses(document["cc"]);
    read_attachments(document["attachment"], out);
    read_tags(document["tag"], out);
    out.published = time_of(document["published"]);
    out.updated = time_of(document["updated"]);
    read_own_properties(document, out);
    out.proposal = read_proposal(document);
    return out;
}

} // namespace federwerk::vocab
