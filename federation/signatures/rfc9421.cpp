// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/signatures/rfc9421.hpp"

#include "core/text.hpp"
#include "federation/signatures/digest.hpp"
#include "federation/signatures/window.hpp"

#include <algorithm>

namespace federwerk::signatures {
namespace {

// RFC 9421 2.2.8: decoded as a form is, and encoded again; a name that occurs several times is refused.
result<std::string> query_parameter(http::request const& request, sf_component const& component)
{
    auto const* name = find_parameter<std::string>(component.parameters, "name");
    auto const decoded = name ? core::percent_decode(*name) : result<std::string>(unacceptable("no name"));
    if (!decoded || component.parameters.size() != 1)
        return unacceptable("broken @query-param");
    auto const values = core::query_values(request.query, *decoded);
    if (values.size() != 1)
        return unacceptable("@query-param is absent or repeated");
    return core::percent_encode(values[0]);
}

result<std::string> derived(http::request const& request, core::url const& base,
                            sf_component const& component)
{
    auto const mark = request.target.find('?');
    if (component.name == "@query-param")
        return query_parameter(request, component);
    if (component.name == "@method")
        return method_name(request);
    if (component.name == "@target-uri")
        return base.origin() + request.target;
    if (component.name == "@authority")
        return base.authority();
    if (component.name == "@scheme")
        return base.scheme();
    if (component.name == "@request-target")
        return request.target;
    if (component.name == "@path")
        return request.target.substr(0, mark);
    if (component.name ==
        "@query") // RFC 9421 2.2.7: with its mark, which stays alone where there is no query
        return mark == request.target.npos ? std::string("?") : request.target.substr(mark);
    return unacceptable("unknown component");
}

result<std::string> component_value(http::request const& request, core::url const& base,
                                    sf_component const& component)
{
    if (component.name.starts_with('@')) {
        if (component.name != "@query-param" && !component.parameters.empty())
            return unacceptable("a component has a parameter");
        return derived(request, base, component);
    }
    // sf, key, bs, req and tr change how a value is read; no peer of ours uses them.
    if (!component.parameters.empty() || component.name != core::lower_ascii(component.name))
        return unacceptable("a header has a parameter or capital letters");
    auto value = joined(request.headers, component.name);
    return value ? result<std::string>(std::move(*value)) : unacceptable("a covered header is missing");
}

bool covers(sf_inner_list const& list, std::string_view name)
{
    return std::ranges::any_of(list.items, [&](auto const& item) { return item.name == name; });
}

// Method, authority, path and query must be pinned down, or the request could be sent elsewhere (T-07).
bool covers_target(sf_inner_list const& list, http::request const& request)
{
    bool const query = request.target.find('?') != std::string::npos;
    bool const path =
        covers(list, "@request-target") || (covers(list, "@path") && (!query || covers(list, "@query")));
    bool const authority = covers(list, "@authority") || covers(list, "host");
    return covers(list, "@method") && (covers(list, "@target-uri") || (authority && path));
}

result<> check_body(sf_inner_list const& list, http::request const& request)
{
    bool const has_body = !request.body.empty() ||
                          (request.method != http::method::get && request.method != http::method::head);
    if (!has_body && !request.headers.count("content-digest"))
        return {};
    if (has_body && !covers(list, "content-digest"))
        return unacceptable("content-digest is not covered");
    TRY(auto const digest, only(request.headers, "content-digest"));
    return check_content_digest(digest, request.body);
}

result<> check_times(sf_parameters const& parameters, core::time_point now)
{
    auto const* created = find_parameter<std::int64_t>(parameters, "created");
    auto const* expires = find_parameter<std::int64_t>(parameters, "expires");
    if (!created || (has_parameter(parameters, "expires") && !expires))
        return unacceptable("no created, or a broken expires");
    TRY_VOID(check_created(*created, now));
    return expires ? check_expires(*expires, now) : result<>{};
}

// RFC 9421 3.3: the name must agree with the key; without one the key decides.
result<std::optional<algorithm>> demanded(sf_parameters const& parameters)
{
    if (!has_parameter(parameters, "alg"))
        return std::optional<algorithm>{};
    auto const* name = find_parameter<std::string>(parameters, "alg");
    if (name && *name == "rsa-v1_5-sha256")
        return std::optional(algorithm::rsa);
    if (name && *name == "ed25519")
        return std::optional(algorithm::ed25519);
    return unacceptable("unknown alg");
}

result<claim> read_label(http::request const& request, core::url const& base, sf_inner_list const& list,
                         core::time_point now)
{
    auto const* key_uri = find_parameter<std::string>(list.parameters, "keyid");
    if (!key_uri || key_uri->empty() || key_uri->size() > 2048)
        return unacceptable("no keyid");
    TRY(auto const kind, demanded(list.parameters));
    TRY_VOID(check_times(list.parameters, now));
    if (!covers_target(list, request))
        return unacceptable("method or target is not covered");
    TRY_VOID(check_body(list, request));
    TRY(auto text, signature_base(request, base, list));
    return claim{scheme::rfc9421, *key_uri, {}, {std::move(text)}, kind};
}

} // namespace

result<std::string> signature_base(http::request const& request, core::url const& base,
                                   sf_inner_list const& covered)
{
    std::string out;
    for (auto const& item : covered.items) {
        if (std::ranges::count(covered.items, item) != 1)
            return unacceptable("a component occurs twice");
        TRY(auto const value, component_value(request, base, item));
        out += serialise(item) + ": " + value + "\n";
    }
    return out + "\"@signature-params\": " + serialise(covered);
}

// Of several labels the first is taken that could count; the others may be meant for somebody else (a proxy).
result<claim> read_rfc9421(http::request const& request, core::url const& base, core::time_point now)
{
    TRY(auto const input_header, only(request.headers, "signature-input"));
    TRY(auto const signature_header, only(request.headers, "signature"));
    auto const inputs = parse_list_dictionary(input_header);
    auto const signatures = parse_byte_dictionary(signature_header);
    if (!inputs || !signatures)
        return unacceptable("broken Signature-Input or Signature");
    auto why = unacceptable("no label has both parts");
    for (auto const& [label, list] : *inputs) {
        auto const bytes =
            std::ranges::find_if(*signatures, [&](auto const& one) { return one.first == label; });
        if (bytes == signatures->end())
            continue;
        auto read = read_label(request, base, list, now);
        if (read) {
            read->signature = bytes->second;
            return read;
        }
        why = std::move(read).error();
    }
    return why;
}

// The form that Mastodon insists on (interop 1.4).
result<> sign_rfc9421(http::outgoing& request, std::string const& key_uri, private_key const& key,
                      core::time_point now)
{
    auto& headers = request.headers;
    sf_inner_list list{{{"@method", {}}, {"@target-uri", {}}}, {}};
    http::request as_received;
    as_received.method = request.method;
    as_received.target = request.target.target();
    if (request.method != http::method::get && request.method != http::method::head) {
        headers.set("Content-Digest", content_digest_of(request.body));
        list.items.push_back({"content-digest", {}});
        if (headers.count("collection-synchronization")) // FEP-8fcf: must be signed
            list.items.push_back({"collection-synchronization", {}});
    }
    as_received.headers = headers;
    auto const created = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    list.parameters = {{"created", std::int64_t{created}}, {"keyid", key_uri}};
    TRY(auto const text, signature_base(as_received, request.target, list));
    TRY(auto const signature, key.sign(text));
    headers.set("Signature-Input", "sig1=" + serialise(list));
    headers.set("Signature", "sig1=:" + core::to_base64(signature) + ":");
    return {};
}

} // namespace federwerk::signatures
