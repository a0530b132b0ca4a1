// SPDX-License-Identifier: AGPL-3.0-or-later
// What an operator does with the program, as a real process over a real database.
#include "support/child_process.hpp"
#include "support/neighbourhood.hpp"
#include "support/source_tree.hpp"
#include "support/test_database.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <catch2/catch.hpp>

using namespace federwerk;

namespace {

std::string free_address()
{
    boost::asio::io_context loop;
    boost::asio::ip::tcp::acceptor const taken(loop, {boost::asio::ip::make_address("127.0.0.1"), 0});
    return "127.0.0.1:" + std::to_string(taken.local_endpoint().port());
}

// Plain HTTP behind nobody, as `scripts/run` starts it.
struct operated {
    tests::temporary_folder folder;
    std::string dsn = tests::test_database::empty_database();
    std::string listen = free_address(), metrics = free_address();

    tests::program_call call(std::vector<std::string> arguments, std::string const& domain)
    {
        arguments.insert(arguments.begin(), tests::program());
        auto environment = tests::sanitizer_options();
        environment.insert({{"FEDERWERK_DATA", folder.path() / "data"},
                            {"FEDERWERK_DATABASE_URL", dsn},
                            {"FEDERWERK_DOMAIN", domain},
                            {"FEDERWERK_DEV", "true"},
                            {"FEDERWERK_LISTEN", listen},
                            {"FEDERWERK_METRICS_LISTEN", metrics}});
        return {std::move(arguments), std::move(environment), folder.path() / "program.log"};
    }
    std::string run(std::vector<std::string> arguments, std::string const& domain = "a.test")
    {
        return tests::run_to_end(call(std::move(arguments), domain));
    }
};

} // namespace

TEST_CASE("an instance serves, shows its figures and stops gracefully", "[program]")
{
    tests::neighbourhood around;
    operated here;
    tests::child_process program(here.call({"serve"}, "a.test"));
    auto const get = [&](std::string const& address, std::string const& path) -> tests::answer {
        try {
            return around.get("http://" + address + path, "*/*");
        } catch (std::exception const&) { // Not listening yet
            return {};
        }
    };
    REQUIRE(tests::eventually([&] { return get(here.listen, "/health/ready").status == 200; }));
    CHECK(get(here.listen, "/health/live").body == "alive\n");
    CHECK(get(here.listen, "/metrics").status == 404); // Only where nobody outside looks
    CHECK(get(here.listen, "/api/federwerk/v1/nothing").body ==
          R"({"error":{"code":"not_found","message":"There is nothing here.","details":[]}})");

    REQUIRE(tests::eventually([&] { return get(here.metrics, "/metrics").status == 200; }));
    auto const figures = get(here.metrics, "/metrics").body;
    for (auto const* name : {"federwerk_http_requests_total{status=\"2xx\"}",
                             "federwerk_deliveries_total{outcome=\"delivered\"} 0",
                             "federwerk_inbox_received_total", "federwerk_pool_waiting{pool=\"database\"}"})
        CHECK(figures.find(name) != std::string::npos);
    CHECK(program.stop() == 0);
}

TEST_CASE("an instance keeps calling itself what it first did", "[program]")
{
    operated here;
    CHECK(here.run({"member", "create", "alice", "--email", "alice@example.org"})
              .starts_with("@alice@a.test\n"));
    // A command that says something else still speaks of this instance; serving under another name is
    // refused.
    CHECK(here.run({"member", "create", "bob", "--email", "bob@example.org"}, "b.test")
              .starts_with("@bob@a.test\n"));
    CHECK_THROWS_WITH(here.run({"serve"}, "b.test"),
                      Catch::Contains("http://a.test") && Catch::Contains("never change"));
}

TEST_CASE("check says what is right and what is not", "[program]")
{
    operated here;
    CHECK_THROWS_WITH(here.run({"check"}), Catch::Contains("migrat"));
    CHECK(here.run({"migrate"}).find("migrations applied") != std::string::npos);
    auto const said = here.run({"check"});
    CHECK(said.find("schema is up to date") != std::string::npos);
    CHECK(said.ends_with("everything is right\n"));
}

TEST_CASE("new keys replace the old ones", "[program][keys]")
{
    operated here;
    here.run({"member", "create", "alice", "--email", "alice@example.org"});
    db::pool pool(here.dsn, 1, 4);
    auto const keys = [&] {
        return pool.run_now([](db::transaction& tx) -> result<std::string> {
            return tx
                .exec1("SELECT string_agg(encode(k.spki, 'hex'), ',' ORDER BY k.uri) FROM public_key k "
                       "JOIN actor a ON a.id = k.actor_id WHERE a.username = 'alice'")[0]
                .as<std::string>("");
        });
    };
    here.run({"keys", "rotate", "alice"});
    auto const first = keys().value();
    CHECK(here.run({"keys", "rotate", "alice"}) == "new keys for @alice@a.test\n");
    CHECK_FALSE(first.empty());
    CHECK(keys().value() != first);
}

TEST_CASE("a setting that does not exist is refused by name", "[program]")
{
    operated here;
    auto call = here.call({"check"}, "a.test");
    call.environment["FEDERWERK_DOMIAN"] = "b.test";
    CHECK_THROWS_WITH(tests::run_to_end(call), Catch::Contains("FEDERWERK_DOMIAN"));
}
