// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/credits/sealed_copy.hpp"
#include "core/text.hpp"
#include "domain/credit.hpp"
#include "federation/signatures/object_proof.hpp"
#include "federation/trust/trust.hpp"
#include "json/document.hpp"

namespace federwerk::app {

namespace {

constexpr json::limits whole_file{.bytes = 256U << 20, .depth = 64, .nodes = 10'000'000};

std::string text(json::view v)
{
    return std::string(v.text().value_or(""));
}

sealed_person person(json::view v)
{
    return {text(v["id"]), text(v["handle"])};
}

failure broken(std::string what)
{
    return {errc::forbidden, what, "This file does not hold: " + what + "."};
}

// The document's proof, by exactly this key of exactly this owner.
result<sealed_key> check_proof(json::view document, json::view key, std::string const& owner,
                               core::time_point at)
{
    auto proof = signatures::read_proof(document, at);
    if (!proof || !*proof)
        return broken("no proof by " + owner + " that was good when it was sealed");
    sealed_key const out{owner, (*proof)->key_uri, text(key["publicKeyMultibase"])};
    auto const known = signatures::public_key::from_multibase(out.multikey);
    if (!known || !signatures::verify(**proof, *known))
        return broken("the proof by " + owner + " is not of this document");
    bool const named =
        text(key["controller"]) == owner && (!key["id"].present() || text(key["id"]) == out.id);
    if (!named || !trust::can_be_key_of(out.id, owner))
        return broken("the key " + out.id + " is not of " + owner);
    return out;
}

result<sealed_key> check_consent(json::view credit, core::time_point sealed_at)
{
    auto const document = credit["authorization"];
    auto const said = vocab::read_authorization(document);
    if (!said)
        return broken("there is no authorization");
    auto const owner = text(credit["collaborator"]["id"]);
    if (said->attributed_to != owner || !trust::same_origin(said->id, owner))
        return broken("the authorization is by another collaborator");
    domain::credit asked;
    asked.highlight_uri = text(credit["highlight"]["id"]);
    asked.digest = text(credit["digest"]);
    domain::authorization const given{.uri = said->id,
                                      .collaborator_uri = said->attributed_to,
                                      .highlight_uri = said->highlight,
                                      .author_uri = said->author,
                                      .role = said->role,
                                      .digest = said->digest,
                                      .published = said->published};
    TRY_VOID(domain::check_authorization(given, asked, {text(credit["author"]["id"]), owner}));
    if (said->role != text(credit["role"]))
        return broken("the authorization is for another role");
    return check_proof(document, credit["key"], owner, sealed_at);
}

// The collaborator's key; none where they answered in words, which the author's server alone can vouch for.
result<sealed_key> check_credit(json::view credit, sealed_copy const& copy, core::time_point sealed_at)
{
    auto const highlight = credit["highlight"];
    auto const author = text(credit["author"]["id"]);
    if (copy.member.id != author && copy.member.id != text(credit["collaborator"]["id"]))
        return broken("it is between other people");
    auto const digest = domain::credit_digest(text(highlight["headline"]), text(highlight["text"]));
    if (digest != text(credit["digest"]))
        return broken("the text is not what was agreed to");
    if (credit["evidence"].text() != "reply")
        return check_consent(credit, sealed_at);
    if (!trust::same_origin(author, copy.key.owner))
        return broken("it was sealed by another server than the author's");
    return sealed_key{};
}

sealed_credit judge(json::view credit, sealed_copy const& copy, core::time_point sealed_at)
{
    sealed_credit out{.author = person(credit["author"]),
                      .collaborator = person(credit["collaborator"]),
                      .highlight = text(credit["highlight"]["id"]),
                      .headline = text(credit["highlight"]["headline"]),
                      .role = text(credit["role"]),
                      .key = {},
                      .wrong = {}};
    auto checked = check_credit(credit, copy, sealed_at);
    if (checked)
        out.key = std::move(*checked);
    else
        out.wrong = checked.error().log;
    return out;
}

} // namespace

result<sealed_copy> verify_sealed_copy(std::string_view file, core::time_point now)
{
    auto const parsed = json::document::parse(file, whole_file);
    if (!parsed)
        return failure{errc::malformed, parsed.error().log, "This is no JSON."};
    auto const seal = parsed->root()["seal"];
    auto const credits = parsed->root()["credits"];
    auto const sealed_at = core::parse_rfc3339(text(seal["published"]));
    if (seal["type"].text() != "FederwerkCredits" || seal["version"].integer() != 1 || !credits.is_array() ||
        !sealed_at)
        return failure{errc::malformed, "no sealed copy", "This is no sealed copy of credits."};
    sealed_copy out;
    out.member = person(seal["member"]);
    out.made = text(seal["published"]);
    TRY(out.key, check_proof(seal, seal["key"], text(seal["attributedTo"]), now));
    if (text(seal["digest"]) != "sha-256:" + core::to_hex(core::sha256(json::canonical(credits))))
        return broken("its credits are not those that were sealed");
    if (!trust::same_origin(out.member.id, out.key.owner))
        return broken("it was sealed by another instance than the member's");
    for (auto const credit : credits.items())
        out.credits.push_back(judge(credit, out, *sealed_at));
    return out;
}

} // namespace federwerk::app
