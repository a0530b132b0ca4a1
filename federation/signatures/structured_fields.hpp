// SPDX-License-Identifier: AGPL-3.0-or-later
// The part of RFC 8941 that Signature-Input, Signature and Content-Digest use; stricter: no key may occur
// twice.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace federwerk::signatures {

struct sf_token {
    std::string text;
    bool operator==(sf_token const&) const = default;
};
struct sf_bytes {
    std::string text;
    bool operator==(sf_bytes const&) const = default;
};
using sf_item = std::variant<std::string, std::int64_t, bool, sf_token, sf_bytes>;
using sf_parameters = std::vector<std::pair<std::string, sf_item>>;

struct sf_component { // A string with parameters: what an inner list of a Signature-Input holds
    std::string name;
    sf_parameters parameters;
    bool operator==(sf_component const&) const = default;
};
struct sf_inner_list {
    std::vector<sf_component> items;
    sf_parameters parameters;
};

template <class T>
using sf_dictionary = std::vector<std::pair<std::string, T>>;

// Nothing where the text breaks the grammar, is over 8 KB, or has more than 8 members, 64 items or 16
// parameters.
std::optional<sf_dictionary<sf_inner_list>> parse_list_dictionary(std::string_view text);
std::optional<sf_dictionary<std::string>> parse_byte_dictionary(std::string_view text); // Raw bytes

std::string serialise(sf_component const& component);
std::string serialise(sf_inner_list const& list);

template <class T>
T const* find_parameter(sf_parameters const& all, std::string_view name)
{
    for (auto const& [key, value] : all)
        if (key == name)
            return std::get_if<T>(&value);
    return nullptr;
}
bool has_parameter(sf_parameters const& all, std::string_view name);

} // namespace federwerk::signatures
