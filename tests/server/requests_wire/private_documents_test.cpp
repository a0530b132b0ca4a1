// SPDX-License-Identifier: AGPL-3.0-or-later
// Who reads what two people said to each other, at its ids: by real signatures.
#include "api/activitypub/routes.hpp"
#include "app/requests/take_step.hpp"
#include "app/threads/send_message.hpp"
#include "db/credits.hpp"
#include "db/highlights.hpp"
#include "outbox/post_office.hpp"
#include "support/signed_requests.hpp"
#include "wire_world.hpp"
#include "json/schema.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

// bo asked alice, they agreed and talked; and alice asked bo.
struct reading_world : wire_world {
    reading_world()
    {
        routes.add(
            api::activitypub_routes(in, [this](http::request const& r) { return checks->signer_of(r); }));
        rita.live_in(world);
        instance.live_in(world);
        auto const o = opening_of_alice();
        REQUIRE(says(bo, "Offer", agreement(o.seats.front().uri)) == "done");
        step(domain::step::interest);
        auto const id = core::snowflake::parse(text("SELECT id FROM request")).value();
        REQUIRE(run(app::send_message(in, alice, id, "Hello")));
        step(domain::step::agree);
        agreement_uri = text("SELECT agreement_uri FROM request");
        message_uri = text("SELECT uri FROM thread_message");
        offer_uri = asked_by_alice().uri;
    }
    void step(domain::step what)
    {
        auto const id = core::snowflake::parse(text("SELECT id FROM request")).value();
        REQUIRE(run(app::take_step(in, alice, id, what)));
    }
    unsigned read(std::string const& uri, remote_person const* as = nullptr)
    {
        http::outgoing out{http::method::get, core::url::parse(uri).value(), {}, {}};
        out.headers.set("Accept", "application/activity+json");
        if (as)
            REQUIRE(signatures::sign(out, signatures::scheme::cavage_12, as->key_uri, as->key, core::now()));
        auto request = received(out);
        auto const found = routes.find(http::method::get, request.path);
        REQUIRE(found.matched);
        request.parameters = found.parameters;
        last = run(found.matched->handle(std::move(request)));
        return last.status;
    }
    bool fits(std::string const& schema) const
    {
        return json::validate(last.body, source_tree() / "schemas/activitypub" / (schema + ".json"))
            .has_value();
    }

    outbox::post_office post{settings, uris, keys, base.pool(), workers, world};
    app::instance in{settings, uris, secrets, base.pool(), workers, keys, remote, post};
    remote_person rita{"rita", "b.test"}, instance{"b.test", "b.test", "Application"};
    remote::resolver fresh{settings, uris, keys, base.pool(), workers, world};
    inbox::verifier after_block{uris, fresh}; // Remembers nothing from before
    inbox::verifier* checks = &verify;
    http::router routes;
    http::response last;
    std::string offer_uri, agreement_uri, message_uri;
};

} // namespace

TEST_CASE("Requests, agreements and messages are read by their parties and their instances alone",
          "[requests][documents]")
{
    reading_world w;
    auto const schema = GENERATE(as<std::string>{}, "offer", "agreement", "message");
    auto const& uri = schema == "offer"       ? w.offer_uri
                      : schema == "agreement" ? w.agreement_uri
                                              : w.message_uri;
    for (auto const* party : {&w.bo, &w.instance}) {
        CHECK(w.read(uri, party) == 200);
        CHECK(w.fits(schema));
        CHECK(w.last.headers.get("Cache-Control") == "private, no-cache");
    }
    CHECK(w.read(uri) == 404);
    CHECK(w.read(uri, &w.rita) == 404); // Somebody else on the same server
    CHECK(w.read(uri, &w.cy) == 404);
    auto const absent = w.last.body;
    CHECK(w.read(uri.substr(0, uri.rfind('/')) + "/1", &w.cy) == 404);
    CHECK(w.last.body == absent);
}

TEST_CASE("Nobody reads them with a signature that does not hold", "[requests][documents]")
{
    reading_world w;
    remote_person liar = w.bo;
    liar.key = another_rsa_key();
    for (auto const& uri : {w.offer_uri, w.agreement_uri, w.message_uri}) {
        CHECK(w.read(uri, &liar) == 401);
        CHECK(w.last.body.find("Hello") == std::string::npos);
    }
}

