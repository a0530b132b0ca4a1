// SPDX-License-Identifier: AGPL-3.0-or-later
// Pictures as files under data/media: random names, never half visible (F-05).
#pragma once

#include "app/instance.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::app {

std::filesystem::path media_folder(core::settings const& settings);

// 128 random bits and ".webp": nobody guesses one picture's name from another's (T-65).
std::string random_media_name();
bool is_media_name(
    std::string_view name); // What random_media_name gives: no path is ever made of anything else

// Durable (core/durable_file.hpp). errc::unavailable: the disk is full or broken.
result<> write_media_file(core::settings const& settings, std::string const& name, std::string_view bytes);
void remove_media_files(core::settings const& settings,
                        std::vector<std::string> const& names); // Those absent already too

} // namespace federwerk::app
