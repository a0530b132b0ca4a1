// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/settings.hpp"
#include "core/settings_keys.hpp"
#include "support/results.hpp"
#include "support/test_server.hpp"

#include <fstream>

using namespace federwerk;

namespace {

result<core::settings> from_toml(std::string const& text)
{
    tests::temporary_folder const folder;
    std::ofstream(folder.path() / "federwerk.toml") << text;
    return core::load_settings(folder.path() / "federwerk.toml", {}, {});
}

} // namespace

TEST_CASE("the file, then the environment, then flags: the later wins", "[core][settings]")
{
    tests::temporary_folder const folder;
    std::ofstream(folder.path() / "f.toml") << R"(
domain = "Work.Example"
name = "From the file"
roles = ["web"]
dev = true
[database]
url = "postgresql://file"
queue = 7
[network.hosts]
"b.test" = "127.0.0.2"
)";
    auto const s = core::load_settings(
        folder.path() / "f.toml",
        {{"FEDERWERK_DATABASE_URL", "postgresql://variable"}, {"FEDERWERK_NAME", "Variable"}},
        {{"name", "Flag"}});
    REQUIRE(s);
    CHECK(s.value().domain == "work.example");
    CHECK(s.value().name == "Flag");
    CHECK(s.value().database.url == "postgresql://variable");
    CHECK(s.value().database.queue == 7);
    CHECK(s.value().roles == std::vector<std::string>{"web"});
    CHECK(s.value().network.hosts.at("b.test") == "127.0.0.2");
    CHECK(s.value().base_url() == "http://work.example");
}

TEST_CASE("a key that does not exist is refused with the nearest one", "[core][settings]")
{
    struct row {
        char const* toml;
        char const* expected;
    };
    auto const [toml, expected] = GENERATE(values<row>({
        {"domian = \"a\"", "did you mean domain?"},
        {"[database]\nurls = \"a\"", "did you mean database.url?"},
        {"[databse]\nurl = \"a\"", "did you mean database.url?"},
    }));
    auto const s = from_toml(toml);
    REQUIRE_FALSE(s);
    CHECK(s.error().log.find(expected) != std::string::npos);
    auto const variable = core::load_settings({}, {{"FEDERWERK_DATABASE_ULR", "x"}}, {});
    REQUIRE_FALSE(variable);
    CHECK(variable.error().log.find("database.url") != std::string::npos);
}

TEST_CASE("settings that cannot be are refused", "[core][settings]")
{
    auto const* toml = GENERATE(
        "dev = \"yes\"", "reactors = -1", "reactors = 1.5", "logs.format = \"xml\"", "listen = \"8080\"",
        "listen = \"localhost:99999\"", "roles = [\"king\"]", "roles = []", "domain = \"a b\"",
        "tls.key = \"k.pem\"", "network.extra_ca = \"ca.pem\"", "database.connections = 0",
        "mail.smtp_url = \"smtp://localhost\"", "domain = ", "roles = [1]", "database = 3");
    CAPTURE(toml);
    auto const s = from_toml(toml);
    REQUIRE_FALSE(s);
    CHECK(s.error().code == errc::invalid);
}

TEST_CASE("every key can be set as it is shown, and is described", "[core][settings]")
{
    auto const reference = core::settings_reference();
    for (auto const& key : core::setting_keys()) {
        core::settings s;
        CAPTURE(key.name);
        CHECK(key.set(s, key.show(core::settings{})));
        CHECK(key.show(s) == key.show(core::settings{}));
        CHECK(reference.find("| `" + std::string(key.name) + "` |") != std::string::npos);
        CHECK(key.sentence.ends_with("."));
    }
}

TEST_CASE("ids are minted under https, but for an instance that is tried out without TLS", "[core][settings]")
{
    core::settings s;
    s.domain = "a.test";
    CHECK(s.base_url() == "https://a.test");
    s.dev = true;
    CHECK(s.base_url() == "http://a.test");
    s.tls.certificate = "c.pem";
    CHECK(s.base_url() == "https://a.test");
    CHECK(s.has_role("web"));
    CHECK_FALSE(s.has_role("king"));
    CHECK(s.secret_key_path() == "data/secret.key");
}
