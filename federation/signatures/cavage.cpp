// SPDX-License-Identifier: AGPL-3.0-or-later
// draft-cavage-http-signatures-12.
#include "core/text.hpp"
#include "federation/signatures/digest.hpp"
#include "federation/signatures/window.hpp"

#include <algorithm>
#include <charconv>

namespace federwerk::signatures {
namespace {

struct parsed {
    std::string key_uri, algorithm, signature;
    std::vector<std::string> headers;
    std::optional<std::int64_t> created, expires;

    bool covers(std::string_view name) const { return std::ranges::find(headers, name) != headers.end(); }
};

using parameters = std::vector<std::pair<std::string_view, std::string_view>>;

bool is_name_character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// name="value" or name=value, separated by commas. Nobody sends escapes in the quotes, so a backslash is
// refused.
result<parameters> split_parameters(std::string_view rest)
{
    parameters out;
    while (!rest.empty()) {
        auto const equals = rest.find('=');
        auto const name = strip(rest.substr(0, equals));
        if (equals == rest.npos || name.empty() || !std::ranges::all_of(name, is_name_character) ||
            out.size() == 16)
            return unacceptable("broken Signature header");
        rest = rest.substr(equals + 1);
        bool const quoted = rest.starts_with('"');
        auto const end = quoted ? rest.find('"', 1) : rest.find(',');
        if (quoted && end == rest.npos)
            return unacceptable("open quote in Signature header");
        auto const value = quoted ? rest.substr(1, end - 1) : strip(rest.substr(0, end));
        if (value.find_first_of("\\\"") != value.npos)
            return unacceptable("broken value in Signature header");
        for (auto const& [other, _] : out)
            if (core::equals_ignoring_case(other, name)) // Mastodon #37375
                return unacceptable("a parameter occurs twice");
        out.emplace_back(name, value);
        rest = end == rest.npos ? std::string_view{} : strip(rest.substr(end + (quoted ? 1 : 0)));
        if (!rest.empty() && !rest.starts_with(','))
            return unacceptable("no comma between parameters");
        rest = rest.empty() ? rest : strip(rest.substr(1));
    }
    return out;
}

std::optional<std::string_view> find(parameters const& all, std::string_view name)
{
    for (auto const& [key, value] : all)
        if (key == name)
            return value;
    return {};
}

result<std::optional<std::int64_t>> seconds(parameters const& all, std::string_view name)
{
    auto const text = find(all, name);
    if (!text)
        return std::optional<std::int64_t>{};
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc{} || end != text->data() + text->size())
        return unacceptable(std::string(name) + " is no number of seconds");
    return std::optional(number);
}

result<std::vector<std::string>> covered(std::string_view list)
{
    std::vector<std::string> out;
    for (auto const name : core::split(list, ' ')) {
        auto lower = core::lower_ascii(name);
        if (lower.empty() || out.size() == 64 || std::ranges::find(out, lower) != out.end())
            return unacceptable("empty or repeated name in the list of headers");
        out.push_back(std::move(lower));
    }
    return out;
}

result<parsed> parse(std::string_view header)
{
    if (header.size() > 8 * 1024)
        return unacceptable("too long a Signature header");
    if (core::equals_ignoring_case(header.substr(0, 10), "Signature ")) // Old PeerTube (interop quirk 4)
        header = strip(header.substr(10));
    TRY(auto const all, split_parameters(header));
    auto const key_uri = find(all, "keyId"), signature = find(all, "signature");
    auto const bytes = signature ? core::from_base64(*signature) : std::nullopt;
    if (!key_uri || key_uri->empty() || key_uri->size() > 2048 || !bytes || bytes->empty())
        return unacceptable("no keyId or no signature");
    parsed out{
        std::string(*key_uri), core::lower_ascii(find(all, "algorithm").value_or("")), *bytes, {}, {}, {}};
    TRY(out.headers, covered(find(all, "headers").value_or("date")));
    TRY(out.created, seconds(all, "created"));
    TRY(out.expires, seconds(all, "expires"));
    return out;
}

// The name never picks the arithmetic, the key does; but a name that contradicts the key is refused (T-08).
result<std::optional<algorithm>> demanded(std::string_view name)
{
    if (name.empty() || name == "hs2019")
        return std::optional<algorithm>{};
    if (name == "rsa-sha256")
        return std::optional(algorithm::rsa);
    if (name == "ed25519")
        return std::optional(algorithm::ed25519);
    return unacceptable("unknown algorithm");
}

result<> check_times(parsed const& p, http::request const& request, core::time_point now)
{
    bool const old_name =
        p.algorithm.starts_with("rsa"); // Draft 2.3: these may not use (created) and (expires)
    if ((p.covers("(created)") && (old_name || !p.created)) ||
        (p.covers("(expires)") && (old_name || !p.expires)))
        return unacceptable("(created) or (expires) where it may not be");
    if (!p.covers("date") && !p.covers("(created)"))
        return unacceptable("neither date nor (created) is covered");
    if (p.covers("date")) {
        TRY(auto const text, only(request.headers, "date"));
        auto const date = core::parse_http_date(text);
        if (!date)
            return unacceptable("unreadable Date");
        TRY_VOID(check_fresh(*date, now));
    }
    if (p.created)
        TRY_VOID(check_created(*p.created, now));
    if (p.expires)
        TRY_VOID(check_expires(*p.expires, now));
    return {};
}

// (request-target) and host always, or a request could be sent to another path or host of ours (T-07).
result<> check_coverage(parsed const& p, http::request const& request)
{
    if (!p.covers("(request-target)") || !p.covers("host"))
        return unacceptable("(request-target) or host is not covered");
    bool const has_body = !request.body.empty() ||
                          (request.method != http::method::get && request.method != http::method::head);
    if (!has_body && !request.headers.count("digest"))
        return {};
    if (has_body && !p.covers("digest"))
        return unacceptable("digest is not covered");
    TRY(auto const digest, only(request.headers, "digest"));
    return check_digest(digest, request.body);
}

result<std::string> signing_string(parsed const& p, http::request const& request, std::string_view target)
{
    std::string out;
    for (auto const& name : p.headers) {
        std::optional<std::string> value;
        if (name == "(request-target)")
            value = core::lower_ascii(method_name(request)) + " " + std::string(target);
        else if (name == "(created)" && p.created)
            value = std::to_string(*p.created);
        else if (name == "(expires)" && p.expires)
            value = std::to_string(*p.expires);
        else
            value = joined(request.headers, name);
        if (!value)
            return unacceptable("a covered header is missing: " + name);
        out += (out.empty() ? "" : "\n") + name + ": " + *value;
    }
    return out;
}

} // namespace

