// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/signatures/object_proof.hpp"

#include "core/secrets.hpp"
#include "core/text.hpp"
#include "federation/signatures/multibase.hpp"
#include "support/signed_requests.hpp"
#include "support/source_tree.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using signatures::private_key;
using signatures::public_key;

namespace {

std::string const vector_secret = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
std::string const vector_public = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

// Multicodec ed25519-priv (0x80 0x26) and the seed, put into PKCS#8 (RFC 8410 7).
private_key from_seed(std::string const& multibase)
{
    auto const bytes = signatures::from_multibase(multibase).value();
    REQUIRE(bytes.starts_with("\x80\x26"));
    return private_key::from_pkcs8(core::from_hex("302e020100300506032b657004220420").value() +
                                   bytes.substr(2))
        .value();
}

json::document parse(std::string_view text)
{
    auto parsed = json::document::parse(text);
    REQUIRE(parsed.has_value());
    return std::move(*parsed);
}

// The n-th document string of a .feature file.
std::string doc_string(std::string const& feature, unsigned n)
{
    std::size_t at = 0;
    for (unsigned quotes = 0; quotes < 2 * n + 1; ++quotes)
        at = feature.find("\"\"\"", at) + 3;
    return feature.substr(at, feature.find("\"\"\"", at) - at);
}

core::time_point vector_time()
{
    return core::parse_rfc3339("2023-02-24T23:36:38Z").value();
}

bool verifies(std::string_view text, public_key const& key, core::time_point now = vector_time())
{
    auto const document = parse(text);
    auto const claim = signatures::read_proof(document.root(), now);
    return claim && *claim && signatures::verify(**claim, key);
}

std::string const note = R"({"@context":["https://www.w3.org/ns/activitystreams",{"x":"https://x.test/#"}],)"
                         R"("id":"https://our.test/n/1","type":"Note","content":"Hallo"})";

std::string proven()
{
    return signatures::attach_proof(note, "https://our.test/a#ed25519-key", tests::ed25519_key(),
                                    tests::noon())
        .value();
}

std::string replaced(std::string text, std::string_view what, std::string_view with)
{
    auto const at = text.find(what);
    REQUIRE(at != text.npos);
    return text.replace(at, what.size(), with);
}

} // namespace

TEST_CASE("FEP-8b32: the published document is signed to the letter", "[signatures][proof][vectors]")
{
    auto const folder = tests::vectors();
    if (!folder) {
        WARN("skipped: no vectors beside the clone");
        return;
    }
    auto const feature = tests::read_file(*folder / "fep" / "fep-8b32.feature");
    auto const made =
        signatures::attach_proof(doc_string(feature, 0), "https://server.example/users/alice#ed25519-key",
                                 from_seed(vector_secret), vector_time());
    REQUIRE(made.has_value());
    auto const mine = parse(*made), theirs = parse(doc_string(feature, 1));
    CHECK(json::canonical(mine.root()) == json::canonical(theirs.root()));
}

TEST_CASE("published proofs verify", "[signatures][proof][vectors]")
{
    auto const folder = tests::vectors();
    if (!folder) {
        WARN("skipped: no vectors beside the clone");
        return;
    }
    auto const key = public_key::from_multibase(vector_public).value();
    CHECK(verifies(doc_string(tests::read_file(*folder / "fep" / "fep-8b32.feature"), 2), key));
    CHECK(verifies(doc_string(tests::read_file(*folder / "fep" / "fep-c390.feature"), 1), key));
    auto const w3c = *folder / "eddsa-jcs-2022" / "eddsa-jcs-2022";
    auto const signed_document = tests::read_file(w3c / "signedJCS.json");
    CHECK(verifies(signed_document, key));
    auto const document = parse(signed_document);
    auto const claim = signatures::read_proof(document.root(), vector_time());
    REQUIRE((claim.has_value() && claim->has_value()));
    CHECK(core::to_hex((*claim)->hash) == tests::read_file(w3c / "combinedHashJCS.txt"));
    CHECK(core::to_hex((*claim)->signature) == tests::read_file(w3c / "sigHexJCS.txt"));
}

TEST_CASE("an object with a proof verifies, also after its members changed places", "[signatures][proof]")
{
    auto const text = proven();
    CHECK(text.starts_with(note.substr(0, note.size() - 1)));
    CHECK(text.find("\"created\":\"2026-03-01T12:00:00Z\"") != text.npos);
    auto const key = tests::ed25519_key().public_half();
    CHECK(verifies(text, key, tests::noon()));
    auto const shuffled = parse(text);
    CHECK(verifies(json::canonical(shuffled.root()), key, tests::noon()));
    CHECK_FALSE(verifies(text, tests::rsa_key().public_half(), tests::noon()));
    CHECK_FALSE(verifies(text, public_key::from_multibase(vector_public).value(), tests::noon()));
}

