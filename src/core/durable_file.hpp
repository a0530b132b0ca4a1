// SPDX-License-Identifier: AGPL-3.0-or-later
// Files that a crash leaves whole: written beside their name, synced, put into place, and the folder synced
// too. Nobody ever sees a part of one under its name. errc::unavailable: the disk is full or broken.
#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <string_view>

#include <sys/types.h>

namespace federwerk::core {

// What has the name is replaced.
result<> replace_file(std::filesystem::path const& file, std::string_view bytes, mode_t mode);
// False where the name is taken: of several who create it the first one wins.
result<bool> create_file(std::filesystem::path const& file, std::string_view bytes, mode_t mode);
// Those that are missing, each synced into the one above it.
result<> create_folders(std::filesystem::path const& folder);

} // namespace federwerk::core
