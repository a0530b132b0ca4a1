// SPDX-License-Identifier: AGPL-3.0-or-later
// For whom a request from elsewhere says that it speaks, and what organisations elsewhere are believed.
#include "../requests_wire/wire_world.hpp"
#include "app/organisations/prove_organisation.hpp"
#include "remote/domain_prover.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

std::string behalf_of(wire_world& w, std::string const& uri)
{
    auto const o = w.opening_of_alice();
    CHECK(w.says(w.bo, "Offer", agreement(o.seats.front().uri),
                 R"(,"content":"Hello","behalf":")" + uri + "\"") == "done");
    return w.text("SELECT coalesce((SELECT a.uri || ' ' || coalesce((SELECT state FROM organisation g WHERE "
                  "g.actor_id = a.id), '-') FROM request r JOIN actor a ON a.id = r.behalf_id), 'nobody')");
}

} // namespace

TEST_CASE("a request speaks for an organisation of its sender's own server, and for nothing else",
          "[server][organisations][behalf]")
{
    wire_world w;
    remote_person firm("firm", "b.test", "Organization"), person("eve", "b.test"),
        other("firm", "c.test", "Organization");
    firm.more = R"(,"verifiedDomain":"y.org")";
    for (auto const* who : {&firm, &person, &other})
        who->live_in(w.world);
    SECTION("its domain was not asked here yet, so nothing says that it is proven")
    {
        CHECK(behalf_of(w, firm.uri) == firm.uri + " claimed");
        CHECK_FALSE(w.known(firm).verified);
    }
    SECTION("a person is no organisation")
    {
        CHECK(behalf_of(w, person.uri) == "nobody");
    }
    SECTION("another server's")
    {
        CHECK(behalf_of(w, other.uri) == "nobody");
    }
    SECTION("one of ours")
    {
        CHECK(behalf_of(w, w.alice.uri) == "nobody");
    }
}

TEST_CASE("of what a host claims of domains in a day, so much is looked at and no more",
          "[server][organisations]")
{
    wire_world w;
    auto const meets = [&](std::string const& name, std::string const& host) {
        remote_person firm(name, host, "Organization");
        firm.more = R"(,"verifiedDomain":")" + name + R"(.org")";
        firm.live_in(w.world);
        w.known(firm);
    };
    for (int i = 0; i < 52; ++i)
        meets("firm" + std::to_string(i), "b.test");
    CHECK(w.count("organisation") == 50);
    meets("other", "c.test");
    CHECK(w.count("organisation") == 51);
}

TEST_CASE("an organisation elsewhere is shown as verified while both its server and its domain say so",
          "[server][organisations]")
{
    wire_world w;
    remote_person firm("firm", "b.test", "Organization");
    firm.more = R"(,"verifiedDomain":"y.org")";
    firm.live_in(w.world);
    auto const id = w.known(firm).id;
    auto const method = GENERATE(as<std::string>(), "file", "dns");
    if (method == "file")
        w.world.serve(domain::proof_file("y.org"), firm.uri, "text/plain");
    remote::domain_prover proofs(w.uris, w.world, w.workers, w.base.pool(),
                                 [&](std::string const& name) -> result<std::vector<std::string>> {
                                     if (method == "dns" && name == "_federwerk.y.org")
                                         return std::vector{domain::proof_text(firm.uri)};
                                     return std::vector<std::string>{};
                                 });
    outbox::post_office post{w.settings, w.uris, w.keys, w.base.pool(), w.workers, w.world};
    app::instance const in{w.settings, w.uris,   w.secrets, w.base.pool(), w.workers,
                           w.keys,     w.remote, post,      &proofs};
    CHECK(w.run(app::recheck_organisations(in, core::now())).value() == 1);
    CHECK(w.known(firm).verified == "y.org");
    CHECK(w.text("SELECT method FROM organisation") == method);
    CHECK(w.count("activity") == 0); // It is not ours to tell

    // Its server takes it back, in words that it can only say of itself.
    w.alice_follows(firm);
    firm.more.clear();
    firm.live_in(w.world);
    w.sql("UPDATE actor SET fetched_at = now() - interval '1 day'");
    CHECK(w.says(firm, "Update", firm.document()) == "done");
    std::optional<domain::actor> after;
    w.base.in_transaction([&](db::transaction& tx) { after = db::find_actor(tx, id).value(); });
    CHECK_FALSE(after->verified);
}
