// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/signatures/digest.hpp"

#include "core/secrets.hpp"
#include "core/text.hpp"
#include "federation/signatures/openssl.hpp"
#include "federation/signatures/structured_fields.hpp"

#include <vector>

namespace federwerk::signatures {
namespace {

struct stated {
    std::string algorithm; // Lower case
    std::string value;     // Raw bytes
};

std::string sha512(std::string_view bytes)
{
    std::string out(64, '\0');
    std::size_t size = 0;
    EVP_Q_digest(nullptr, "SHA512", nullptr, bytes.data(), bytes.size(), octets(out), &size);
    return out;
}

failure bad(std::string log)
{
    return {errc::unauthenticated, "digest: " + std::move(log), "The digest does not fit the body."};
}

result<> compare(std::vector<stated> const& all, std::string_view body)
{
    std::size_t known = 0;
    for (auto const& one : all) {
        for (auto const& other : all)
            if (&one != &other && one.algorithm == other.algorithm)
                return bad("an algorithm occurs twice");
        if (one.algorithm != "sha-256" && one.algorithm != "sha-512")
            continue;
        ++known;
        if (one.value != (one.algorithm == "sha-256" ? core::sha256(body) : sha512(body)))
            return bad("the body has another one");
    }
    return known ? result<>{} : bad("no algorithm that we know");
}

} // namespace

std::string digest_of(std::string_view body)
{
    return "SHA-256=" + core::to_base64(core::sha256(body));
}

std::string content_digest_of(std::string_view body)
{
    return "sha-256=:" + core::to_base64(core::sha256(body)) + ":";
}

result<> check_digest(std::string_view header, std::string_view body)
{
    std::vector<stated> all;
    for (auto const part : core::split(header, ',')) {
        auto const item = core::trim(part);
        auto const equals = item.find('=');
        if (equals == item.npos || equals == 0 || all.size() == 8)
            return bad("broken header");
        auto algorithm = core::lower_ascii(std::string_view(item).substr(0, equals));
        auto const value = core::from_base64(std::string_view(item).substr(equals + 1));
        bool const ours =
            algorithm == "sha-256" || algorithm == "sha-512"; // Others may be hexadecimal or numbers
        if (ours && !value)
            return bad("broken base64");
        all.push_back({std::move(algorithm), value.value_or("")});
    }
    return compare(all, body);
}

result<> check_content_digest(std::string_view header, std::string_view body)
{
    auto const members = parse_byte_dictionary(header);
    if (!members)
        return bad("broken Content-Digest");
    std::vector<stated> all;
    for (auto const& [name, value] : *members)
        all.push_back({name, value});
    return compare(all, body);
}

} // namespace federwerk::signatures