result<claim> read_cavage(http::request const& request, core::url const&, core::time_point now)
{
    TRY(auto const header, only(request.headers, "signature"));
    TRY(auto const p, parse(header));
    TRY(auto const kind, demanded(p.algorithm));
    TRY_VOID(check_times(p, request, now));
    TRY_VOID(check_coverage(p, request));
    TRY(auto whole, signing_string(p, request, request.target));
    claim out{scheme::cavage_12, p.key_uri, p.signature, {std::move(whole)}, kind};
    // Some peers sign without the query (interop quirk 1).
    if (auto const mark = request.target.find('?'); mark != request.target.npos) {
        TRY(auto without, signing_string(p, request, std::string_view(request.target).substr(0, mark)));
        out.signing_strings.push_back(std::move(without));
    }
    return out;
}

result<> sign_cavage(http::outgoing& request, std::string const& key_uri, private_key const& key,
                     core::time_point now)
{
    auto& headers = request.headers;
    headers.set("Date", core::to_http_date(now));
    std::string names = "(request-target) host date";
    auto text = "(request-target): " + core::lower_ascii(http::to_string(request.method)) + " " +
                request.target.target() + "\nhost: " + request.target.authority() +
                "\ndate: " + core::to_http_date(now);
    bool const has_body = request.method != http::method::get && request.method != http::method::head;
    if (has_body)
        headers.set("Digest", digest_of(request.body));
    for (std::string const name : {"digest", "content-type", "collection-synchronization"})
        if (auto const value = joined(headers, name); value && has_body) {
            names += " " + name;
            text += "\n" + name + ": " + *value;
        }
    TRY(auto const signature, key.sign(text));
    // Old peers know only this name for RSA; others need the one that leaves it to the key.
    auto const* algorithm = key.kind() == signatures::algorithm::rsa ? "rsa-sha256" : "hs2019";
    headers.set("Signature", "keyId=\"" + key_uri + "\",algorithm=\"" + algorithm + "\",headers=\"" + names +
                                 "\",signature=\"" + core::to_base64(signature) + "\"");
    return {};
}

} // namespace federwerk::signatures
