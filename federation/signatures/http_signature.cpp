// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/signatures/http_signature.hpp"

#include "federation/signatures/window.hpp"

#include <algorithm>

namespace federwerk::signatures {

std::string_view to_string(scheme s)
{
    return s == scheme::cavage_12 ? "cavage-12" : "rfc9421";
}

result<> sign(http::outgoing& request, scheme how, std::string const& key_uri, private_key const& key,
              core::time_point now)
{
    if (key_uri.find_first_of("\"\\\r\n") != key_uri.npos)
        return failure{errc::internal, "a key URI that no header can carry: " + key_uri, {}};
    // The second knock signs the same request anew.
    for (auto const* name : {"Signature", "Signature-Input", "Digest", "Content-Digest", "Date"})
        request.headers.remove(name);
    return how == scheme::cavage_12 ? sign_cavage(request, key_uri, key, now)
                                    : sign_rfc9421(request, key_uri, key, now);
}

result<claim> read_claim(http::request const& request, std::string const& base_url, core::time_point now)
{
    auto const base = core::url::parse(base_url);
    if (!base)
        return failure{errc::internal, "signature: our own address is no URL: " + base_url, {}};
    if (request.headers.count("signature") == 0)
        return failure{errc::unauthenticated, "signature: there is none", "An HTTP signature is required."};
    TRY_VOID(check_host(request, *base));
    return request.headers.count("signature-input") ? read_rfc9421(request, *base, now)
                                                    : read_cavage(request, *base, now);
}

bool verify(claim const& c, public_key const& key)
{
    if (c.demanded && *c.demanded != key.kind())
        return false;
    return std::ranges::any_of(c.signing_strings,
                               [&](auto const& text) { return key.verify(text, c.signature); });
}

} // namespace federwerk::signatures
