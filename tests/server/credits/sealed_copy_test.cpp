// SPDX-License-Identifier: AGPL-3.0-or-later
// What a sealed copy of credits proves to whom, and that one credit does not speak for the others.
#include "app/credits/sealed_copy.hpp"
#include "cli/credit.hpp"
#include "core/text.hpp"
#include "credit_world.hpp"
#include "federation/signatures/multibase.hpp"

#include <fstream>

using namespace federwerk;
using Catch::Contains;
using tests::credit_world;

namespace {

std::string const sealer = "https://a.test/ap/actor";

signatures::private_key new_key()
{
    return signatures::private_key::generate(signatures::algorithm::ed25519).value();
}

// As the specification says, with members of the proof that we would not write.
std::string proven(std::string const& document, std::string const& key_uri,
                   signatures::private_key const& key, std::string const& further)
{
    auto const parsed = json::document::parse(document).value();
    auto const config =
        R"("@context":)" + parsed.root()["@context"].write() +
        R"(,"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022","verificationMethod":")" + key_uri +
        R"(","proofPurpose":"assertionMethod")" + further;
    auto const hash =
        core::sha256(json::canonical(json::document::parse("{" + config + "}").value().root())) +
        core::sha256(json::canonical(parsed.root()));
    return document.substr(0, document.size() - 1) + R"(,"proof":{)" + config + R"(,"proofValue":")" +
           signatures::to_multibase(key.sign(hash).value()) + "\"}}";
}

struct sealed_world : credit_world {
    // A highlight of alice that bo has agreed to, under that id.
    void confirmed(std::string const& id)
    {
        publish(R"("bo@b.test")", R"(,"roles":{"bo@b.test":"Design"})");
        hosts(bo, bo_agrees(id));
        REQUIRE(accept(bo, id) == "done");
    }
    std::string exported() { return get(api + "/credits/export").body; }
    std::string key_of_seal()
    {
        auto const id =
            core::snowflake::parse(text("SELECT id FROM actor WHERE uri = '" + sealer + "'")).value();
        auto const signer = run(keys.get(id, sealer, signatures::algorithm::ed25519)).value();
        return signer.key.public_half().multibase();
    }
    // The same file with other credits, sealed by whoever has this key.
    static std::string sealed_anew(std::string const& file, std::string credits,
                                   signatures::private_key const& key)
    {
        auto const before = json::document::parse(file).value();
        json::writer seal;
        seal.object([&] {
            for (auto const& [name, value] : before.root()["seal"].members())
                if (name != "proof" && name != "digest" && name != "key")
                    seal.key(name).raw(value.write());
            seal.object("key", [&] {
                seal.field("type", "Multikey").field("controller", sealer);
                seal.field("publicKeyMultibase", key.public_half().multibase());
            });
            auto const canonical = json::canonical(json::document::parse(credits).value().root());
            seal.field("digest", "sha-256:" + core::to_hex(core::sha256(canonical)));
        });
        auto const proof = signatures::attach_proof(seal.text(), sealer + "#ed25519-key", key, core::now());
        return R"({"seal":)" + proof.value() + R"(,"credits":)" + credits + "}";
    }
    static std::string credits_of(std::string const& file)
    {
        return json::document::parse(file).value().root()["credits"].write();
    }
    // What the command prints, and its complaint, if any.
    static std::string verified(std::string const& file, std::string const& key)
    {
        auto const path =
            std::filesystem::temp_directory_path() / ("credits-" + core::random_token() + ".json");
        std::ofstream(path) << file;
        std::ostringstream out;
        auto const done = cli::verify_credits(path, key, out);
        std::filesystem::remove(path);
        return out.str() + (done ? "fine" : "failed: " + done.error().safe);
    }
};

} // namespace

TEST_CASE("A role that our table keeps shortened does not break the file", "[credit][export]")
{
    sealed_world w;
    w.confirmed("https://b.test/ap/credits/1");
    w.sql("UPDATE credit SET role = 'Des'");
    auto const copy = app::verify_sealed_copy(w.exported(), core::now());
    REQUIRE(copy);
    CHECK(copy->credits.at(0).wrong.empty());
    CHECK(copy->credits.at(0).role == "Design");
}

