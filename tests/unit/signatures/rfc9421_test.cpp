// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/signatures/rfc9421.hpp"

#include "core/text.hpp"
#include "federation/signatures/digest.hpp"
#include "support/signed_requests.hpp"
#include "support/source_tree.hpp"

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

// Covers what the test says, rightly signed.
http::request signed_with(http::request request, std::string const& input)
{
    auto const list = signatures::parse_list_dictionary("l=" + input);
    REQUIRE(list.has_value());
    auto const base =
        signatures::signature_base(request, core::url::parse(tests::our_base).value(), list->front().second);
    auto const signature = base ? tests::rsa_key().sign(*base).value() : std::string("x");
    request.headers.set("Signature-Input", "l=" + input);
    request.headers.set("Signature", "l=:" + core::to_base64(signature) + ":");
    return request;
}

std::string const created = ";created=1772366400;keyid=\"k\""; // Noon

http::request bare(http::outgoing const& sent)
{
    auto request = tests::received(sent);
    if (!request.body.empty())
        request.headers.set("Content-Digest", signatures::content_digest_of(request.body));
    return request;
}

std::string without_newline(std::string text)
{
    while (text.ends_with('\n'))
        text.pop_back();
    return text;
}

} // namespace

TEST_CASE("the signature bases of RFC 9421 B.2 come out", "[signatures][rfc9421][vectors]")
{
    auto const folder = tests::vectors();
    if (!folder) {
        WARN("skipped: no vectors beside the clone");
        return;
    }
    auto const name = GENERATE(as<std::string>{}, "b21", "b22", "b23", "b25", "b26"); // B.2.4 is a response
    CAPTURE(name);
    auto const request =
        tests::read_request(tests::read_file(*folder / "rfc9421" / (name + "_request_signed.txt")));
    auto const lists = signatures::parse_list_dictionary(request.headers.get("signature-input").value());
    REQUIRE(lists.has_value());
    auto const base = signatures::signature_base(request, core::url::parse("https://example.com").value(),
                                                 lists->front().second);
    REQUIRE(base.has_value());
    CHECK(*base == without_newline(tests::read_file(*folder / "rfc9421" / (name + "_request_sigbase.txt"))));
}

TEST_CASE("the Ed25519 signature of RFC 9421 B.2.6 verifies", "[signatures][rfc9421][vectors]")
{
    auto const folder = tests::vectors();
    if (!folder) {
        WARN("skipped: no vectors beside the clone");
        return;
    }
    auto const file = [&](std::string const& name) { return tests::read_file(*folder / "rfc9421" / name); };
    auto const request = tests::read_request(file("b26_request_signed.txt"));
    auto const key = signatures::public_key::from_pem(file("test-key-ed25519.pub"));
    auto const all = signatures::parse_byte_dictionary(request.headers.get("signature").value());
    REQUIRE((key.has_value() && all.has_value()));
    CHECK(key->verify(without_newline(file("b26_request_sigbase.txt")), all->front().second));
    CHECK(signatures::check_content_digest(request.headers.get("content-digest").value(), request.body)
              .has_value());
    auto const spoilt = tests::read_request(file("request_bad_digest.txt"));
    CHECK(signatures::check_content_digest(spoilt.headers.get("content-digest").value(), spoilt.body)
              .has_error());
}

