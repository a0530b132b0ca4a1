// SPDX-License-Identifier: AGPL-3.0-or-later
// federwerk organisation, as a real process beside the instance that serves.
#include "domain/organisation.hpp"
#include "support/name_server.hpp"
#include "support/program_under_test.hpp"

#include <catch2/catch.hpp>

namespace federwerk::tests {

using Catch::Contains, Catch::StartsWith;

TEST_CASE("an operator lists organisations, looks for the proof of a domain and gives roles",
          "[program][organisations]")
{
    neighbourhood around;
    name_server dns;
    program_under_test a(around, "a.test");
    member alice(around, a, "alice"), bo(around, a, "bo");
    auto const made =
        alice.post("/organisations", R"({"handle":"guild","name":"The guild","domain":"guild.example"})");
    auto const organisation = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "organisation");
        return a.command(std::move(arguments), {{"FEDERWERK_NETWORK_RESOLVER", dns.address()}});
    };
    CHECK(organisation({"list"}) == "guild\tguild.example\tclaimed\t-\tThe guild");
    CHECK(organisation({"verify", "guild"}) == "guild\tguild.example\tclaimed\tno proof found");
    dns.say(domain::proof_record("guild.example"), {{domain::proof_text(made.text("uri"))}});
    CHECK(organisation({"verify", "guild"}) == "guild\tguild.example\tverified\tdns");
    CHECK_THAT(organisation({"list"}), StartsWith("guild\tguild.example\tverified\t20"));
    CHECK_THAT(around.get(made.text("uri")).body, Contains("guild.example"));

    CHECK_THROWS_WITH(organisation({"role", "guild", "alice", "none"}), Contains("always has an owner"));
    CHECK(organisation({"role", "guild", "bo", "owner"}) == "guild\tbo\towner");
    CHECK(organisation({"role", "guild", "alice", "none"}) == "guild\talice\tnone");
    CHECK_THAT(bo.get("/organisations").body, Contains("guild.example"));
    CHECK_THAT(alice.get("/organisations").body, !Contains("guild.example"));
    CHECK_THROWS_WITH(organisation({"role", "guild", "bo", "king"}), Contains("Roles are"));
    CHECK_THROWS_WITH(organisation({"verify", "nobody"}), Contains("no organisation nobody"));
}

} // namespace federwerk::tests
