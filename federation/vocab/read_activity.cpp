// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/vocab/values.hpp"

#include <algorithm>
#include <array>

namespace federwerk::vocab {

namespace {

constexpr std::array known_activities{
    std::string_view("Accept"), std::string_view("Add"),    std::string_view("Announce"),
    std::string_view("Block"),  std::string_view("Create"), std::string_view("Delete"),
    std::string_view("Flag"),   std::string_view("Follow"), std::string_view("Like"),
    std::string_view("Move"),   std::string_view("Offer"),  std::string_view("Reject"),
    std::string_view("Remove"), std::string_view("Undo"),   std::string_view("Update"),
};

bool is_known_activity(std::string_view type)
{
    return std::ranges::find(known_activities, type) != known_activities.end();
}

failure missing(std::string_view what)
{
    return {errc::malformed, "an activity without " + std::string(what),
            "The activity has no " + std::string(what) + "."};
}

// bto and bcc are for the sender's own server; what arrives in them is addressed all the same.
std::vector<std::string> addressed(json::view document, std::string_view open, std::string_view blind)
{
    auto out = ids_of(document[open]);
    for (auto& id : ids_of(document[blind]))
        out.push_back(std::move(id));
    for (auto& id : out)
        if (is_public_address(id))
            id = public_audience;
    return out;
}

} // namespace

result<incoming_activity> read_activity(json::view document)
{
    TRY_VOID(check_document(document));
    incoming_activity out;
    out.id = text_of(document["id"]);
    out.type = type_of(document["type"], is_known_activity);
    out.actor = id_of(document["actor"]);
    if (out.id.empty())
        return missing("id");
    if (out.type.empty())
        return missing("type");
    if (out.actor.empty())
        return missing("actor");
    // Votes of GoToSocial come as a list of Notes, reports of Mastodon as a list of ids (interop quirk 24).
    for (auto const item : document["object"].as_list())
        if (auto object = reference_of(item); !object.id.empty() || object.embedded.present())
            out.objects.push_back(std::move(object));
    if (!out.objects.empty())
        out.object = out.objects.front();
    out.target = optional_id(document["target"]);
    out.instrument = optional_id(document["instrument"]);
    out.result = optional_id(document["result"]);
    out.to = addressed(document, "to", "bto");
    out.cc = addressed(document, "cc", "bcc");
    out.published = time_of(document["published"]);
    out.whole = document;
    return out;
}

bool is_public_address(std::string_view address)
{
    return address == public_audience || address == "as:Public" || address == "Public";
}

bool is_public(std::vector<std::string> const& to, std::vector<std::string> const& cc)
{
    return std::ranges::any_of(to, is_public_address) || std::ranges::any_of(cc, is_public_address);
}

result<incoming_collection> read_collection(json::view document)
{
    TRY_VOID(check_document(document));
    incoming_collection out{.id = text_of(document["id"]), .type = text_of(document["type"])};
    if (out.type.find("Collection") == std::string::npos)
        return failure{errc::malformed, "not a collection but " + out.type, {}};
    if (auto const total = document["totalItems"].integer(); total && *total >= 0)
        out.total = *total;
    out.first = optional_id(document["first"]);
    out.next = optional_id(document["next"]);
    auto const items = document["orderedItems"].present() ? document["orderedItems"] : document["items"];
    for (auto const item : items.as_list())
        out.items.push_back(reference_of(item));
    return out;
}

} // namespace federwerk::vocab