TEST_CASE("The letters about requests are nobody's to read", "[requests][documents]")
{
    reading_world w;
    std::vector<core::snowflake> letters;
    w.base.in_transaction([&](db::transaction& tx) {
        for (auto const& row : tx.exec_params("SELECT id FROM activity"))
            letters.push_back(core::snowflake::parse(row[0].c_str()).value());
    });
    REQUIRE(letters.size() >= 3); // TentativeAccept, Create, Accept
    for (auto const id : letters)
        for (auto const* who : {static_cast<remote_person const*>(nullptr), &std::as_const(w.cy)})
            CHECK(w.read(w.uris.activity(id), who) == 404);
}

TEST_CASE("A blocked host reads nothing", "[requests][documents]")
{
    reading_world w;
    w.sql("INSERT INTO domain_block (domain, severity) VALUES ('b.test', 'suspend')");
    w.checks = &w.after_block;
    for (auto const& uri : {w.offer_uri, w.agreement_uri, w.message_uri})
        CHECK(w.read(uri, &w.bo) == 403);
}

TEST_CASE("What a removed thread held is nowhere to be read", "[requests][documents]")
{
    reading_world w;
    w.sql("DELETE FROM thread_message");
    CHECK(w.read(w.message_uri, &w.bo) == 404);
}

TEST_CASE("A consent about a highlight of few is read by servers that say who they are",
          "[credit][documents]")
{
    reading_world w;
    domain::credit c;
    c.uri = w.uris.credit("7");
    c.document = "{}";
    c.highlight_uri = "https://b.test/h/1";
    c.author_id = w.known(w.bo).id;
    c.collaborator_id = w.alice.id;
    c.digest = "sha-256:1";
    c.state = domain::credit_state::confirmed;
    c.evidence = domain::evidence::authorization;
    c.requested_at = c.answered_at.emplace(core::now());
    w.base.commit([&](db::transaction& tx) { REQUIRE(db::upsert_credit(tx, c)); });
    CHECK(w.read(*c.uri) == 404);
    CHECK(w.read(*c.uri, &w.cy) == 200);
    CHECK(w.last.headers.get("Cache-Control") == "private, no-cache");
    remote_person liar = w.cy;
    liar.key = another_rsa_key();
    CHECK(w.read(*c.uri, &liar) == 404);
    w.sql("UPDATE actor SET state = 'suspended' WHERE id = " + w.alice.id.text());
    CHECK(w.read(*c.uri, &w.cy) == 404);
    w.sql("UPDATE actor SET state = 'active' WHERE id = " + w.alice.id.text());
    CHECK(w.read(*c.uri, &w.cy) == 200);
    w.sql("INSERT INTO domain_block (domain, severity) VALUES ('c.test', 'suspend')");
    w.checks = &w.after_block;
    CHECK(w.read(*c.uri, &w.cy) == 404);
}

TEST_CASE("Who does not see a highlight of ours reads no consent about it either", "[credit][documents]")
{
    reading_world w;
    domain::credit c;
    w.base.commit([&](db::transaction& tx) {
        domain::highlight h;
        h.id = db::next_id(tx).value();
        h.uri = w.uris.highlight(h.id);
        h.actor_id = w.alice.id;
        h.headline = "Shipped";
        h.html = "<p>It</p>";
        h.seen_by = domain::visibility::named;
        h.audience = {w.bo.uri};
        h.published = core::now();
        REQUIRE(db::insert_highlight(tx, h));
        c.uri = w.uris.credit("7");
        c.document = "{}";
        c.highlight_uri = h.uri;
        c.author_id = w.alice.id;
        c.collaborator_id = add_member(tx, "dee").id;
        c.digest = "sha-256:1";
        c.state = domain::credit_state::confirmed;
        c.requested_at = c.answered_at.emplace(core::now());
        REQUIRE(db::upsert_credit(tx, c));
    });
    CHECK(w.read(*c.uri) == 404);
    CHECK(w.read(*c.uri, &w.bo) == 200);
    CHECK(w.read(*c.uri, &w.instance) == 200); // In whose name bo's server asks
    CHECK(w.read(*c.uri, &w.rita) == 404);
    CHECK(w.read(*c.uri, &w.cy) == 404);
}