TEST_CASE("a proof in a list of one, and an LD signature beside it, do not disturb", "[signatures][proof]")
{
    auto const key = tests::ed25519_key().public_half();
    auto text = proven();
    auto const at = text.find("\"proof\":{") + 8;
    text = text.substr(0, at) + "[" + text.substr(at, text.size() - at - 1) + "]}";
    CHECK(verifies(text, key, tests::noon()));
    CHECK(verifies(
        replaced(text, "\"type\":\"Note\"", R"("signature":{"type":"RsaSignature2017"},"type":"Note")"), key,
        tests::noon()));
}

TEST_CASE("contexts added behind those of the proof do not disturb, others do", "[signatures][proof]")
{
    auto const key = tests::ed25519_key().public_half();
    auto const more = replaced(proven(), R"({"x":"https://x.test/#"}],"id")",
                               R"({"x":"https://x.test/#"},"https://more.test"],"id")");
    CHECK(verifies(more, key, tests::noon()));
    auto const other =
        parse(replaced(proven(), R"({"x":"https://x.test/#"}],"id")", R"({"x":"https://y.test/#"}],"id")"));
    CHECK(signatures::read_proof(other.root(), tests::noon()).has_error());
    auto const none = parse(replaced(
        proven(), R"("@context":["https://www.w3.org/ns/activitystreams",{"x":"https://x.test/#"}],"id")",
        R"("id")"));
    CHECK(signatures::read_proof(none.root(), tests::noon()).has_error());
}

TEST_CASE("a proof that leaves out the context it was signed with verifies (Fedify)", "[signatures][proof]")
{
    auto const context = R"("@context":["https://www.w3.org/ns/activitystreams",{"x":"https://x.test/#"}],)";
    auto const text = replaced(proven(), std::string("\"proof\":{") + context, "\"proof\":{");
    CHECK(verifies(text, tests::ed25519_key().public_half(), tests::noon()));
}

TEST_CASE("what was changed after signing does not verify", "[signatures][proof]")
{
    auto const key = tests::ed25519_key().public_half();
    auto const [what, with] = GENERATE(table<std::string, std::string>({
        {"Hallo", "Hello"},
        {"\"type\":\"Note\"", R"("type":"Note","to":"x")"},
        {"\"created\":\"2026-03-01T12:00:00Z\"", "\"created\":\"2026-03-01T12:00:01Z\""},
        {"#ed25519-key", "#other-key"},
        {"\"created\"", "\"x\":1,\"created\""},
        {"\"proofPurpose\":\"assertionMethod\"", "\"proofPurpose\":\"authentication\""},
        {"\"proofValue\":\"z", "\"proofValue\":\"u"},
        {"\"proofValue\":\"z", "\"proofValue\":\"z1"},
        {"\"verificationMethod\":", "\"method\":"},
        {"\"created\":\"2026-03-01T12:00:00Z\"",
         R"("created":"2026-03-01T12:00:00Z","expires":"2026-03-01T11:59:59Z")"},
        {"\"created\":\"2026-03-01T12:00:00Z\"", "\"created\":\"soon\""},
        {"\"created\":\"2026-03-01T12:00:00Z\"", "\"created\":7"},
        {"\"created\":\"2026-03-01T12:00:00Z\"", "\"created\":\"2027-03-01T12:00:00Z\""},
    }));
    CAPTURE(what, with);
    CHECK_FALSE(verifies(replaced(proven(), what, with), key, tests::noon()));
}

TEST_CASE("no proof that we understand is no proof, and no failure", "[signatures][proof]")
{
    auto const text = GENERATE(as<std::string>{}, "{}", "[]", R"({"proof":null})", R"({"proof":"x"})",
                               R"({"proof":[]})", R"({"proof":{"type":"Ed25519Signature2020"}})",
                               R"({"proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-rdfc-2022"}})",
                               R"({"proof":[{"type":"DataIntegrityProof"},{"type":"DataIntegrityProof"}]})");
    CAPTURE(text);
    auto const document = parse(text);
    auto const claim = signatures::read_proof(document.root(), tests::noon());
    REQUIRE(claim.has_value());
    CHECK_FALSE(claim->has_value());
}

TEST_CASE("only an Ed25519 key attaches a proof, and only one", "[signatures][proof]")
{
    CHECK(signatures::attach_proof(note, "k", tests::rsa_key(), tests::noon()).has_error());
    CHECK(signatures::attach_proof(proven(), "k", tests::ed25519_key(), tests::noon()).has_error());
    CHECK(signatures::attach_proof("[]", "k", tests::ed25519_key(), tests::noon()).has_error());
    CHECK(signatures::attach_proof("{", "k", tests::ed25519_key(), tests::noon()).has_error());
}
