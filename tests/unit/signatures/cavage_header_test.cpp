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
    auto out = tests::post();
    REQUIRE(signatures::sign(out, scheme::cavage_12, tests::their_key, tests::rsa_key(), at).has_value());
    return tests::received(out);
}

bool accepted(http::request const& request)
{
    auto const claim = signatures::read_claim(request, tests::our_base, tests::noon());
    if (!claim)
        CHECK(claim.error().code == errc::unauthenticated);
    return claim && signatures::verify(*claim, tests::rsa_key().public_half());
}

std::string header(http::request const& request, std::string_view name)
{
    return std::string(request.headers.get(name).value_or(""));
}

void replace(http::request& request, std::string_view name, std::string_view what, std::string_view with)
{
    auto value = header(request, name);
    auto const at = value.find(what);
    REQUIRE(at != value.npos);
    request.headers.set(name, value.replace(at, what.size(), with));
}

} // namespace

// Hardening T-08.
TEST_CASE("tricks with the Signature header are refused", "[signatures][cavage][T-08]")
{
    auto const [what, spoil] = GENERATE(table<std::string, change>({
        {"keyId twice", [](auto& r) { replace(r, "signature", "keyId=", "keyId=\"https://evil.test/k\",keyId="); }},
        {"keyId in another case too", [](auto& r) { replace(r, "signature", "keyId=", "KEYID=\"x\",keyId="); }},
        {"signature twice", [](auto& r) { replace(r, "signature", ",signature=", ",signature=\"AAAA\",signature="); }},
        {"headers twice", [](auto& r) { replace(r, "signature", "headers=", "headers=\"date\",headers="); }},
        {"headers empty", [](auto& r) {
             replace(r, "signature", "(request-target) host date digest content-type", "");
         }},
        {"headers omitted", [](auto& r) {
             replace(r, "signature", "headers=\"(request-target) host date digest content-type\",", "");
         }},
        {"a header listed twice", [](auto& r) { replace(r, "signature", "host date", "host host date"); }},
        {"two spaces", [](auto& r) { replace(r, "signature", "host date", "host  date"); }},
        {"hmac", [](auto& r) { replace(r, "signature", "rsa-sha256", "hmac-sha256"); }},
        {"rsa-sha1", [](auto& r) { replace(r, "signature", "rsa-sha256", "rsa-sha1"); }},
        {"none", [](auto& r) { replace(r, "signature", "rsa-sha256", "none"); }},
        {"the algorithm of another key", [](auto& r) { replace(r, "signature", "rsa-sha256", "ed25519"); }},
        {"no keyId", [](auto& r) { replace(r, "signature", "keyId", "kid"); }},
        {"empty keyId", [](auto& r) { replace(r, "signature", tests::their_key, ""); }},
        {"an endless keyId", [](auto& r) { replace(r, "signature", tests::their_key, std::string(2049, 'x')); }},
        {"an open quote", [](auto& r) { replace(r, "signature", "#main-key\"", "#main-key"); }},
        {"a backslash", [](auto& r) { replace(r, "signature", "keyId=\"", "keyId=\"\\"); }},
        {"broken base64", [](auto& r) { replace(r, "signature", "signature=\"", "signature=\"!"); }},
        {"empty signature", [](auto& r) { r.headers.set("Signature", "keyId=\"k\",signature=\"\""); }},
        {"no commas", [](auto& r) { replace(r, "signature", "\",headers", "\"headers"); }},
        {"a hundred parameters", [](auto& r) {
             for (int i = 0; i < 100; ++i)
                 replace(r, "signature", "keyId=", "x" + std::to_string(i) + "=1,keyId=");
         }},
        {"nothing but commas", [](auto& r) { r.headers.set("Signature", std::string(4000, ',')); }},
        {"nothing", [](auto& r) { r.headers.set("Signature", ""); }},
        {"too much", [](auto& r) { r.headers.set("Signature", std::string(9000, 'a')); }},
    }));
    CAPTURE(what);
    auto request = signed_post();
    spoil(request);
    CHECK_FALSE(accepted(request));
}

// Hardening T-10, interop quirk 7.
TEST_CASE("quirk 7: a signature is good from an hour ago to a quarter of an hour ahead",
          "[signatures][cavage][T-10]")
{
    auto const [offset, good] = GENERATE(table<std::chrono::seconds, bool>({{0s, true},
                                                                            {-3600s, true},
                                                                            {-3601s, false},
                                                                            {-7200s, false},
                                                                            {900s, true},
                                                                            {901s, false},
                                                                            {3600s, false}}));
    CAPTURE(offset.count());
    CHECK(accepted(signed_post(tests::noon() + offset)) == good);
}

TEST_CASE("a date that is missing or unreadable is refused", "[signatures][cavage][T-10]")
{
    auto request = signed_post();
    auto const bad =
        GENERATE(as<std::string>{}, "", "yesterday", "2026-03-01T12:00:00Z", "Sun, 31 Feb 2026 12:00:00 GMT");
    request.headers.set("Date", bad);
    CHECK_FALSE(accepted(request));
    request.headers.remove("Date");
    CHECK_FALSE(accepted(request));
}
