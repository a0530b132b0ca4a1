// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/vocab/contexts.hpp"
#include "federation/vocab/values.hpp"

#include <algorithm>
#include <array>

namespace federwerk::vocab {

namespace {

constexpr std::size_t most_fields = 16, most_keys = 8, most_aliases = 50, most_badges = 40; // hardening 1.4

incoming_key key_of(json::view value)
{
    incoming_key out{.id = text_of(value["id"]), .owner = id_of(value["owner"])};
    if (out.owner.empty())
        out.owner = id_of(value["controller"]); // FEP-521a
    out.pem = text_of(value["publicKeyPem"]);
    out.multibase = text_of(value["publicKeyMultibase"]);
    return out;
}

void read_keys(json::view value, std::vector<incoming_key>& out)
{
    for (auto const item : value.as_list()) {
        auto key = key_of(item);
        if (!key.id.empty() && (!key.pem.empty() || !key.multibase.empty()) && out.size() < most_keys)
            out.push_back(std::move(key));
    }
}

// PropertyValue is what everybody sends; Note and Link are FEP-fb2a's form of the same.
void read_fields(json::view value, incoming_actor& out)
{
    for (auto const item : value.as_list()) {
        auto const type = text_of(item["type"]);
        auto const text = type == "PropertyValue" ? text_of(item["value"])
                          : type == "Note"        ? text_of(item["content"])
                          : type == "Link"        ? text_of(item["href"])
                                                  : std::string{};
        auto name = text_of(item["name"]);
        if (!name.empty() && !text.empty() && out.fields.size() < most_fields)
            out.fields.emplace_back(std::move(name), text);
    }
}

std::optional<std::string> picture_of(json::view value)
{
    for (auto const item : value.as_list())
        if (auto const address = item.is_string() ? link_of(item) : link_of(item["url"]))
            return address;
    return {};
}

std::string in_any_language(json::view document, std::string_view plain, std::string_view map)
{
    if (auto text = text_of(document[plain]); !text.empty())
        return text;
    auto const translations = document[map].members();
    return translations.empty() ? std::string{} : text_of(translations.front().second);
}

void read_boxes(json::view document, incoming_actor& out)
{
    out.inbox = id_of(document["inbox"]);
    out.outbox = optional_id(document["outbox"]);
    out.followers = optional_id(document["followers"]);
    out.following = optional_id(document["following"]);
    out.featured = optional_id(document["featured"]);
    auto const endpoints =
        document["endpoints"].is_array() ? document["endpoints"].at(0) : document["endpoints"];
    out.shared_inbox = optional_id(endpoints["sharedInbox"]);
    if (!out.shared_inbox)
        out.shared_inbox = optional_id(document["sharedInbox"]);
}

void read_badge_look(json::view document, incoming_actor& out)
{
    out.badge_icon = optional_text(own(document, "badgeIcon"));
    out.badge_kind = optional_text(own(document, "badgeKind"));
    if (auto const hue = own(document, "badgeHue").integer(); hue && *hue >= 0 && *hue < 360)
        out.badge_hue = static_cast<int>(*hue);
}

// The profile lists what is worn among its tags, so that nobody has to fetch the collection for it. Hashtags
// of others are words in their biographies.
void read_worn_badges(json::view document, incoming_actor& out)
{
    out.verified_domain = optional_text(own(document, "verifiedDomain"));
    out.wears_badges = own(document, "wornBadges").present();
    if (!out.wears_badges)
        return;
    for (auto const item : document["tag"].as_list()) {
        if (text_of(item["rel"]) == badge_rel && out.worn_badges.size() < most_badges)
            out.worn_badges.push_back(id_of(item["href"]));
        auto const name = text_of(item["name"]);
        if (text_of(item["type"]) == "Hashtag" && name.size() > 1 && out.worn_names.size() < most_badges)
            out.worn_names.push_back(name.substr(name.front() == '#' ? 1 : 0));
    }
}

} // namespace

bool is_actor_type(std::string_view type)
{
    constexpr std::array types{std::string_view("Person"), std::string_view("Group"),
                               std::string_view("Organization"), std::string_view("Application"),
                               std::string_view("Service")};
    return std::ranges::find(types, type) != types.end();
}

result<incoming_actor> read_actor(json::view document)
{
    TRY_VOID(check_document(document));
    incoming_actor out;
    out.id = text_of(document["id"]);
    out.type = type_of(document["type"], is_actor_type);
    if (out.id.empty() || !is_actor_type(out.type))
        return failure{errc::malformed, "not an actor: type " + out.type, "The document is not an actor."};
    out.preferred_username = text_of(document["preferredUsername"]);
    out.webfinger = optional_text(document["webfinger"]); // FEP-2c59
    out.name = in_any_language(document, "name", "nameMap");
    out.summary = in_any_language(document, "summary", "summaryMap");
    out.url = link_of(document["url"]);
    out.icon_url = picture_of(document["icon"]);
    read_boxes(document, out);
    out.moved_to = optional_id(document["movedTo"]);
    out.also_known_as = ids_of(document["alsoKnownAs"]);
    if (out.also_known_as.size() > most_aliases)
        out.also_known_as.resize(most_aliases);
    out.approves_followers = flag_of(document["manuallyApprovesFollowers"]);
    out.discoverable = flag_of(document["discoverable"]);
    out.indexable = flag_of(document["indexable"]); // FEP-5feb: absent is false
    out.suspended = flag_of(document["suspended"]);
    read_fields(document["attachment"], out);
    read_keys(document["publicKey"], out.keys);
    read_keys(document["assertionMethod"], out.keys);
    out.published = time_of(document["published"]);
    out.open_to = optional_id(own(document, "openTo"));
    read_badge_look(document, out);
    read_worn_badges(document, out);
    return out;
}

result<incoming_key> read_key(json::view document)
{
    TRY_VOID(check_document(document));
    auto key = key_of(document);
    if (key.id.empty() || key.owner.empty() || (key.pem.empty() && key.multibase.empty()))
        return failure{errc::malformed, "not a key: " + key.id, "The document is not a key."};
    return key;
}

} // namespace federwerk::vocab
