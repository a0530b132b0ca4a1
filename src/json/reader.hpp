// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads a request body field by field and gathers what is wrong with all of them, so that a form can show it
// at once.
//     json::reader in(document.root());
//     auto headline = in.text("headline").required().at_most(300);   // see the members
//     if (auto refused = in.refusal()) return *refused;              // errc::invalid with details
#pragma once

#include "json/document.hpp"

#include <initializer_list>
#include <optional>
#include <vector>

namespace federwerk::json {

class reader {
public:
    explicit reader(view root); // Not an object: refusal() says so

    // Each gives the value, or a default and a remembered field_error. Absent and null are the same.
    std::string text(std::string_view name, std::size_t at_most,
                     std::size_t at_least = 0); // Required; characters; trimmed
    std::optional<std::string> optional_text(std::string_view name, std::size_t at_most);
    std::optional<std::int64_t> optional_integer(std::string_view name, std::int64_t least,
                                                 std::int64_t most);
    std::optional<bool> optional_boolean(std::string_view name);
    std::optional<std::vector<std::string>> optional_texts(std::string_view name, std::size_t most_items,
                                                           std::size_t at_most);
    view optional_object(std::string_view name);
    bool has(std::string_view name) const; // Present, even as null: PATCH tells "leave" from "clear"

    void refuse(std::string_view field, std::string message);       // For rules beyond shape
    void allow_only(std::initializer_list<std::string_view> names); // Unknown fields are refused by name
    std::optional<failure> refusal() const;

private:
    view root_;
    std::vector<field_error> errors_;
};

} // namespace federwerk::json
