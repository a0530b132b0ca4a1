// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/domain_block.hpp"
#include "support/test_database.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>

using namespace federwerk;

namespace {

struct console {
    result<> run(std::vector<std::string> words)
    {
        CLI::App app;
        cli::action chosen;
        cli::add_domain_command(app, [&](cli::action what) { chosen = std::move(what); });
        std::reverse(words.begin(), words.end());
        app.parse(words);
        std::istringstream in;
        return chosen({settings, uris, secrets, base.pool(), in, out});
    }
    std::string list()
    {
        out.str({});
        REQUIRE(run({"domain", "list"}));
        return out.str();
    }

    tests::test_database base;
    core::settings settings;
    domain::uris uris{"https://a.test", "a.test"};
    core::secrets secrets = core::secrets::for_tests();
    std::ostringstream out;
};

} // namespace

TEST_CASE("The operator sets, lists and takes away rules for domains", "[cli][domain_blocks]")
{
    console c;
    REQUIRE(c.run({"domain", "suspend", "Evil.TEST", "--reason", "spam"}));
    REQUIRE(c.run({"domain", "silence", "loud.test"}));
    REQUIRE(c.run({"domain", "allow", "good.evil.test"}));
    CHECK(c.list() == "evil.test\tsuspend\tspam\ngood.evil.test\tallow\t\nloud.test\tsilence\t\n");
    REQUIRE(c.run({"domain", "suspend", "loud.test"}));
    REQUIRE(c.run({"domain", "remove", "EVIL.test"}));
    CHECK(c.list() == "good.evil.test\tallow\t\nloud.test\tsuspend\t\n");
    CHECK(c.run({"domain", "remove", "evil.test"}).error().code == errc::not_found);
    CHECK(c.run({"domain", "suspend", "no domain"}).error().code == errc::invalid);
}
