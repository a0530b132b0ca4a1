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

failure broken(std::string what)
{
    return {errc::forbidden, what, "This file does not hold: " + what + "."};
}

// The document's proof, by exactly this key of exactly this owner.
result<> check_proof(json::view document, json::view key, std::string const& owner, core::time_point now)
{
    auto proof = signatures::read_proof(document, now);
    if (!proof || !*proof)
        return broken("no proof by " + owner);
    auto const known = signatures::public_key::from_multibase(text(key["publicKeyMultibase"]));
    if (!known || !signatures::verify(**proof, *known))
        return broken("the proof by " + owner + " is not of this document");
    if (text(key["controller"]) != owner || !(*proof)->key_uri.starts_with(owner))
        return broken("the key is not of " + owner);
    return {};
}

result<> check_consent(json::view credit, core::time_point now)
{
    auto const document = credit["authorization"];
    auto const said = vocab::read_authorization(document);
    auto const about = "the credit on " + text(credit["highlight"]["id"]);
    if (!said)
        return broken(about + " has no authorization");
    auto const owner = text(credit["collaborator"]["id"]);
    if (said->attributed_to != owner || !trust::same_origin(said->id, owner))
        return broken(about + " is by another collaborator");
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
    auto const fits = domain::check_authorization(given, asked, {text(credit["author"]["id"]), owner});
    if (!fits)
        return broken(fits.error().log);
    if (said->role != text(credit["role"]))
        return broken(about + " is for another role");
    return check_proof(document, credit["key"], owner, now);
}

result<sealed_credit> check_credit(json::view credit, core::time_point now)
{
    auto const highlight = credit["highlight"];
    auto const digest = domain::credit_digest(text(highlight["headline"]), text(highlight["text"]));
    if (digest != text(credit["digest"]))
        return broken("the text of " + text(highlight["id"]) + " is not what was agreed to");
    sealed_credit out{text(credit["author"]["handle"]),
                      text(credit["collaborator"]["handle"]),
                      text(highlight["id"]),
                      text(highlight["headline"]),
                      text(credit["role"]),
                      false};
    if (credit["evidence"].text() == "reply")
        return out;
    TRY_VOID(check_consent(credit, now));
    out.proven = true;
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
    if (seal["type"].text() != "FederwerkCredits" || seal["version"].integer() != 1 || !credits.is_array())
        return failure{errc::malformed, "no sealed copy", "This is no sealed copy of credits."};
    sealed_copy out;
    out.instance = text(seal["attributedTo"]);
    out.instance_key = text(seal["key"]["publicKeyMultibase"]);
    out.member = text(seal["member"]["handle"]);
    out.made = text(seal["published"]);
    TRY_VOID(check_proof(seal, seal["key"], out.instance, now));
    if (text(seal["digest"]) != "sha-256:" + core::to_hex(core::sha256(json::canonical(credits))))
        return broken("its credits are not those that were sealed");
    for (auto const credit : credits.items()) {
        TRY(auto good, check_credit(credit, now));
        out.credits.push_back(std::move(good));
    }
    return out;
}

} // namespace federwerk::app
