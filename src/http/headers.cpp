// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/headers.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace federwerk::http {

namespace {

auto named(std::string_view name)
{
    return [name](auto const& field) { return core::equals_ignoring_case(field.first, name); };
}

} // namespace

void headers::set(std::string_view name, std::string value)
{
    auto const first = std::ranges::find_if(fields_, named(name));
    if (first == fields_.end()) {
        fields_.emplace_back(std::string(name), std::move(value));
        return;
    }
    first->second = std::move(value);
    fields_.erase(std::remove_if(first + 1, fields_.end(), named(name)), fields_.end());
}

void headers::remove(std::string_view name)
{
    std::erase_if(fields_, named(name));
}

std::optional<std::string_view> headers::get(std::string_view name) const
{
    auto const first = std::ranges::find_if(fields_, named(name));
    if (first == fields_.end())
        return std::nullopt;
    return first->second;
}

std::vector<std::string_view> headers::all(std::string_view name) const
{
    std::vector<std::string_view> out;
    for (auto const& [key, value] : fields_)
        if (core::equals_ignoring_case(key, name))
            out.push_back(value);
    return out;
}

std::size_t headers::count(std::string_view name) const
{
    return static_cast<std::size_t>(std::ranges::count_if(fields_, named(name)));
}

} // namespace federwerk::http
