// SPDX-License-Identifier: AGPL-3.0-or-later
// Header fields in their order, names compared without case; several of one name stay several.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace federwerk::http {

class headers {
public:
    headers() = default;
    headers(std::initializer_list<std::pair<std::string, std::string>> list) : fields_(list) {}

    void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
    void set(std::string_view name, std::string value); // Replaces all of that name
    void remove(std::string_view name);
    std::optional<std::string_view> get(std::string_view name) const; // The first
    std::vector<std::string_view> all(std::string_view name) const;
    std::size_t count(std::string_view name) const;
    auto begin() const { return fields_.begin(); }
    auto end() const { return fields_.end(); }

private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

} // namespace federwerk::http
