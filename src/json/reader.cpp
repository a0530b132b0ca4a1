// SPDX-License-Identifier: AGPL-3.0-or-later
#include "json/reader.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace federwerk::json {
namespace {

std::string too_long(std::size_t at_most)
{
    return "must have at most " + std::to_string(at_most) + (at_most == 1 ? " character" : " characters");
}

} // namespace

reader::reader(view root) : root_(root)
{
    if (!root.is_object())
        refuse("", "must be a JSON object");
}

std::string reader::text(std::string_view name, std::size_t at_most, std::size_t at_least)
{
    auto const given = root_[name];
    if (!given.is_string()) {
        refuse(name, given.present() ? "must be a text" : "is required");
        return {};
    }
    auto trimmed = core::trim(*given.text());
    auto const length = core::count_characters(trimmed);
    if (length > at_most)
        refuse(name, too_long(at_most));
    else if (length < at_least)
        refuse(name, length == 0 ? "is required"
                                 : "must have at least " + std::to_string(at_least) + " characters");
    return trimmed;
}

std::optional<std::string> reader::optional_text(std::string_view name, std::size_t at_most)
{
    return root_[name].present() ? std::optional(text(name, at_most)) : std::nullopt;
}

std::optional<std::int64_t> reader::optional_integer(std::string_view name, std::int64_t least,
                                                     std::int64_t most)
{
    auto const given = root_[name];
    if (!given.present())
        return {};
    auto const number = given.integer();
    if (!number)
        refuse(name, "must be a whole number");
    else if (*number < least || *number > most)
        refuse(name, "must be from " + std::to_string(least) + " to " + std::to_string(most));
    return number;
}

std::optional<bool> reader::optional_boolean(std::string_view name)
{
    auto const given = root_[name];
    if (given.present() && !given.boolean())
        refuse(name, "must be true or false");
    return given.boolean();
}

std::optional<std::vector<std::string>> reader::optional_texts(std::string_view name, std::size_t most_items,
                                                               std::size_t at_most)
{
    auto const given = root_[name];
    if (!given.present())
        return {};
    std::vector<std::string> out;
    if (!given.is_array())
        refuse(name, "must be a list of texts");
    else if (given.size() > most_items)
        refuse(name, "must have at most " + std::to_string(most_items) + " items");
    else
        for (auto const item : given.items()) {
            auto const text = item.text();
            if (!text) {
                refuse(name, "must be a list of texts");
                break;
            }
            out.push_back(core::trim(*text));
            if (core::count_characters(out.back()) > at_most) {
                refuse(name, "each item " + too_long(at_most));
                break;
            }
        }
    return out;
}

view reader::optional_object(std::string_view name)
{
    auto const given = root_[name];
    if (given.present() && !given.is_object()) {
        refuse(name, "must be an object");
        return {};
    }
    return given;
}

bool reader::has(std::string_view name) const
{
    return root_[name].present() || root_[name].is_null();
}

void reader::refuse(std::string_view field, std::string message)
{
    errors_.push_back({std::string(field), std::move(message)});
}

void reader::allow_only(std::initializer_list<std::string_view> names)
{
    for (auto const& [name, _] : root_.members())
        if (std::ranges::find(names, name) == names.end())
            refuse(name, "is not known here");
}

std::optional<failure> reader::refusal() const
{
    if (errors_.empty())
        return {};
    auto const& first = errors_.front();
    return failure{errc::invalid, "invalid field " + first.field + ": " + first.message,
                   "Some fields are not acceptable.", errors_};
}

} // namespace federwerk::json
