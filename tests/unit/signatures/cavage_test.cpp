// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text.hpp"
#include "federation/signatures/digest.hpp"
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

// Signs by hand what a peer with habits of its own would sign.
http::request signed_as(http::request request, std::string const& names, std::string const& text,
                        std::string const& more = "", std::string const& lead = "")
{
    auto const signature = core::to_base64(tests::rsa_key().sign(text).value());
    request.headers.set("Signature", lead + "keyId=\"" + tests::their_key + "\"," + more + "headers=\"" +
                                         names + "\",signature=\"" + signature + "\"");
    return request;
}

std::string const date = "Sun, 01 Mar 2026 12:00:00 GMT";

http::request plain_get(std::string const& target)
{
    auto out = tests::received(tests::get("https://our.test" + target));
    out.headers.set("Date", date);
    return out;
}

std::string text_for(std::string const& target)
{
    return "(request-target): get " + target + "\nhost: our.test\ndate: " + date;
}

} // namespace

TEST_CASE("a POST is signed as every peer understands it, and verifies", "[signatures][cavage]")
{
    auto const request = signed_post();
    CHECK(header(request, "date") == date);
    CHECK(header(request, "digest") == signatures::digest_of(request.body));
    CHECK(header(request, "signature")
              .starts_with("keyId=\"https://peer.test/u/"
                           "bo#main-key\",algorithm=\"rsa-sha256\",headers=\"(request-target) host date "
                           "digest content-type\",signature=\""));
    auto const claim = signatures::read_claim(request, tests::our_base, tests::noon());
    REQUIRE(claim.has_value());
    CHECK(claim->scheme == scheme::cavage_12);
    CHECK(claim->key_uri == tests::their_key);
    CHECK(claim->signing_strings.front() == "(request-target): post /ap/inbox\nhost: our.test\ndate: " +
                                                date + "\ndigest: " + signatures::digest_of(request.body) +
                                                "\ncontent-type: application/activity+json");
    CHECK(signatures::verify(*claim, tests::rsa_key().public_half()));
    CHECK_FALSE(signatures::verify(*claim, tests::ed25519_key().public_half()));
}

TEST_CASE("a GET is signed with its query, and verifies", "[signatures][cavage]")
{
    auto out = tests::get();
    REQUIRE(signatures::sign(out, scheme::cavage_12, tests::their_key, tests::ed25519_key(), tests::noon())
                .has_value());
    CHECK_FALSE(out.headers.get("digest"));
    auto const claim = signatures::read_claim(tests::received(out), tests::our_base, tests::noon());
    REQUIRE(claim.has_value());
    CHECK(claim->signing_strings.front().starts_with("(request-target): get /ap/actors/7?page=1\n"));
    CHECK(signatures::verify(*claim, tests::ed25519_key().public_half()));
}

TEST_CASE("a synchronisation header is signed too (FEP-8fcf)", "[signatures][cavage]")
{
    auto out = tests::post();
    out.headers.set("Collection-Synchronization", "digest=\"00\"");
    REQUIRE(signatures::sign(out, scheme::cavage_12, tests::their_key, tests::rsa_key(), tests::noon())
                .has_value());
    CHECK(out.headers.get("signature")->find("collection-synchronization") != std::string_view::npos);
    auto request = tests::received(out);
    CHECK(accepted(request));
    request.headers.set("Collection-Synchronization", "digest=\"01\"");
    CHECK_FALSE(accepted(request));
}

TEST_CASE("quirk 1: a signature without the query counts", "[signatures][cavage][quirks]")
{
    CHECK(accepted(signed_as(plain_get("/x?a=1"), "(request-target) host date", text_for("/x"))));
    CHECK(accepted(signed_as(plain_get("/x?a=1"), "(request-target) host date", text_for("/x?a=1"))));
    CHECK_FALSE(accepted(signed_as(plain_get("/x"), "(request-target) host date", text_for("/x?a=1"))));
}

TEST_CASE("quirk 2: the Host that was sent is the Host that is verified", "[signatures][cavage][quirks]")
{
    auto request = plain_get("/x");
    request.headers.set("Host", "our.test:443");
    auto const text = "(request-target): get /x\nhost: our.test:443\ndate: " + date;
    CHECK(accepted(signed_as(request, "(request-target) host date", text)));
}

TEST_CASE("quirk 4: the header may begin with the word Signature", "[signatures][cavage][quirks]")
{
    CHECK(
        accepted(signed_as(plain_get("/x"), "(request-target) host date", text_for("/x"), "", "Signature ")));
}