TEST_CASE("A proof that expires after the seal holds as it did then", "[credit][export]")
{
    sealed_world w;
    w.publish(R"("bo@b.test")");
    auto const consent = w.bo_agrees();
    auto const end = core::to_rfc3339(core::now() + std::chrono::hours(1));
    w.world.serve(consent.id, proven(consent.document(), w.bo.uri + "#ed25519-key", w.bo.proof_key,
                                     R"(,"expires":")" + end + '"'));
    REQUIRE(w.accept(w.bo, consent.id) == "done");
    auto const copy = app::verify_sealed_copy(w.exported(), core::now() + std::chrono::days(400));
    REQUIRE(copy);
    CHECK(copy->credits.at(0).wrong.empty());
}

TEST_CASE("A credit that does not hold leaves the others as they are, and the command fails",
          "[credit][export]")
{
    sealed_world w;
    w.confirmed("https://b.test/ap/credits/1");
    w.confirmed("https://b.test/ap/credits/2");
    auto const file = w.exported();
    auto const [from, to] = GENERATE(table<std::string, std::string>({
        {R"("role":"Design"},)", R"("role":"Everything"},)"},
        {R"("text":"We built it.")", R"("text":"They built it.")"},
        {R"("controller":"https://b.test/u/bo")", R"("controller":"https://b.test/u/cy")"},
        {R"("proofValue":"z)", R"("proofValue":"z2)"},
    }));
    CAPTURE(from);
    auto credits = w.credits_of(file);
    auto const at = credits.find(from);
    REQUIRE(at != std::string::npos);
    auto const key = new_key();
    auto const other = w.sealed_anew(file, credits.replace(at, from.size(), to), key);
    auto const copy = app::verify_sealed_copy(other, core::now());
    REQUIRE(copy);
    REQUIRE(copy->credits.size() == 2);
    CHECK_FALSE(copy->credits[0].wrong.empty());
    CHECK(copy->credits[1].wrong.empty());
    auto const said = w.verified(other, key.public_half().multibase());
    CHECK_THAT(said, Contains("does not hold: bo@b.test") && Contains("\nholds: bo@b.test") &&
                         Contains("1 of 2 credits of alice@a.test") &&
                         Contains("failed: 1 of these credits"));
}

TEST_CASE("Nothing is called proven, and nobody by a handle, before the key of the seal is known",
          "[credit][export]")
{
    sealed_world w;
    w.confirmed("https://b.test/ap/credits/1");
    auto const file = w.exported();
    auto const known = w.verified(file, w.key_of_seal());
    CHECK_THAT(known, Contains("holds: bo@b.test <https://b.test/u/bo>") &&
                          Contains(w.bo.proof_key.public_half().multibase()) &&
                          Contains("https://b.test/u/bo#ed25519-key") &&
                          Contains("1 of 1 credits of alice@a.test") && Contains("fine"));
    auto const unknown = w.verified(file, "");
    CHECK_THAT(unknown, Contains(w.key_of_seal()) && Contains("not known") && Contains("failed: "));
    CHECK_THAT(unknown, !Contains("bo@b.test") && !Contains("alice@a.test"));

    // Anybody makes a file of one piece, with keys of their own.
    auto const forged = w.sealed_anew(file, w.credits_of(file), new_key());
    CHECK_THAT(w.verified(forged, ""), Contains("not known") && Contains("failed: "));
    CHECK_THAT(w.verified(forged, w.key_of_seal()), Contains("failed: This file is sealed with another key"));
}

TEST_CASE(
    "A file says only of its member, by the member's instance, and by keys that can be the signers' own",
    "[credit][export]")
{
    sealed_world w;
    w.confirmed("https://b.test/ap/credits/1");
    auto const file = w.exported();
    auto const judged = [&](std::string const& from, std::string const& to) {
        auto credits = w.credits_of(file);
        for (auto at = credits.find(from); at != std::string::npos; at = credits.find(from, at + to.size()))
            credits.replace(at, from.size(), to);
        return app::verify_sealed_copy(w.sealed_anew(file, credits, new_key()), core::now());
    };
    CHECK(judged("Shipped", "Shipped")->credits.at(0).wrong.empty());
    CHECK_THAT(judged(w.alice.uri, "https://a.test/ap/actors/9")->credits.at(0).wrong,
               Contains("other people"));
    CHECK_THAT(judged("u/bo#ed25519-key", "u/cy#ed25519-key")->credits.at(0).wrong,
               Contains("not of this document"));
    auto const by_word = judged(R"("evidence":"authorization")", R"("evidence":"reply")");
    CHECK(by_word->credits.at(0).wrong.empty());
    CHECK_FALSE(by_word->credits.at(0).is_proven());
    auto abroad = file;
    abroad.replace(abroad.find(w.alice.uri), w.alice.uri.size(),
                   "https://c.test/u/alice"); // The seal's member
    CHECK_FALSE(app::verify_sealed_copy(w.sealed_anew(abroad, w.credits_of(file), new_key()), core::now()));
}

TEST_CASE("A member who takes their credits along all day is asked to wait", "[credit][export]")
{
    sealed_world w;
    for (int i = 0; i < 20; ++i)
        CHECK(w.get(w.api + "/credits/export").status == 200);
    CHECK(w.get(w.api + "/credits/export").status == 429);
}
