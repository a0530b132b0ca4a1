// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/signatures/object_proof.hpp"

#include "core/secrets.hpp"
#include "federation/signatures/multibase.hpp"
#include "json/writer.hpp"

#include <algorithm>
#include <span>

namespace federwerk::signatures {
namespace {

constexpr std::string_view proof_type = "DataIntegrityProof", suite = "eddsa-jcs-2022";
constexpr std::string_view purpose = "assertionMethod";

failure broken(std::string log)
{
    return {errc::unauthenticated, "proof: " + std::move(log), "The proof of the object is not acceptable."};
}

// The object without some members, in canonical form, and with another @context where one is given.
std::string canonical_without(json::view object, std::initializer_list<std::string_view> names,
                              json::view context)
{
    json::writer w;
    w.object([&] {
        if (context.present())
            w.key("@context").raw(context.write());
        for (auto const& [name, value] : object.members())
            if (std::ranges::find(names, name) == names.end() && !(context.present() && name == "@context"))
                w.key(name).raw(value.write());
    });
    // What was parsed within the limits stays within wider ones, though a context may be there twice now.
    auto const again = json::document::parse(w.text(), {.bytes = 4 << 20, .depth = 128, .nodes = 40'000});
    return again ? json::canonical(again->root()) : std::string{};
}

std::string hash_of(json::view proof, json::view document, json::view proof_context,
                    json::view document_context)
{
    return core::sha256(canonical_without(proof, {"proofValue"}, proof_context)) +
           core::sha256(canonical_without(document, {"proof", "signature"}, document_context));
}

// VC Data Integrity, "Context Injection": the document's contexts begin with all of the proof's, in their
// order.
bool starts_with(json::view whole, json::view start)
{
    auto const all = whole.as_list(), first = start.as_list();
    return first.size() <= all.size() && std::ranges::equal(first, std::span(all).first(first.size()), {},
                                                            &json::canonical, &json::canonical);
}

// XML Schema's dateTime without a fraction, as the vectors have it: some peers print it again when they
// verify.
std::string whole_seconds(core::time_point t)
{
    return core::to_rfc3339(std::chrono::floor<std::chrono::seconds>(t)).substr(0, 19) + "Z";
}

void write_config(json::writer& w, json::view context, std::string const& key_uri, std::string const& created)
{
    if (context.present())
        w.key("@context").raw(context.write());
    w.field("type", proof_type).field("cryptosuite", suite).field("verificationMethod", key_uri);
    w.field("proofPurpose", purpose).field("created", created);
}

result<> check_times(json::view proof, core::time_point now)
{
    using namespace std::chrono_literals;
    for (std::string_view const name : {"created", "expires"}) {
        if (!proof[name].present())
            continue;
        auto const at = core::parse_rfc3339(proof[name].text().value_or(""));
        if (!at)
            return broken("unreadable " + std::string(name));
        if (name == "created" ? *at > now + 15min : *at < now)
            return broken(name == "created" ? "from the future" : "expired");
    }
    return {};
}

} // namespace

result<std::string> attach_proof(std::string_view document, std::string const& key_uri,
                                 private_key const& key, core::time_point created)
{
    TRY(auto const parsed, json::document::parse(document));
    auto const root = parsed.root();
    if (!root.is_object() || root["proof"].present() || key.kind() != algorithm::ed25519)
        return failure{errc::internal, "proof: no object, already proven, or no Ed25519 key", {}};
    json::writer config;
    config.object([&] { write_config(config, root["@context"], key_uri, whole_seconds(created)); });
    TRY(auto const config_parsed, json::document::parse(config.text()));
    TRY(auto const signature, key.sign(hash_of(config_parsed.root(), root, {}, {})));
    json::writer w;
    w.object([&] {
        for (auto const& [name, value] : root.members())
            if (name != "proof")
                w.key(name).raw(value.write());
        w.object("proof", [&] {
            write_config(w, root["@context"], key_uri, whole_seconds(created));
            w.field("proofValue", to_multibase(signature));
        });
    });
    return w.take();
}

result<std::optional<proof_claim>> read_proof(json::view document, core::time_point now)
{
    auto const proofs = document["proof"].as_list();
    auto const proof =
        proofs.size() == 1 ? proofs[0] : json::view{}; // Sets and chains of proofs are nobody's habit
    if (proof["type"].text() != proof_type || proof["cryptosuite"].text() != suite)
        return std::optional<proof_claim>{};
    auto const key_uri = proof["verificationMethod"].text();
    auto signature = from_multibase(proof["proofValue"].text().value_or(""));
    if (!key_uri || key_uri->empty() || proof["proofPurpose"].text() != purpose)
        return broken("no verificationMethod, or another purpose");
    if (!signature || signature->size() != 64)
        return broken("unreadable proofValue");
    TRY_VOID(check_times(proof, now));
    auto const context = proof["@context"];
    if (context.present() && !starts_with(document["@context"], context))
        return broken("its @context is not the document's");
    proof_claim out{std::string(*key_uri), hash_of(proof, document, {}, context), std::move(*signature), {}};
    if (!context.present() && document["@context"].present())
        out.other_hash = hash_of(proof, document, document["@context"], {});
    return std::optional(std::move(out));
}

bool verify(proof_claim const& c, public_key const& key)
{
    return key.kind() == algorithm::ed25519 &&
           (key.verify(c.hash, c.signature) ||
            (!c.other_hash.empty() && key.verify(c.other_hash, c.signature)));
}

} // namespace federwerk::signatures
