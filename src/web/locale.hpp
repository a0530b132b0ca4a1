// SPDX-License-Identifier: AGPL-3.0-or-later
// The language of a page: messages of web/locales by ICU, dates as that language writes them.
#pragma once

#include "core/time.hpp"

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace federwerk::web {

class locale {
public:
    static locale const& named(std::string_view language);           // "de"; anything unknown is English
    static locale const& accepted(std::string_view accept_language); // By q-value (RFC 9110 12.5.4)

    std::string const& language() const { return language_; }
    std::map<std::string, std::string> const& messages() const
    {
        return messages_;
    }                                                      // Those without arguments, by key
    std::string const& text(std::string const& key) const; // Without arguments; the key where there is none
    bool has(std::string const& key) const { return messages_.contains(key); }

    using argument = std::variant<std::string, std::int64_t>;
    std::string format(std::string const& key,
                       std::initializer_list<std::pair<char const*, argument>> arguments) const;

    std::string day(core::day d) const;        // March 1, 2026 · 1. März 2026
    std::string day(core::time_point t) const; // The same, of a point in time, in UTC
    // 5.–7. September 2025; whole months from two of them on: February – May 2026
    std::string span(core::day from, core::day to) const;

private:
    explicit locale(std::string language);
    std::string language_;
    std::map<std::string, std::string> messages_;
};

} // namespace federwerk::web
