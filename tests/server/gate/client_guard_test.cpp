// SPDX-License-Identifier: AGPL-3.0-or-later
#include "desk.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::tests;

TEST_CASE("without --dev there is no http, no other port and no private address", "[server][client][ssrf]")
{
    scripted_peer canary(always(ok));
    desk here(net::client_options{});
    auto const port = std::to_string(canary.port());
    std::string const target = GENERATE_COPY(values<std::string>({
        "http://127.0.0.1:" + port + "/",
        "https://127.0.0.1:" + port + "/",
        "https://127.0.0.1/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::1]/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://localhost/",
        "http://example.test/",
    }));
    CAPTURE(target);
    CHECK(code_of(here.get(target)) == errc::forbidden);
    CHECK(canary.connections == 0);
}

TEST_CASE("under --dev private addresses other than loopback stay refused", "[server][client][ssrf]")
{
    auto options = dev();
    options.hosts = {{"inside.test", "10.0.0.1"}, {"mapped.test", "127.0.0.1"}};
    scripted_peer peer(always(ok));
    desk here(options);
    CHECK(code_of(here.get("http://inside.test/")) == errc::forbidden);
    CHECK(code_of(here.get("http://192.168.0.1/")) == errc::forbidden);
    CHECK(here.get("http://mapped.test:" + std::to_string(peer.port()) + "/")->body == "ok");
}

TEST_CASE("names of hosts and authorities of tests are for --dev alone", "[server][client]")
{
    net::client_options options;
    options.hosts = {{"a.test", "127.0.0.1"}};
    CHECK_FALSE(net::client::make(options).has_value());
}

TEST_CASE("a header that would split the request is refused", "[server][client]")
{
    scripted_peer canary(always(ok));
    desk here(dev());
    for (auto const& [name, value] :
         {std::pair{"X", "a\r\nY: b"}, std::pair{"X\r\nY", "a"}, std::pair{"X Y", "a"}}) {
        http::outgoing request{.target = core::url::parse(at(canary)).value()};
        request.headers.add(name, value);
        CHECK(code_of(here.send(std::move(request))) == errc::invalid);
    }
    CHECK(canary.connections == 0);
}
