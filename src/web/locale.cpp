// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/locale.hpp"

#include "core/text.hpp"
#include "web/assets.hpp"
#include "json/document.hpp"

#include <unicode/datefmt.h>
#include <unicode/dtitvfmt.h>
#include <unicode/msgfmt.h>
#include <unicode/smpdtfmt.h>

#include <charconv>
#include <memory>
#include <vector>

namespace federwerk::web {

locale::locale(std::string language) : language_(std::move(language))
{
    auto const parsed = json::document::parse(embedded("locales/" + language_ + ".json")).value();
    for (auto const& [key, message] : parsed.root().members())
        messages_.emplace(key, message.text().value_or(""));
}

locale const& locale::named(std::string_view language)
{
    static locale const english("en"), german("de");
    return core::equals_ignoring_case(language.substr(0, 2), "de") ? german : english;
}

namespace {

bool is_of(std::string_view tag, std::string_view language)
{
    return tag.starts_with(language) && (tag.size() == language.size() || tag[language.size()] == '-');
}

int quality_of(std::vector<std::string_view> const& parts) // In thousandths
{
    for (std::size_t i = 1; i < parts.size(); ++i)
        if (auto const weight = core::lower_ascii(core::trim(parts[i])); weight.starts_with("q=")) {
            double given = 0;
            std::from_chars(weight.data() + 2, weight.data() + weight.size(), given);
            return given > 0 && given <= 1 ? static_cast<int>(given * 1000) : 0;
        }
    return 1000;
}

} // namespace

locale const& locale::accepted(std::string_view accept_language)
{
    std::string_view best = "en";
    int best_quality = 0;
    for (auto const entry : core::split(accept_language, ',')) {
        auto const parts = core::split(entry, ';');
        auto const tag = core::lower_ascii(core::trim(parts.front()));
        auto const quality = quality_of(parts);
        for (std::string_view const ours : {"en", "de"})
            if (is_of(tag, ours) && quality > best_quality) {
                best = ours;
                best_quality = quality;
            }
    }
    return named(best);
}

std::string const& locale::text(std::string const& key) const
{
    auto const at = messages_.find(key);
    return at == messages_.end() ? key : at->second;
}

std::string locale::format(std::string const& key,
                           std::initializer_list<std::pair<char const*, argument>> arguments) const
{
    UErrorCode error = U_ZERO_ERROR;
    icu::MessageFormat const message(icu::UnicodeString::fromUTF8(text(key)), icu::Locale(language_.c_str()),
                                     error);
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> values;
    for (auto const& [name, value] : arguments) {
        names.push_back(icu::UnicodeString::fromUTF8(name));
        if (auto const* number = std::get_if<std::int64_t>(&value))
            values.emplace_back(*number);
        else
            values.emplace_back(icu::UnicodeString::fromUTF8(std::get<std::string>(value)));
    }
    icu::UnicodeString written;
    message.format(names.data(), values.data(), static_cast<int32_t>(names.size()), written, error);
    std::string out;
    return U_SUCCESS(error) ? written.toUTF8String(out) : text(key);
}

namespace {

UDate milliseconds(core::day d)
{
    return static_cast<UDate>(std::chrono::milliseconds(std::chrono::sys_days(d).time_since_epoch()).count());
}

std::string write_date(std::string const& language, core::day d, char const* skeleton)
{
    // ICU's formats are not safe to share between threads, and dear to make.
    thread_local std::map<std::string, std::unique_ptr<icu::DateFormat>> formats;
    auto& format = formats[language + skeleton];
    if (!format) {
        UErrorCode error = U_ZERO_ERROR;
        format.reset(
            icu::DateFormat::createInstanceForSkeleton(skeleton, icu::Locale(language.c_str()), error));
        format->setTimeZone(*icu::TimeZone::getGMT());
    }
    icu::UnicodeString written;
    format->format(milliseconds(d), written);
    std::string out;
    return written.toUTF8String(out);
}

} // namespace

std::string locale::day(core::day d) const
{
    return write_date(language_, d, "yMMMMd");
}

std::string locale::day(core::time_point t) const
{
    return day(core::day(std::chrono::floor<std::chrono::days>(t)));
}

std::string locale::span(core::day from, core::day to) const
{
    thread_local std::map<std::string, std::unique_ptr<icu::DateIntervalFormat>> formats;
    bool const months = std::chrono::sys_days(to) - std::chrono::sys_days(from) > std::chrono::days(45);
    auto& format = formats[language_ + (months ? "m" : "d")];
    UErrorCode error = U_ZERO_ERROR;
    if (!format) {
        format.reset(icu::DateIntervalFormat::createInstance(months ? "yMMMM" : "yMMMMd",
                                                             icu::Locale(language_.c_str()), error));
        format->setTimeZone(*icu::TimeZone::getGMT());
    }
    icu::DateInterval const interval(milliseconds(from), milliseconds(to));
    icu::FieldPosition where(icu::FieldPosition::DONT_CARE);
    icu::UnicodeString written;
    format->format(&interval, written, where, error);
    std::string out;
    return U_SUCCESS(error) ? written.toUTF8String(out) : day(from);
}

} // namespace federwerk::web
