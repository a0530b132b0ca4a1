// SPDX-License-Identifier: AGPL-3.0-or-later
// The one kind of id: a decimal number below 2^53, so that JavaScript clients keep every digit.
// PostgreSQL makes them (function snowflake(): 41 bits of milliseconds since 2026-01-01, 12 bits of a
// sequence), so any number of processes share one source.
#pragma once

#include "core/result.hpp"

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace federwerk::core {

struct snowflake {
    std::int64_t value = 0;

    auto operator<=>(snowflake const&) const = default;
    explicit operator bool() const { return value != 0; }

    std::string text() const { return std::to_string(value); }

    // Digits only, no sign, no leading zero, 1 … 2^53 - 1.
    static result<snowflake> parse(std::string_view text);
};

} // namespace federwerk::core

template <>
struct std::hash<federwerk::core::snowflake> {
    std::size_t operator()(federwerk::core::snowflake id) const noexcept
    {
        return std::hash<std::int64_t>{}(id.value);
    }
};
