// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/signed_requests.hpp"

namespace federwerk::tests {
namespace {

http::method method_of(std::string_view name)
{
    return name == "POST" ? http::method::post : http::method::get;
}

void set_target(http::request& out, std::string target)
{
    auto const mark = target.find('?');
    out.path = target.substr(0, mark);
    out.query = mark == target.npos ? "" : target.substr(mark + 1);
    out.target = std::move(target);
}

std::string line(std::string_view& rest)
{
    auto const end = rest.find('\n');
    std::string out(rest.substr(0, end));
    rest = end == rest.npos ? std::string_view{} : rest.substr(end + 1);
    if (out.ends_with('\r'))
        out.pop_back();
    return out;
}

} // namespace

http::request read_request(std::string_view text)
{
    http::request out;
    auto const first = line(text);
    auto const space = first.find(' ');
    out.method = method_of(first.substr(0, space));
    set_target(out, first.substr(space + 1, first.rfind(' ') - space - 1));
    for (auto field = line(text); !field.empty(); field = line(text)) {
        auto const colon = field.find(':');
        out.headers.add(field.substr(0, colon), field.substr(colon + 2));
    }
    auto const length = out.headers.get("content-length");
    out.body =
        text.substr(0, length ? static_cast<std::size_t>(std::stoul(std::string(*length))) : text.npos);
    return out;
}

http::request received(http::outgoing const& sent)
{
    http::request out;
    out.method = sent.method;
    set_target(out, sent.target.target());
    out.headers = sent.headers;
    out.headers.add("Host", sent.target.authority());
    out.body = sent.body;
    return out;
}

http::outgoing post(std::string url, std::string body)
{
    http::outgoing out{http::method::post, core::url::parse(url).value(), {}, std::move(body)};
    out.headers.set("Content-Type", "application/activity+json");
    return out;
}

http::outgoing get(std::string url)
{
    return {http::method::get, core::url::parse(url).value(), {}, {}};
}

signatures::private_key const& rsa_key()
{
    static auto const key = signatures::private_key::generate(signatures::algorithm::rsa).value();
    return key;
}

signatures::private_key const& ed25519_key()
{
    static auto const key = signatures::private_key::generate(signatures::algorithm::ed25519).value();
    return key;
}

} // namespace federwerk::tests
