// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/router.hpp"

#include "core/text.hpp"
#include "core/url.hpp"

#include <algorithm>
#include <stdexcept>

namespace federwerk::http {

namespace {

// The decoded segments; nothing for a path that no route may match.
std::optional<std::vector<std::string>> segments_of(std::string_view path)
{
    std::vector<std::string> out;
    if (path.empty() || path.front() != '/')
        return std::nullopt;
    if (path == "/")
        return out;
    for (auto const raw : core::split(path.substr(1), '/')) {
        std::string word(raw);
        if (raw.find('%') != std::string_view::npos) {
            auto decoded = core::percent_decode(raw);
            if (!decoded)
                return std::nullopt;
            word = std::move(*decoded);
        }
        if (word.empty() || word == "." || word == ".." || word.find('/') != std::string::npos ||
            word.find('\0') != std::string::npos)
            return std::nullopt;
        out.push_back(std::move(word));
    }
    return out;
}

// The order among segments at the same place: literals, then the parameter with more text around it,
// "{rest*}" last.
std::size_t literalness(bool literal, bool rest, std::size_t around)
{
    if (literal)
        return 1'000'000;
    return rest ? 0 : 1 + around;
}

bool answers(method asked, method offered)
{
    return asked == offered || (asked == method::head && offered == method::get);
}

} // namespace

std::vector<router::segment> router::compile(std::string_view text)
{
    std::vector<segment> out;
    if (text.empty() || text.front() != '/')
        throw std::logic_error("route does not begin with a slash: " + std::string(text));
    if (text == "/")
        return out;
    for (auto const part : core::split(text.substr(1), '/')) {
        auto const open = part.find('{');
        auto const close = part.find('}');
        if (part.empty() || (open == std::string_view::npos) != (close == std::string_view::npos) ||
            (!out.empty() && out.back().rest))
            throw std::logic_error("route cannot be read: " + std::string(text));
        if (open == std::string_view::npos) {
            out.push_back({.head = std::string(part)});
            continue;
        }
        auto name = part.substr(open + 1, close - open - 1);
        bool const rest = name.ends_with('*');
        if (rest)
            name.remove_suffix(1);
        if (name.empty())
            throw std::logic_error("route has a parameter without a name: " + std::string(text));
        out.push_back({std::string(part.substr(0, open)), std::string(name),
                       std::string(part.substr(close + 1)), rest});
    }
    return out;
}

bool router::before(pattern const& a, pattern const& b)
{
    auto const rank = [](segment const& s) {
        return literalness(s.name.empty(), s.rest, s.head.size() + s.tail.size());
    };
    return std::ranges::lexicographical_compare(a.segments, b.segments, std::greater<>{}, rank, rank);
}

void router::add(route r)
{
    for (auto const& known : routes_)
        if (known.method == r.method && known.pattern == r.pattern)
            throw std::logic_error("route is there twice: " + r.pattern);
    pattern made{routes_.size(), compile(r.pattern)};
    auto const place = std::upper_bound(patterns_.begin(), patterns_.end(), made, before);
    patterns_.insert(place, std::move(made));
    routes_.push_back(std::move(r));
}

void router::add(std::vector<route> routes)
{
    for (auto& r : routes)
        add(std::move(r));
}

bool router::matches(pattern const& p, words const& path)
{
    bool const rest = !p.segments.empty() && p.segments.back().rest;
    if (rest ? path.size() < p.segments.size() : path.size() != p.segments.size())
        return false;
    for (std::size_t i = 0; i < p.segments.size(); ++i) {
        auto const& s = p.segments[i];
        auto const& word = path[i];
        if (s.name.empty() ? word != s.head
                           : word.size() <= s.head.size() + s.tail.size() || !word.starts_with(s.head) ||
                                 !word.ends_with(s.tail))
            return false;
    }
    return true;
}

void router::collect(pattern const& p, words const& path, found& into)
{
    for (std::size_t i = 0; i < p.segments.size(); ++i) {
        auto const& s = p.segments[i];
        if (s.name.empty())
            continue;
        auto value = path[i].substr(s.head.size(), path[i].size() - s.head.size() - s.tail.size());
        for (std::size_t more = i + 1; s.rest && more < path.size(); ++more)
            value += '/' + path[more];
        into.parameters.emplace(s.name, std::move(value));
    }
}

router::found router::find(method m, std::string_view path) const
{
    found out;
    auto const words = segments_of(path);
    if (!words)
        return out;
    for (auto const& p : patterns_) {
        if (!matches(p, *words))
            continue;
        auto const& r = routes_[p.route];
        if (answers(m, r.method)) {
            out.matched = &r;
            collect(p, *words, out);
            out.allowed.clear();
            return out;
        }
        if (std::ranges::find(out.allowed, r.method) == out.allowed.end())
            out.allowed.push_back(r.method);
    }
    return out;
}

} // namespace federwerk::http
