// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/signed_requests.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace std::chrono_literals;
using signatures::scheme;

namespace {

using change = std::function<void(http::request&)>;

http::request signed_post(core::time_point at = tests::noon())
{
    auto out = tests::post("https://our.test/ap/inbox?x=1");
    REQUIRE(signatures::sign(out, scheme::rfc9421, tests::their_key, tests::rsa_key(), at).has_value());
    return tests::received(out);
}

bool accepted(http::request const& request)
{
    auto const claim = signatures::read_claim(request, tests::our_base, tests::noon());
    if (!claim)
        CHECK(claim.error().code == errc::unauthenticated);
    return claim && signatures::verify(*claim, tests::rsa_key().public_half());
}

void replace(http::request& request, std::string_view name, std::string_view what, std::string_view with)
{
    std::string value(request.headers.get(name).value());
    auto const at = value.find(what);
    REQUIRE(at != value.npos);
    request.headers.set(name, value.replace(at, what.size(), with));
}

} // namespace

// Hardening T-08.
TEST_CASE("tricks with Signature-Input are refused", "[signatures][rfc9421][T-08]")
{
    auto const [what, spoil] = GENERATE(table<std::string, change>({
        {"keyid twice", [](auto& r) { replace(r, "signature-input", ";keyid", ";keyid=\"x\";keyid"); }},
        {"created twice", [](auto& r) { replace(r, "signature-input", ";created", ";created=1;created"); }},
        {"a label twice",
         [](auto& r) { replace(r, "signature-input", "sig1=", "sig1=();created=1;keyid=\"x\",sig1="); }},
        {"a signature's label twice", [](auto& r) { replace(r, "signature", "sig1=", "sig1=:AAAA:,sig1="); }},
        {"labels that do not meet", [](auto& r) { replace(r, "signature", "sig1=", "sig2="); }},
        {"the header twice",
         [](auto& r) { r.headers.add("Signature-Input", std::string(*r.headers.get("signature-input"))); }},
        {"a hundred labels",
         [](auto& r) {
             std::string input, value;
             for (int i = 0; i < 100; ++i) {
                 input +=
                     (i ? ", s" : "s") + std::to_string(i) + R"(=("@method");created=1772366400;keyid="k")";
                 value += (i ? ", s" : "s") + std::to_string(i) + "=:AAAA:";
             }
             r.headers.set("Signature-Input", input);
             r.headers.set("Signature", value);
         }},
        {"a capital label", [](auto& r) { replace(r, "signature-input", "sig1", "Sig1"); }},
        {"a trailing comma", [](auto& r) { replace(r, "signature-input", "key\"", "key\","); }},
        {"an open list", [](auto& r) { replace(r, "signature-input", ")", ""); }},
        {"an open string", [](auto& r) { replace(r, "signature-input", "#main-key\"", ""); }},
        {"no list", [](auto& r) { r.headers.set("Signature-Input", "sig1=\"@method\""); }},
        {"a decimal", [](auto& r) { replace(r, "signature-input", "1772366400", "1772366400.0"); }},
        {"a huge number",
         [](auto& r) { replace(r, "signature-input", "1772366400", "99999999999999999999"); }},
        {"broken base64", [](auto& r) { replace(r, "signature", "=:", "=:!"); }},
        {"nothing", [](auto& r) { r.headers.set("Signature-Input", ""); }},
        {"too much", [](auto& r) { r.headers.set("Signature-Input", std::string(9000, 'a')); }},
    }));
    CAPTURE(what);
    auto request = signed_post();
    spoil(request);
    CHECK_FALSE(accepted(request));
}

TEST_CASE("of several labels a good one is enough", "[signatures][rfc9421]")
{
    auto request = signed_post();
    replace(request, "signature-input", "sig1=", R"(proxy=("@status");created=1772366400;keyid="p", sig1=)");
    replace(request, "signature", "sig1=", "proxy=:AAAA:, sig1=");
    CHECK(accepted(request));
}

// Hardening T-10.
TEST_CASE("created is good from an hour ago to a quarter of an hour ahead", "[signatures][rfc9421][T-10]")
{
    auto const [offset, good] = GENERATE(table<std::chrono::seconds, bool>(
        {{0s, true}, {-3600s, true}, {-3601s, false}, {900s, true}, {901s, false}}));
    CAPTURE(offset.count());
    CHECK(accepted(signed_post(tests::noon() + offset)) == good);
}

TEST_CASE("quirk 6: the address is ours by configuration, not by the request",
          "[signatures][rfc9421][quirks]")
{
    auto out = tests::get("http://localhost:8080/x");
    REQUIRE(signatures::sign(out, scheme::rfc9421, tests::their_key, tests::rsa_key(), tests::noon())
                .has_value());
    auto const half = tests::rsa_key().public_half();
    auto const here = signatures::read_claim(tests::received(out), "http://localhost:8080", tests::noon());
    REQUIRE(here.has_value());
    CHECK(signatures::verify(*here, half));
    auto const secure = signatures::read_claim(tests::received(out), "https://localhost:8080", tests::noon());
    REQUIRE(secure.has_value());
    CHECK_FALSE(signatures::verify(*secure, half));
}
