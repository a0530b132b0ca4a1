// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/txt_records.hpp"
#include "support/name_server.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using tests::name_server;

namespace {

using texts = std::vector<std::string>;

texts found(name_server& dns, std::string const& name = "x.test")
{
    auto const records = net::txt_records(name, dns.address());
    REQUIRE(records.has_value());
    return *records;
}

bool unavailable(name_server& dns, std::string const& name = "x.test")
{
    auto const records = net::txt_records(name, dns.address());
    return !records && records.error().code == errc::unavailable;
}

} // namespace

TEST_CASE("the TXT records of a name are read, each joined from its strings", "[net][dns]")
{
    name_server dns;
    dns.say("x.test", {{"v=spf1 -all"}, {"federwerk-", "organisation=", "abc"}, {""}});
    CHECK((found(dns) == texts{"v=spf1 -all", "federwerk-organisation=abc", ""}));
    CHECK(dns.asked_by_tcp() == 0);
}

TEST_CASE("no such name, and a name without such records, is an empty list", "[net][dns]")
{
    name_server dns;
    dns.say("empty.test", {});
    CHECK(found(dns).empty());
    CHECK(found(dns, "empty.test").empty());
}

TEST_CASE("what is too long for UDP is asked for by TCP", "[net][dns]")
{
    name_server dns;
    std::vector<name_server::record> many(8, {std::string(200, 'a')});
    many.push_back({"last"});
    dns.say("x.test", many);
    auto const all = found(dns);
    CHECK(all.size() == 9);
    CHECK(all.back() == "last");
    CHECK(dns.asked_by_tcp() == 1);
}

TEST_CASE("of very many records the first 64 are read", "[net][dns]")
{
    name_server dns;
    dns.say("x.test", std::vector<name_server::record>(200, {"a"}));
    CHECK(found(dns).size() == 64);
}

TEST_CASE("a server that fails, is silent or is not there gives no answer", "[net][dns]")
{
    std::string gone;
    {
        name_server dns;
        gone = dns.address();
        dns.fail("x.test");
        dns.say_raw("silent.test", [](auto const&) { return texts{}; });
        CHECK(unavailable(dns));
        CHECK(unavailable(dns, "silent.test"));
    }
    CHECK_FALSE(net::txt_records("x.test", gone).has_value());
}

TEST_CASE("an answer to another question is not taken for ours", "[net][dns]")
{
    name_server dns;
    dns.say_raw("x.test", [](std::string const& question) {
        auto other_id = question;
        other_id[0] = static_cast<char>(other_id[0] ^ 0x55);
        auto other_name = question;
        other_name[13] = 'y';
        auto const answer = [](std::string const& to, std::string const& text) {
            return name_server::header(to, 0, 1) + to.substr(12) +
                   name_server::txt(name_server::strings({text}));
        };
        return texts{answer(other_id, "forged"), answer(other_name, "forged"), answer(question, "true")};
    });
    CHECK((found(dns) == texts{"true"}));
}

TEST_CASE("an answer that cannot be read ends, and proves nothing", "[net][dns]")
{
    name_server dns;
    auto const with = [&](std::size_t records, std::string const& bytes) {
        dns.say_raw("x.test", [=](std::string const& question) {
            return texts{name_server::header(question, 0, records) + question.substr(12) + bytes};
        });
        auto const read = net::txt_records("x.test", dns.address());
        return !read || read->empty() || *read == texts{"ab"};
    };
    auto const pointer_to_itself = "\xC0" + std::string(1, static_cast<char>(12 + 6 + 6));
    CHECK(with(1, name_server::txt(name_server::strings({"x"}), pointer_to_itself)));
    CHECK(with(1, name_server::txt("\x40"
                                   "ab")));               // A string longer than its record
    CHECK(with(1, "\xC0\x0C" + name_server::number(16))); // Cut off
    CHECK(with(9, name_server::txt("\x02"
                                   "ab"))); // Fewer than promised
    CHECK(with(1, name_server::txt("").substr(0, 10) + name_server::number(500) +
                      "\x02"
                      "ab"));
    dns.say_raw("x.test", [](std::string const& question) { return texts{question.substr(0, 5)}; });
    CHECK_FALSE(net::txt_records("x.test", dns.address()).has_value());
}

TEST_CASE("a resolver is an IPv4 address, perhaps with a port", "[net][dns]")
{
    auto const server = GENERATE(as<std::string>(), "dns.test:53", "[::1]:53", "127.0.0.1:0", "127.0.0.1:x");
    CHECK_FALSE(net::txt_records("x.test", server).has_value());
}
