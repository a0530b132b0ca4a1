// SPDX-License-Identifier: AGPL-3.0-or-later
// Open Badges 3.0: a credential that somebody has an achievement. Types are lists here, which ActivityPub's
// are not.
#include "federation/vocab/badge_values.hpp"

namespace federwerk::vocab {

namespace {

constexpr std::size_t most_related = 8;

std::vector<std::string> related_of(json::view achievement)
{
    std::vector<std::string> out;
    for (auto const item : achievement["related"].as_list())
        if (auto id = id_of(item); !id.empty() && out.size() < most_related)
            out.push_back(std::move(id));
    return out;
}

// VC Data Model 2.0, or 1.1 under its older name.
std::optional<core::time_point> either_time(json::view document, std::string_view name, std::string_view old)
{
    return time_of(document[document[name].present() ? name : old]);
}

// More than one subject or achievement says nothing certain about anybody.
json::view only(json::view value)
{
    auto const all = value.as_list();
    return all.size() == 1 && all.front().is_object() ? all.front() : json::view();
}

} // namespace

bool has_type(json::view document, std::string_view name)
{
    for (auto const item : document["type"].as_list())
        if (item.text() == name)
            return true;
    return false;
}

incoming_achievement achievement_of(json::view value)
{
    incoming_achievement out;
    out.id = text_of(value["id"]);
    out.name = text_of(value["name"]);
    out.description = text_of(value["description"]);
    auto const criteria = value["criteria"];
    out.criteria = text_of(criteria["narrative"]);
    if (out.criteria.empty())
        out.criteria = id_of(criteria);
    out.image = optional_id(value["image"]);
    out.related = related_of(value);
    return out;
}

bool is_tombstone(json::view document)
{
    return has_type(document, "Tombstone");
}

bool is_credential(json::view document)
{
    return has_type(document, "VerifiableCredential") &&
           (has_type(document, "OpenBadgeCredential") || has_type(document, "AchievementCredential"));
}

result<incoming_credential> read_credential(json::view document)
{
    TRY_VOID(check_document(document));
    incoming_credential out;
    auto const subject = only(document["credentialSubject"]);
    auto const achievement = only(subject["achievement"]);
    out.id = text_of(document["id"]);
    out.issuer = id_of(document["issuer"]);
    out.subject = text_of(subject["id"]);
    out.achievement = achievement_of(achievement);
    if (out.achievement.name.empty())
        out.achievement.name = text_of(document["name"]);
    out.valid_from = either_time(document, "validFrom", "issuanceDate");
    out.valid_until = either_time(document, "validUntil", "expirationDate");
    out.evidence = optional_id(document["evidence"]);
    bool const whole = is_credential(document) && !out.id.empty() && !out.issuer.empty() &&
                       !out.subject.empty() && !out.achievement.name.empty() && out.valid_from;
    bool const ends = document["validUntil"].present() || document["expirationDate"].present();
    if (!whole || (ends && !out.valid_until))
        return failure{errc::malformed, "not a credential of Open Badges: " + out.id, {}};
    return out;
}

} // namespace federwerk::vocab