TEST_CASE("a POST is signed in the form that Mastodon insists on, and verifies", "[signatures][rfc9421]")
{
    auto const request = signed_post();
    CHECK(request.headers.get("content-digest") == signatures::content_digest_of(request.body));
    CHECK(
        request.headers.get("signature-input") ==
        R"(sig1=("@method" "@target-uri" "content-digest");created=1772366400;keyid="https://peer.test/u/bo#main-key")");
    CHECK(request.headers.get("signature")->starts_with("sig1=:"));
    auto const claim = signatures::read_claim(request, tests::our_base, tests::noon());
    REQUIRE(claim.has_value());
    CHECK(claim->scheme == scheme::rfc9421);
    CHECK(claim->key_uri == tests::their_key);
    REQUIRE(claim->signing_strings.size() == 1);
    CHECK(claim->signing_strings[0].starts_with(
        "\"@method\": POST\n\"@target-uri\": https://our.test/ap/inbox?x=1\n"));
    CHECK(accepted(request));
}

TEST_CASE("a GET verifies, and the second knock signs the same request anew", "[signatures][rfc9421]")
{
    auto out = tests::get();
    REQUIRE(signatures::sign(out, scheme::cavage_12, tests::their_key, tests::rsa_key(), tests::noon())
                .has_value());
    REQUIRE(signatures::sign(out, scheme::rfc9421, tests::their_key, tests::rsa_key(), tests::noon())
                .has_value());
    CHECK(out.headers.count("signature") == 1);
    CHECK_FALSE(out.headers.get("date"));
    CHECK(accepted(tests::received(out)));
    REQUIRE(signatures::sign(out, scheme::cavage_12, tests::their_key, tests::rsa_key(), tests::noon())
                .has_value());
    CHECK_FALSE(out.headers.get("signature-input"));
    CHECK(accepted(tests::received(out)));
}

TEST_CASE("other ways to pin a request down are understood", "[signatures][rfc9421]")
{
    auto const [input, good] = GENERATE(table<std::string, bool>({
        {R"(("@method" "@target-uri" "content-digest"))" + created, true},
        {R"(("@method" "@authority" "@path" "@query" "content-digest" "content-type"))" + created, true},
        {R"(("@method" "@authority" "@request-target" "@scheme" "content-digest"))" + created, true},
        {R"(("@method" "host" "@request-target" "content-digest"))" + created, true},
        {R"(("@method" "@target-uri" "content-digest"))" + created +
             R"(;alg="rsa-v1_5-sha256";nonce="n";tag="t")",
         true},
        {R"(("@method" "@target-uri" "content-digest"))" + created + ";expires=1772366460", true},
        {R"(("@method" "@target-uri" "content-digest"))" + created + ";expires=1772366340", false},
        {R"(("@method" "@target-uri" "content-digest"))" + created + R"(;alg="ed25519")", false},
        {R"(("@method" "@target-uri" "content-digest"))" + created + R"(;alg="hmac-sha256")", false},
        {R"(("@method" "@target-uri" "content-digest"))" + created + ";alg=rsa", false},
        {R"(("@method" "@authority" "@path" "content-digest"))" + created, false}, // The query is open
        {R"(("@method" "@request-target" "content-digest"))" + created, false},
        {R"(("@target-uri" "content-digest"))" + created, false},
        {R"(("@method" "@target-uri"))" + created, false},
        {R"(())" + created, false},
        {R"(("@method" "@target-uri" "content-digest");created=1772366400)", false},
        {R"(("@method" "@target-uri" "content-digest");keyid="k")", false},
        {R"(("@method" "@target-uri" "content-digest");created="1772366400";keyid="k")", false},
        {R"(("@method" "@target-uri" "content-digest");created=1772366400;keyid="")", false},
        {R"(("@method" "@method" "@target-uri" "content-digest"))" + created, false},
        {R"(("@method" "@target-uri" "content-digest" "absent"))" + created, false},
        {R"(("@method" "@target-uri" "content-digest" "@status"))" + created, false},
        {R"(("@method" "@target-uri";req "content-digest"))" + created, false},
        {R"(("@method" "@target-uri" "content-digest";bs))" + created, false},
        {R"(("@method" "@target-uri" "Content-Digest" "content-digest"))" + created, false},
    }));
    CAPTURE(input);
    CHECK(accepted(signed_with(bare(tests::post("https://our.test/ap/inbox?x=1")), input)) == good);
}

// Hardening T-07.
TEST_CASE("a captured RFC 9421 request cannot be used for anything else", "[signatures][rfc9421][T-07]")
{
    auto const [what, spoil] = GENERATE(table<std::string, change>({
        {"another body", [](auto& r) { r.body += " "; }},
        {"another body with its digest",
         [](auto& r) {
             r.body += " ";
             r.headers.set("Content-Digest", signatures::content_digest_of(r.body));
         }},
        {"another path", [](auto& r) { r.target = "/ap/actors/7/inbox?x=1"; }},
        {"another query", [](auto& r) { r.target = "/ap/inbox?x=2"; }},
        {"no query", [](auto& r) { r.target = "/ap/inbox"; }},
        {"another method", [](auto& r) { r.method = http::method::put; }},
        {"another host", [](auto& r) { r.headers.set("Host", "other.test"); }},
        {"no digest", [](auto& r) { r.headers.remove("Content-Digest"); }},
        {"two digests",
         [](auto& r) { r.headers.add("Content-Digest", signatures::content_digest_of(r.body)); }},
        {"no signature", [](auto& r) { r.headers.remove("Signature"); }},
        {"another key", [](auto& r) { replace(r, "signature-input", "#main-key", "#other-key"); }},
        {"another time", [](auto& r) { replace(r, "signature-input", "1772366400", "1772366401"); }},
    }));
    CAPTURE(what);
    auto request = signed_post();
    REQUIRE(accepted(request));
    spoil(request);
    CHECK_FALSE(accepted(request));
}
