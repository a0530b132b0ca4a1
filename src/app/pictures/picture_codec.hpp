// SPDX-License-Identifier: AGPL-3.0-or-later
// What the picture worker does inside its sandbox.
#pragma once

#include "app/pictures/picture_worker.hpp"

namespace federwerk::app {

inline constexpr std::size_t most_picture_bytes = 40 * 1024 * 1024;
inline constexpr int most_picture_edge = 2048;

// By the first bytes alone, never by a name or a Content-Type: PNG, JPEG, WebP, GIF, AVIF, HEIC.
bool is_known_picture(std::string_view bytes);

bool start_picture_library(); // Once per process, before the sandbox: it loads modules
result<picture_result> convert_picture(std::string_view bytes);

} // namespace federwerk::app
