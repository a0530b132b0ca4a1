// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pictures/media_files.hpp"

#include "core/durable_file.hpp"
#include "core/log.hpp"
#include "core/secrets.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

constexpr std::size_t name_digits = 32;
constexpr std::string_view suffix = ".webp";

// Why is for the log; the member learns that it is not the picture's fault.
result<> stored(result<> const& done)
{
    if (!done)
        return failure{done.error().code, done.error().log, "The picture cannot be stored now."};
    return {};
}

} // namespace

std::filesystem::path media_folder(core::settings const& settings)
{
    return settings.data / "media";
}

std::string random_media_name()
{
    return core::to_hex(core::random_bytes(name_digits / 2)) + std::string(suffix);
}

bool is_media_name(std::string_view name)
{
    return name.size() == name_digits + suffix.size() && name.ends_with(suffix) &&
           std::ranges::all_of(name.substr(0, name_digits),
                               [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

result<> write_media_file(core::settings const& settings, std::string const& name, std::string_view bytes)
{
    auto const folder = media_folder(settings);
    TRY_VOID(stored(core::create_folders(folder)));
    return stored(core::replace_file(folder / name, bytes, 0640));
}

void remove_media_files(core::settings const& settings, std::vector<std::string> const& names)
{
    for (auto const& name : names) {
        if (!is_media_name(name))
            continue;
        std::error_code error;
        std::filesystem::remove(media_folder(settings) / name, error);
        if (error)
            core::log::warning("media.remove_failed", {{"file", name}, {"error", error.message()}});
    }
}

} // namespace federwerk::app
