// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/profiles/profile_fields.hpp"

#include "content/html.hpp"
#include "core/text.hpp"
#include "core/url.hpp"

namespace federwerk::app {

namespace {

constexpr std::size_t most_fields = 8, most_field_name = 100, most_field_value = 500;

// rel="me" lets others check that the page links back.
std::string field_html(std::string const& value)
{
    auto const plain = core::single_line(value);
    auto const escaped = core::escape_html(plain);
    if (auto const address = core::url::parse(plain); !address)
        return escaped;
    return content::sanitise("<a href=\"" + escaped + "\" rel=\"me nofollow noopener\">" + escaped + "</a>");
}

} // namespace

void check_fields(std::vector<plain_field> const& fields, std::vector<field_error>& found)
{
    auto const at_most = [&](std::string const& text, std::size_t most) {
        if (core::count_characters(text) > most)
            found.push_back({"fields", "must have at most " + std::to_string(most) + " characters"});
    };
    if (fields.size() > most_fields)
        found.push_back({"fields", "must be at most 8"});
    for (auto const& each : fields) {
        at_most(each.name, most_field_name);
        at_most(each.value, most_field_value);
    }
}

std::vector<domain::profile_field> to_profile_fields(std::vector<plain_field> const& fields)
{
    std::vector<domain::profile_field> out;
    for (auto const& each : fields)
        if (auto name = core::single_line(each.name); !name.empty())
            out.push_back({std::move(name), field_html(each.value)});
    return out;
}

std::vector<plain_field> to_plain_fields(std::vector<domain::profile_field> const& fields)
{
    std::vector<plain_field> out;
    for (auto const& each : fields)
        out.push_back({each.name, content::plain_text(each.value)});
    return out;
}

} // namespace federwerk::app
