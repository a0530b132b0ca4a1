// SPDX-License-Identifier: AGPL-3.0-or-later
// Pictures from outside are decoded in a process of their own: without network, without files, with limits
// (T-46).
#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace federwerk::app {

struct picture_result {
    std::string webp; // At most 2,048 pixels each way, upright, sRGB, without metadata
    int width = 0, height = 0;
    std::string blurhash;
};

// Runs `program picture-worker` on the bytes. Blocks for up to 30 s: call it in the worker pool.
// errc::unsupported: none of PNG, JPEG, WebP, GIF (its first frame), AVIF, HEIC. errc::too_large: over 64
// megapixels or 40 MB. errc::invalid: cannot be decoded, within the limits of the worker.
result<picture_result> process_picture(std::filesystem::path const& program, std::string_view bytes);

// The hidden subcommand: reads the picture from standard input, writes to standard output, and does not
// return.
[[noreturn]] int run_picture_worker(int argc, char** argv);

} // namespace federwerk::app