TEST_CASE("quirk 5: (request-target) is always signed, with the host", "[signatures][cavage][quirks]")
{
    auto out = GENERATE_COPY(tests::post(), tests::get());
    REQUIRE(signatures::sign(out, scheme::cavage_12, tests::their_key, tests::rsa_key(), tests::noon())
                .has_value());
    auto const signature = std::string(out.headers.get("signature").value_or(""));
    CHECK(signature.find("headers=\"(request-target) host date") != std::string::npos);
}

TEST_CASE("(created) and (expires) stand for Date with hs2019", "[signatures][cavage]")
{
    auto const created =
        std::to_string(std::chrono::floor<std::chrono::seconds>(tests::noon()).time_since_epoch().count());
    auto const later = std::to_string(std::stoll(created) + 60),
               earlier = std::to_string(std::stoll(created) - 60);
    auto const sign = [&](std::string const& algorithm, std::string const& expires) {
        auto const text =
            "(request-target): get /x\nhost: our.test\n(created): " + created + "\n(expires): " + expires;
        return signed_as(plain_get("/x"), "(request-target) host (created) (expires)", text,
                         "algorithm=\"" + algorithm + "\",created=" + created + ",expires=" + expires + ",");
    };
    CHECK(accepted(sign("hs2019", later)));
    CHECK_FALSE(accepted(sign("hs2019", earlier)));
    CHECK_FALSE(accepted(sign("rsa-sha256", later)));
}

// Hardening T-07.
TEST_CASE("a captured request cannot be used for anything else", "[signatures][cavage][T-07]")
{
    auto const [what, spoil] = GENERATE(table<std::string, change>({
        {"another body", [](auto& r) { r.body += " "; }},
        {"another body with its digest",
         [](auto& r) {
             r.body += " ";
             r.headers.set("Digest", signatures::digest_of(r.body));
         }},
        {"another path", [](auto& r) { r.target = "/ap/actors/7/inbox"; }},
        {"another path with a query", [](auto& r) { r.target = "/ap/x?a"; }},
        {"another method", [](auto& r) { r.method = http::method::put; }},
        {"another host", [](auto& r) { r.headers.set("Host", "other.test"); }},
        {"no host", [](auto& r) { r.headers.remove("Host"); }},
        {"two hosts", [](auto& r) { r.headers.add("Host", "our.test"); }},
        {"no digest", [](auto& r) { r.headers.remove("Digest"); }},
        {"two digests", [](auto& r) { r.headers.add("Digest", signatures::digest_of(r.body)); }},
        {"another content type", [](auto& r) { r.headers.set("Content-Type", "text/html"); }},
        {"another date", [](auto& r) { r.headers.set("Date", "Sun, 01 Mar 2026 12:00:01 GMT"); }},
        {"two dates", [](auto& r) { r.headers.add("Date", std::string(*r.headers.get("date"))); }},
        {"no signature", [](auto& r) { r.headers.remove("Signature"); }},
        {"two signatures",
         [](auto& r) { r.headers.add("Signature", std::string(*r.headers.get("signature"))); }},
    }));
    CAPTURE(what);
    auto request = signed_post();
    REQUIRE(accepted(request));
    spoil(request);
    CHECK_FALSE(accepted(request));
}

TEST_CASE("what must be covered is covered", "[signatures][cavage][T-07]")
{
    auto post = tests::received(tests::post());
    post.headers.set("Date", date);
    post.headers.set("Digest", signatures::digest_of(post.body));
    auto const target = "(request-target): post /ap/inbox", host = "host: our.test", digest = "digest: ";
    auto const digest_line = digest + header(post, "digest"), date_line = "date: " + date;
    auto const with = [&](std::string const& names, std::vector<std::string> const& lines) {
        std::string text;
        for (auto const& line : lines)
            text += (text.empty() ? "" : "\n") + line;
        return signed_as(post, names, text);
    };
    CHECK(accepted(with("(request-target) host date digest", {target, host, date_line, digest_line})));
    CHECK_FALSE(accepted(with("host date digest", {host, date_line, digest_line})));
    CHECK_FALSE(accepted(with("(request-target) date digest", {target, date_line, digest_line})));
    CHECK_FALSE(accepted(with("(request-target) host digest", {target, host, digest_line})));
    CHECK_FALSE(accepted(with("(request-target) host date", {target, host, date_line})));
    CHECK_FALSE(accepted(with("(request-target) host date digest absent",
                              {target, host, date_line, digest_line, "absent: "})));
}
