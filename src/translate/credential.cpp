// SPDX-License-Identifier: AGPL-3.0-or-later
#include "translate/credential.hpp"

#include "json/writer.hpp"

#include <string_view>

namespace federwerk::translate {

namespace {

constexpr std::string_view contexts =
    R"(["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"])";
constexpr std::string_view schema =
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";

void write_type(json::writer& out, std::string_view type)
{
    out.array("type", [&] { out.value(type); });
}

struct achievement {
    std::string const& name;
    std::string const& description;
    std::string const& criteria;
};

// `related` leads to the badge as the Fediverse knows it, `tag` to those of the same name elsewhere.
void write_achievement(json::writer& out, domain::uris const& uris, domain::badge const& badge,
                       achievement const& what)
{
    out.field("id", achievement_uri(uris, badge));
    write_type(out, "Achievement");
    out.field("achievementType", "Badge").field("name", what.name).field("description", what.description);
    out.object("criteria",
               [&] { out.field("id", uris.badge_page(badge.slug)).field("narrative", what.criteria); });
    out.array("tag", [&] { out.value(badge.slug); });
    if (badge.uri.empty())
        return;
    out.array("related", [&] {
        out.object([&] {
            out.field("id", badge.uri);
            write_type(out, "Related");
        });
    });
}

void write_issuer(json::writer& out, domain::actor const& issuer)
{
    out.object("issuer", [&] {
        out.field("id", issuer.uri);
        write_type(out, "Profile");
        out.field("name", issuer.name.empty() ? issuer.username : issuer.name);
        out.field("url", issuer.verified ? "https://" + *issuer.verified : issuer.url.value_or(issuer.uri));
    });
}

void write_evidence(json::writer& out, std::string const& uri)
{
    out.array("evidence", [&] {
        out.object([&] {
            out.field("id", uri);
            write_type(out, "Evidence");
        });
    });
}

} // namespace

std::string achievement_uri(domain::uris const& uris, domain::badge const& badge)
{
    return uris.badge_page(badge.slug) + "/achievement.json";
}

std::string achievement_document(domain::uris const& uris, domain::badge const& badge)
{
    auto const& text = badge.description.empty() ? badge.name : badge.description;
    json::writer out;
    out.object([&] {
        out.key("@context").raw(contexts);
        write_achievement(out, uris, badge, {badge.name, text, text});
    });
    return out.take();
}

std::string credential_document(domain::uris const& uris, domain::award const& a, domain::badge const& badge,
                                award_ends who)
{
    json::writer out;
    out.object([&] {
        out.key("@context").raw(contexts);
        out.field("id", a.uri);
        out.array("type", [&] { out.value("VerifiableCredential").value("OpenBadgeCredential"); });
        out.field("name", a.name);
        write_issuer(out, who.issuer);
        out.field("validFrom", a.issued_at).optional("validUntil", a.expires_at);
        out.object("credentialSubject", [&] {
            out.field("id", who.recipient.uri);
            write_type(out, "AchievementSubject");
            out.object("achievement", [&] {
                write_achievement(out, uris, badge, {a.name, a.description, a.criteria});
            });
        });
        if (a.evidence_uri)
            write_evidence(out, *a.evidence_uri);
        out.array("credentialSchema", [&] {
            out.object([&] { out.field("id", schema).field("type", "1EdTechJsonSchemaValidator2019"); });
        });
    });
    return out.take();
}

} // namespace federwerk::translate
