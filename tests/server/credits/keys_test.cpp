// SPDX-License-Identifier: AGPL-3.0-or-later
// Consents, when the keys that prove them are replaced.
#include "app/accounts/rotate_keys.hpp"
#include "asked_world.hpp"
#include "db/actors.hpp"

using namespace federwerk;
using tests::asked_world;

namespace {

// Another process on the same database, which knows keys of its own.
struct rotated_world : asked_world {
    bool is_proven()
    {
        auto const hosted = get(text("SELECT uri FROM credit").substr(uris.base().size()));
        auto const document = json::document::parse(hosted.body).value();
        auto const proof = signatures::read_proof(document.root(), core::now()).value();
        std::optional<domain::public_key> stored;
        base.commit([&](db::transaction& tx) {
            stored = db::hold_public_key(tx, alice.id, domain::key_algorithm::ed25519).value();
        });
        return proof && stored &&
               signatures::verify(*proof, signatures::public_key::from_spki(stored->spki).value());
    }
    void rotate()
    {
        remote::key_ring other_keys{secrets, base.pool(), workers};
        app::instance other{settings, uris, secrets, base.pool(), workers, other_keys, remote, post};
        REQUIRE(run(app::rotate_keys(other, alice.id, alice.uri)));
    }
    std::string ed25519()
    {
        return text("SELECT encode(spki, 'hex') FROM public_key WHERE algorithm = 'ed25519' AND actor_id = " +
                    alice.id.text());
    }
};

} // namespace

TEST_CASE("New keys prove what was agreed to before", "[credit][collaborator][keys]")
{
    rotated_world w;
    REQUIRE(w.ask(w.digest, w.note()) == "done");
    REQUIRE(w.call(http::method::post, w.credit_path("/confirm")).status == 200);
    REQUIRE(w.is_proven());
    auto const before = w.ed25519();
    w.rotate();
    CHECK(w.ed25519() != before);
    CHECK(w.is_proven());
    CHECK(w.last_body("Update").find(w.text("SELECT key FROM credit")) != std::string::npos);
}

TEST_CASE("Whoever confirms after another process replaced the keys, signs with the new ones",
          "[credit][collaborator][keys]")
{
    rotated_world w;
    REQUIRE(w.ask(w.digest, w.note()) == "done");
    REQUIRE(w.run(w.keys.get(w.alice.id, w.alice.uri, signatures::algorithm::ed25519)));
    w.rotate();
    REQUIRE(w.call(http::method::post, w.credit_path("/confirm")).status == 200);
    CHECK(w.is_proven());
}

TEST_CASE("New keys, and the consents that they prove, are there together or not at all",
          "[credit][collaborator][keys]")
{
    rotated_world w;
    REQUIRE(w.ask(w.digest, w.note()) == "done");
    REQUIRE(w.call(http::method::post, w.credit_path("/confirm")).status == 200);
    auto const before = w.ed25519();
    // Nothing that is said any more is stored: as if the process died there.
    w.sql("ALTER TABLE activity ADD CONSTRAINT nothing CHECK (type <> 'Update') NOT VALID");
    remote::key_ring other_keys{w.secrets, w.base.pool(), w.workers};
    app::instance other{w.settings, w.uris,     w.secrets, w.base.pool(),
                        w.workers,  other_keys, w.remote,  w.post};
    CHECK_FALSE(w.run(app::rotate_keys(other, w.alice.id, w.alice.uri)));
    CHECK(w.ed25519() == before);
    CHECK(w.is_proven());
}
