// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/fuzz_targets.hpp"

#include "core/url.hpp"
#include "federation/signatures/digest.hpp"
#include "federation/signatures/http_signature.hpp"
#include "federation/signatures/multibase.hpp"
#include "federation/signatures/object_proof.hpp"
#include "json/document.hpp"

#include <cstdlib>

namespace federwerk::fuzz {
namespace {

// A broken promise ends the process, as the fuzzer and the test both notice.
void promise(bool kept)
{
    if (!kept)
        std::abort();
}

core::time_point const now{std::chrono::seconds(1'772'366'400)};

} // namespace

void json(std::string_view bytes)
{
    auto const parsed = json::document::parse(bytes);
    if (!parsed)
        return;
    auto const written = parsed->root().write();
    auto const again = json::document::parse(written, {.bytes = 8 << 20});
    promise(again.has_value() && again->root().write() == written);
    promise(json::canonical(again->root()) == json::canonical(parsed->root()));
    static_cast<void>(signatures::read_proof(parsed->root(), now));
}

void signature(std::string_view bytes)
{
    auto const end = std::min(bytes.find('\n'), bytes.size());
    http::request request;
    request.method = http::method::post;
    request.target = "/ap/inbox?x=1";
    request.query = "x=1";
    request.headers = {{"Host", "our.test"}, {"Date", "Sun, 01 Mar 2026 12:00:00 GMT"}};
    if (end > 0)
        request.headers.add("Signature-Input", std::string(bytes.substr(0, end)));
    std::string const rest(bytes.substr(std::min(end + 1, bytes.size())));
    request.headers.add("Signature", rest);
    request.headers.add("Digest", signatures::digest_of(""));
    request.headers.add("Content-Digest", signatures::content_digest_of(""));
    auto const claim = signatures::read_claim(request, "https://our.test", now);
    promise(claim ? !claim->signing_strings.empty() : claim.error().code == errc::unauthenticated);
    static_cast<void>(signatures::check_digest(rest, ""));
    static_cast<void>(signatures::check_content_digest(rest, ""));
}

void multibase(std::string_view bytes)
{
    if (auto const decoded = signatures::from_multibase(bytes))
        promise(signatures::to_multibase(*decoded) == bytes);
    for (auto const& key :
         {signatures::public_key::from_multibase(bytes), signatures::public_key::from_pem(bytes),
          signatures::public_key::from_spki(bytes)})
        if (key)
            promise(signatures::public_key::from_pem(key->pem()).has_value());
}

void url(std::string_view bytes)
{
    auto const parsed = core::url::parse(bytes);
    if (!parsed)
        return;
    auto const again = core::url::parse(parsed->text());
    promise(again.has_value() && again->text() == parsed->text() && again->origin() == parsed->origin());
}

} // namespace federwerk::fuzz
