// SPDX-License-Identifier: AGPL-3.0-or-later
#include "json/document.hpp"

#include "json/filter.hpp"
#include "json/rapid.hpp"
#include "json/scan.hpp"

#include <algorithm>

namespace federwerk::json {
namespace {

constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag |
                           rapidjson::kParseNumbersAsStringsFlag;
constexpr char const* not_json = "This is not valid JSON.";

// Called by Document::Populate with the document itself as the handler of what passes the filter.
struct source {
    std::string_view text;
    limits const& within;
    std::optional<failure> failed{};

    bool operator()(rapidjson::Document& dom)
    {
        rapidjson::MemoryStream stream(text.data(), text.size());
        rapidjson::Reader reader;
        filter<rapidjson::Document> through(dom, within);
        auto const parsed = reader.Parse<flags>(stream, through);
        if (through.failed)
            failed = std::move(through.failed);
        else if (parsed.IsError())
            failed = refused(std::string(rapidjson::GetParseError_En(parsed.Code())) + " at byte " +
                                 std::to_string(parsed.Offset()),
                             not_json);
        return !failed;
    }
};

std::string_view name_of(rapidjson::Value const& name)
{
    return {name.GetString(), name.GetStringLength()};
}

bool repeats_a_name(rapidjson::Value const& object)
{
    std::vector<std::string_view> names;
    names.reserve(object.MemberCount());
    for (auto const& member : object.GetObject())
        names.push_back(name_of(member.name));
    std::ranges::sort(names);
    return std::ranges::adjacent_find(names) != names.end();
}

// As deep as the filter has let the document be.
bool repeats_any_name(rapidjson::Value const& value)
{
    if (value.IsArray()) {
        for (auto const& item : value.GetArray())
            if (repeats_any_name(item))
                return true;
    } else if (value.IsObject()) {
        if (repeats_a_name(value))
            return true;
        for (auto const& member : value.GetObject())
            if (repeats_any_name(member.value))
                return true;
    }
    return false;
}

} // namespace

document::document() : impl_(std::make_unique<impl>()) {}
document::document(document&&) noexcept = default;
document& document::operator=(document&&) noexcept = default;
document::~document() = default;

view document::root() const
{
    return view(static_cast<rapidjson::Value const*>(&impl_->dom));
}

result<document> document::parse(std::string_view text, limits const& within)
{
    TRY_VOID(scan(text, within));
    document made;
    source from{text, within};
    try {
        made.impl_->dom.Populate(from);
    } catch (std::logic_error const& broken) { // RAPIDJSON_ASSERT
        return refused(broken.what(), not_json);
    }
    if (from.failed)
        return std::move(*from.failed);
    if (repeats_any_name(made.impl_->dom))
        return refused("a name occurs twice in one object", "A name occurs twice in one JSON object.");
    return made;
}

} // namespace federwerk::json
