// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/url.hpp"

#include "core/text.hpp"

#include <boost/url/parse.hpp>

#include <algorithm>
#include <charconv>

namespace federwerk::core {

namespace {

failure refuse(std::string_view why, std::string_view text)
{
    return {errc::malformed, std::string(why) + ": " + std::string(text.substr(0, 200)),
            "This is not a valid address."};
}

struct authority_parts {
    std::string host; // Normalised
    std::optional<std::uint16_t> port;
};

result<std::uint16_t> parse_port(std::string_view text)
{
    unsigned port = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || end != text.data() + text.size() || text.size() > 5 || port == 0 ||
        port > 65535)
        return refuse("port", text);
    return static_cast<std::uint16_t>(port);
}

result<authority_parts> parse_authority(std::string_view text)
{
    if (text.find('@') != std::string_view::npos)
        return refuse("user info", text);
    auto const bracket = text.rfind(']');
    auto const colon = text.find(':', bracket == std::string_view::npos ? 0 : bracket);
    authority_parts out;
    if (colon != std::string_view::npos) {
        TRY(out.port, parse_port(text.substr(colon + 1)));
        text = text.substr(0, colon);
    }
    if (text.find(':') != std::string_view::npos && !text.starts_with('['))
        return refuse("address literal without brackets", text);
    TRY(out.host, normalise_host(text));
    return out;
}

std::string bracketed(std::string const& host)
{
    return host.find(':') == std::string::npos ? host : '[' + host + ']';
}

// What is left of an address after its authority: printable ASCII without the characters that parsers
// disagree on.
bool is_plain(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f && c != '\\'; });
}

} // namespace

result<url> url::parse(std::string_view text)
{
    if (text.size() > 2048)
        return refuse("over 2,048 bytes", text);
    auto const scheme_end = text.find("://");
    if (scheme_end == std::string_view::npos)
        return refuse("no scheme", text);
    url out;
    out.scheme_ = lower_ascii(text.substr(0, scheme_end));
    if (out.scheme_ != "http" && out.scheme_ != "https")
        return refuse("scheme", text);
    auto const rest = text.substr(scheme_end + 3);
    auto const authority_end = std::min(rest.find_first_of("/?#\\"), rest.size());
    auto const written = rest.substr(0, authority_end);
    auto const tail = rest.substr(authority_end);
    if (!is_plain(tail))
        return refuse("characters", text);
    TRY(auto parts, parse_authority(written));
    out.host_ = std::move(parts.host);
    out.port_ = parts.port.value_or(out.secure() ? 443 : 80);
    out.text_ = out.scheme_ + "://" + bracketed(out.host_);
    if (parts.port)
        out.text_ += ':' + std::to_string(*parts.port);
    out.text_ += tail;
    auto const parsed = boost::urls::parse_uri(out.text_);
    if (!parsed)
        return refuse("syntax", text);
    out.target_ = std::string(parsed->encoded_path());
    if (out.target_.empty())
        out.target_ = "/";
    if (parsed->has_query())
        out.target_ += '?' + std::string(parsed->encoded_query());
    out.fragment_ = std::string(parsed->encoded_fragment());
    return out;
}

std::string url::authority() const
{
    auto const usual = secure() ? 443 : 80;
    return port_ == usual ? bracketed(host_) : bracketed(host_) + ':' + std::to_string(port_);
}

std::string url::origin() const
{
    return scheme_ + "://" + authority();
}

url url::without_fragment() const
{
    url out = *this;
    out.fragment_.clear();
    out.text_ = text_.substr(0, text_.find('#'));
    return out;
}

// 443 is what https means anyway, so that a.test:443 and a.test are one place.
result<std::string> normalise_authority(std::string_view authority)
{
    TRY(auto const parts, parse_authority(authority));
    if (!parts.port || *parts.port == 443)
        return bracketed(parts.host);
    return bracketed(parts.host) + ':' + std::to_string(*parts.port);
}

} // namespace federwerk::core
