// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/signatures/structured_fields.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <charconv>

namespace federwerk::signatures {
namespace {

constexpr std::size_t most_bytes = 8 * 1024, most_members = 8, most_items = 64, most_parameters = 16;

bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}
bool is_alpha(char c)
{
    return is_lower(c) || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
bool in(std::string_view set, char c)
{
    return c != '\0' && set.find(c) != set.npos;
}

template <class T>
bool add(std::vector<std::pair<std::string, T>>& all, std::string key, T value, std::size_t most)
{
    if (all.size() == most || std::ranges::any_of(all, [&](auto const& one) { return one.first == key; }))
        return false;
    all.emplace_back(std::move(key), std::move(value));
    return true;
}

// RFC 8941 4.2. Each function gives nothing where its rule does not fit; then the whole text is refused.
class parser {
public:
    explicit parser(std::string_view text) : rest_(text) {}

    template <class T>
    std::optional<sf_dictionary<T>> dictionary(std::optional<T> (parser::*member)())
    {
        sf_dictionary<T> out;
        skip(" ");
        do {
            skip(out.empty() ? "" : " \t");
            auto const name = key();
            if (!name || !take('='))
                return {};
            auto value = (this->*member)();
            if (!value || !add(out, *name, std::move(*value), most_members))
                return {};
            skip(" \t");
        } while (take(','));
        return rest_.empty() ? std::optional(std::move(out)) : std::nullopt;
    }

    std::optional<sf_inner_list> inner_list()
    {
        sf_inner_list out;
        if (!take('('))
            return {};
        for (skip(" "); !take(')'); skip(" ")) {
            auto const name = string();
            auto const own = name ? parameters() : std::nullopt;
            if (!own || out.items.size() == most_items || !(peek(' ') || peek(')')))
                return {};
            out.items.push_back({*name, *own});
        }
        auto own = parameters();
        if (!own)
            return {};
        out.parameters = std::move(*own);
        return out;
    }

    std::optional<std::string> byte_sequence()
    {
        if (!take(':'))
            return {};
        auto const end = rest_.find(':');
        if (end == rest_.npos)
            return {};
        auto out = core::from_base64(rest_.substr(0, end));
        rest_.remove_prefix(end + 1);
        return out && parameters() ? out : std::nullopt;
    }

private:
    bool peek(char c) const { return rest_.starts_with(c); }
    bool take(char c)
    {
        bool const there = peek(c);
        rest_.remove_prefix(there ? 1 : 0);
        return there;
    }
    void skip(std::string_view set)
    {
        while (!rest_.empty() && in(set, rest_[0]))
            rest_.remove_prefix(1);
    }
    template <class Accept>
    std::string_view run(Accept accept)
    {
        auto const end = std::ranges::find_if_not(rest_, accept);
        auto const out = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
        rest_.remove_prefix(out.size());
        return out;
    }

    std::optional<std::string> key()
    {
        auto const out = run([](char c) { return is_lower(c) || is_digit(c) || in("_-.*", c); });
        return !out.empty() && (is_lower(out[0]) || out[0] == '*') ? std::optional(std::string(out))
                                                                   : std::nullopt;
    }

    std::optional<std::string> string()
    {
        std::string out;
        if (!take('"'))
            return {};
        while (!take('"')) {
            bool const escaped = take('\\');
            if (rest_.empty() || rest_[0] < 0x20 || rest_[0] == 0x7F || (escaped && !in("\"\\", rest_[0])))
                return {};
            out += rest_[0];
            rest_.remove_prefix(1);
        }
        return out;
    }

    std::optional<sf_item> item()
    {
        if (peek('"')) {
            auto text = string();
            return text ? std::optional<sf_item>(std::move(*text)) : std::nullopt;
        }
        if (take('?'))
            return take('1')   ? std::optional<sf_item>(true)
                   : take('0') ? std::optional<sf_item>(false)
                               : std::nullopt;
        if (take(':')) {
            auto const text = run([](char c) { return c != ':'; });
            auto bytes = core::from_base64(text);
            return take(':') && bytes ? std::optional<sf_item>(sf_bytes{std::move(*bytes)}) : std::nullopt;
        }
        if (peek('-') || (!rest_.empty() && is_digit(rest_[0])))
            return integer();
        auto const token =
            run([](char c) { return is_alpha(c) || is_digit(c) || in("!#$%&'*+-.^_`|~:/", c); });
        return !token.empty() && (is_alpha(token[0]) || token[0] == '*')
                   ? std::optional<sf_item>(sf_token{std::string(token)})
                   : std::nullopt;
    }

    std::optional<sf_item> integer() // Decimals occur in no parameter of RFC 9421
    {
        auto const text = run([](char c) { return c == '-' || is_digit(c); });
        std::int64_t number = 0;
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        bool const whole = error == std::errc{} && end == text.data() + text.size() && text.size() <= 16;
        return whole && !peek('.') ? std::optional<sf_item>(number) : std::nullopt;
    }

    std::optional<sf_parameters> parameters()
    {
        sf_parameters out;
        while (take(';')) {
            skip(" ");
            auto const name = key();
            auto value = !name ? std::nullopt : take('=') ? item() : std::optional<sf_item>(true);
            if (!value || !add(out, *name, std::move(*value), most_parameters))
                return {};
        }
        return out;
    }

    std::string_view rest_;
};

std::string quote(std::string_view text)
{
    std::string out = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

struct serialiser {
    std::string operator()(std::string const& text) const { return quote(text); }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(bool b) const { return b ? "?1" : "?0"; }
    std::string operator()(sf_token const& token) const { return token.text; }
    std::string operator()(sf_bytes const& bytes) const { return ":" + core::to_base64(bytes.text) + ":"; }
};

std::string serialise(sf_parameters const& all)
{
    std::string out;
    for (auto const& [name, value] : all) {
        out += ";" + name;
        if (value != sf_item(true))
            out += "=" + std::visit(serialiser{}, value);
    }
    return out;
}

} // namespace

std::optional<sf_dictionary<sf_inner_list>> parse_list_dictionary(std::string_view text)
{
    return text.size() > most_bytes ? std::nullopt : parser(text).dictionary(&parser::inner_list);
}

std::optional<sf_dictionary<std::string>> parse_byte_dictionary(std::string_view text)
{
    return text.size() > most_bytes ? std::nullopt : parser(text).dictionary(&parser::byte_sequence);
}

std::string serialise(sf_component const& component)
{
    return quote(component.name) + serialise(component.parameters);
}

std::string serialise(sf_inner_list const& list)
{
    std::string out = "(";
    for (auto const& item : list.items)
        out += (out.size() > 1 ? " " : "") + serialise(item);
    return out + ")" + serialise(list.parameters);
}

bool has_parameter(sf_parameters const& all, std::string_view name)
{
    return std::ranges::any_of(all, [&](auto const& one) { return one.first == name; });
}

} // namespace federwerk::signatures
