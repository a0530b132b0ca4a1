// SPDX-License-Identifier: AGPL-3.0-or-later
// What an opening of another server asks for in its own units (FEP-0837): who answers repeats them.
#pragma once

#include <optional>
#include <string>

namespace federwerk::domain {

struct seat_terms {
    std::string resource;                // resourceConformsTo
    std::string unit = "one";            // hasUnit
    std::optional<std::string> quantity; // hasNumericalValue; absent: any amount
    bool unit_based = false;             // Then multiples of it count too
    struct in_return {
        std::string uri, resource, unit;
        std::optional<std::string> quantity;
        bool operator==(in_return const&) const = default;
    };
    std::optional<in_return> reciprocal; // Then the answer must promise it

    bool operator==(seat_terms const&) const = default;
};

} // namespace federwerk::domain
