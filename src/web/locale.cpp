// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/locale.hpp"

#include "core/text.hpp"
#include "web/assets.hpp"
#include "json/document.hpp"

#include <unicode/datefmt.h>
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

locale const& locale::accepted(std::string_view accept_language)
{
    std::string_view best = "en";
    int best_quality = 0;
    for (auto entry : core::split(accept_language, ',')) {
        auto const parts = core::split(entry, ';');
        std::string const tag = core::lower_ascii(core::trim(parts.front()));
        std::string_view const candidate = tag.starts_with("de") ? "de" : tag.starts_with("en") ? "en" : "";
        int quality = 1000; // In thousandths
        for (std::size_t i = 1; i < parts.size(); ++i)
            if (auto const weight = core::trim(parts[i]); weight.starts_with("q=")) {
                double given = 0;
                std::from_chars(weight.data() + 2, weight.data() + weight.size(), given);
                quality = static_cast<int>(given * 1000);
            }
        if (!candidate.empty() && quality > best_quality) {
            best = candidate;
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
    auto const since_epoch = std::chrono::sys_days(d).time_since_epoch();
    icu::UnicodeString written;
    format->format(static_cast<double>(std::chrono::milliseconds(since_epoch).count()), written);
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

std::string locale::month(core::day d) const
{
    return write_date(language_, d, "yMMMM");
}

} // namespace federwerk::web
