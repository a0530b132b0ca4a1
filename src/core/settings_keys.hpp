// SPDX-License-Identifier: AGPL-3.0-or-later
// The table of every setting, for those who read settings and those who describe them.
#pragma once

#include "core/settings.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace federwerk::core {

struct setting_key {
    std::string_view name; // "database.url"
    std::string_view sentence;
    std::string_view type;
    std::function<std::string(settings const&)> show;
    std::function<bool(settings&, std::string_view)> set; // False where the text is not of the type

    std::string variable() const; // "FEDERWERK_DATABASE_URL"
};

std::span<setting_key const> setting_keys();

} // namespace federwerk::core
