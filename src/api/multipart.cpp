// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/multipart.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace federwerk::api {

namespace {

constexpr std::string_view crlf = "\r\n";

failure broken(std::string why)
{
    return {errc::malformed, "multipart: " + why, "The form cannot be read: " + why + "."};
}

bool is_token_character(char c) // RFC 9110 5.6.2
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_boundary_character(char c) // RFC 2046 5.1.1
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("'()+_,-./:=? ").find(c) != std::string_view::npos;
}

void skip_spaces(std::string_view& text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
}

std::string_view take_token(std::string_view& text)
{
    auto const end = std::ranges::find_if_not(text, is_token_character) - text.begin();
    auto const token = text.substr(0, static_cast<std::size_t>(end));
    text.remove_prefix(token.size());
    return token;
}

// Browsers write %22 for a quotation mark (HTML 4.10.22.8); a backslash escapes the next character elsewhere.
std::optional<std::string> take_quoted(std::string_view& text)
{
    std::string value;
    text.remove_prefix(1);
    while (!text.empty() && text.front() != '"') {
        if (text.front() == '\\' && text.size() > 1)
            text.remove_prefix(1);
        value += text.front();
        text.remove_prefix(1);
    }
    if (text.empty())
        return std::nullopt;
    text.remove_prefix(1);
    return value;
}

using parameter = std::pair<std::string, std::string>;

// "; name=value; other="value"": each name once.
std::optional<std::vector<parameter>> read_parameters(std::string_view text)
{
    std::vector<parameter> found;
    for (skip_spaces(text); !text.empty(); skip_spaces(text)) {
        if (text.front() != ';')
            return std::nullopt;
        text.remove_prefix(1);
        skip_spaces(text);
        auto const name = core::lower_ascii(take_token(text));
        if (name.empty() || text.empty() || text.front() != '=' ||
            std::ranges::find(found, name, &parameter::first) != found.end())
            return std::nullopt;
        text.remove_prefix(1);
        auto const value =
            !text.empty() && text.front() == '"' ? take_quoted(text) : std::string(take_token(text));
        if (!value)
            return std::nullopt;
        found.emplace_back(name, *value);
    }
    return found;
}

std::optional<std::string> value_of(std::vector<parameter> const& all, std::string_view name)
{
    auto const found = std::ranges::find(all, name, &parameter::first);
    return found == all.end() ? std::nullopt : std::optional(found->second);
}

result<std::string> read_boundary(std::string_view content_type)
{
    auto const end = content_type.find(';');
    if (core::lower_ascii(core::trim(content_type.substr(0, end))) != "multipart/form-data")
        return failure{errc::unsupported, "no multipart/form-data", "Send multipart/form-data."};
    auto const parameters = read_parameters(end == std::string_view::npos ? "" : content_type.substr(end));
    auto const boundary = parameters ? value_of(*parameters, "boundary") : std::nullopt;
    if (!boundary || boundary->empty() || boundary->size() > 70 || boundary->ends_with(' ') ||
        !std::ranges::all_of(*boundary, is_boundary_character))
        return broken("no boundary");
    return *boundary;
}

result<> read_disposition(std::string_view value, part& p)
{
    auto rest = value;
    if (core::lower_ascii(take_token(rest)) != "form-data")
        return broken("a part that is no form-data");
    auto const parameters = read_parameters(rest);
    auto const name = parameters ? value_of(*parameters, "name") : std::nullopt;
    if (!name || name->empty() || !core::is_valid_utf8(*name))
        return broken("a part without a name");
    p.name = *name;
    p.filename = value_of(*parameters, "filename");
    return {};
}

// Content-Disposition exactly once; no transfer encoding, which nobody sends and parsers disagree about.
result<part> read_head(std::string_view head)
{
    part p;
    bool named = false;
    for (std::size_t at = 0; at < head.size();) {
        auto const end = std::min(head.find(crlf, at), head.size());
        auto const line = head.substr(at, end - at);
        at = end + crlf.size();
        auto const colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0 ||
            !std::ranges::all_of(line.substr(0, colon), is_token_character) ||
            std::ranges::any_of(line, [](unsigned char c) { return c < ' ' && c != '\t'; }))
            return broken("a broken header");
        auto const name = core::lower_ascii(line.substr(0, colon));
        if (name == "content-transfer-encoding" || (name == "content-disposition" && named))
            return broken("a header that must not be there: " + name);
        if (name != "content-disposition")
            continue;
        named = true;
        TRY_VOID(read_disposition(core::trim(line.substr(colon + 1)), p));
    }
    if (!named)
        return broken("a part without a name");
    return p;
}

} // namespace

result<std::vector<part>> parse_multipart(std::string_view content_type, std::string_view body,
                                          multipart_limits const& within)
{
    TRY(auto const boundary, read_boundary(content_type));
    auto const opening = "--" + boundary, delimiter = std::string(crlf) + opening;
    if (!body.starts_with(opening))
        return broken("it does not begin with its boundary");
    auto rest = body.substr(opening.size());
    std::vector<part> parts;
    while (!rest.starts_with("--")) {
        if (!rest.starts_with(crlf))
            return broken("a boundary that does not end its line");
        if (parts.size() == within.parts)
            return broken("too many parts");
        rest.remove_prefix(crlf.size());
        auto const head_end = rest.substr(0, within.header_bytes).find("\r\n\r\n");
        if (head_end == std::string_view::npos)
            return broken("a part whose headers do not end");
        TRY(auto p, read_head(rest.substr(0, head_end)));
        rest.remove_prefix(head_end + 4);
        auto const end = rest.find(delimiter);
        if (end == std::string_view::npos)
            return broken("it does not end with its boundary");
        p.body = rest.substr(0, end);
        parts.push_back(std::move(p));
        rest.remove_prefix(end + delimiter.size());
    }
    if (rest != "--" && rest != "--\r\n")
        return broken("something after its end");
    return parts;
}

} // namespace federwerk::api
