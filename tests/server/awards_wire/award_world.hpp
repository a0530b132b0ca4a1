// SPDX-License-Identifier: AGPL-3.0-or-later
// The instance a.test with alice, and organisations elsewhere that issue badges.
#pragma once

#include "app/awards/answer_award.hpp"
#include "app/awards/recheck_awards.hpp"
#include "federation/signatures/object_proof.hpp"
#include "federation/vocab/incoming_award.hpp"
#include "support/inbox_world.hpp"
#include "support/results.hpp"
#include "support/source_tree.hpp"

#include <chrono>

namespace federwerk::tests {

// With an Ed25519 key in its document.
struct issuing_organisation : remote_person {
    issuing_organisation(std::string called, std::string at)
        : remote_person(std::move(called), std::move(at), "Organization"),
          proof_key(signatures::private_key::generate(signatures::algorithm::ed25519).value())
    {
        more = R"(,"assertionMethod":[{"id":")" + proof_key_uri() + R"(","type":"Multikey","controller":")" +
               uri + R"(","publicKeyMultibase":")" + proof_key.public_half().multibase() + R"("}])";
    }
    std::string proof_key_uri() const { return uri + "#ed25519-key"; }
    std::string signs(std::string const& document) const
    {
        return signatures::attach_proof(document, proof_key_uri(), proof_key, core::now()).value();
    }
    signatures::private_key proof_key;
};

inline std::string with(std::string text, std::string const& what, std::string const& by)
{
    auto const at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

struct award_world : inbox_world {
    award_world()
    {
        school.live_in(world);
        eve.key = another_rsa_key();
        eve.live_in(world);
    }

    // The fixture, about alice, as the school would sign it.
    std::string credential() const
    {
        auto const text = read_file(source_tree() / "tests" / "fixtures" / "open_badges/credential.json");
        return with(text, "https://a.test/ap/actors/1", alice.uri);
    }
    void hosts(std::string const& signed_document)
    {
        world.serve(uri, signed_document, "application/vc+ld+json");
    }
    void gone() { world.status(uri, 410); }

    std::string offer(std::string const& note = "https://b.test/n/1", std::string const& award = {})
    {
        return R"({"id":")" + note + R"(","type":"Note","attributedTo":")" + school.uri +
               R"(","content":"<p>You have earned it</p>","to":[")" + alice.uri +
               R"("],"tag":[{"type":"Mention","href":")" + alice.uri + R"("},{"type":"Link","rel":")" +
               std::string(vocab::open_badge_rel) + R"(","href":")" + (award.empty() ? uri : award) +
               R"("}]})";
    }
    std::string says(remote_person const& who, std::string const& type, std::string const& object)
    {
        auto const id = "https://" + who.host + "/x/" + std::to_string(++said);
        return take(who.post(who.says(id, type, object)));
    }
    // Offered as it should be.
    std::string offered()
    {
        hosts(school.signs(credential()));
        return says(school, "Create", offer());
    }

    std::string state() { return text("SELECT coalesce((SELECT string_agg(state, ' ') FROM award), '')"); }
    core::snowflake award_id()
    {
        return core::snowflake::parse(text("SELECT id FROM award ORDER BY id DESC LIMIT 1")).value();
    }
    void accept() { REQUIRE(run(app::accept_award(in, alice, award_id()))); }
    std::int64_t shown()
    {
        return count("award w WHERE award_stands(w.state, w.expires_at, w.issuer_id, w.recipient_id)");
    }
    std::int64_t told(std::string const& kind) { return count("notification WHERE kind = '" + kind + "'"); }
    // Later, by a process that remembers no failures.
    void recheck(std::chrono::hours later_by = std::chrono::hours(48))
    {
        remote::resolver fresh{settings, uris, keys, base.pool(), workers, world};
        app::instance const later{settings, uris, secrets, base.pool(), workers, keys, fresh, post};
        CHECK(run(app::recheck_awards(later, core::now() + later_by)).value() == 1);
    }

    outbox::post_office post{settings, uris, keys, base.pool(), workers, world};
    app::instance in{settings, uris, secrets, base.pool(), workers, keys, remote, post};
    issuing_organisation school{"school", "b.test"}, eve{"eve", "evil.test"};
    std::string const uri = "https://b.test/ap/credentials/1";
    int said = 0;
};

} // namespace federwerk::tests
