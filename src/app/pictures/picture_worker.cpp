// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pictures/picture_worker.hpp"

#include "app/pictures/picture_codec.hpp"
#include "app/pictures/picture_sandbox.hpp"

#include <array>
#include <unistd.h>

namespace federwerk::app {
namespace {

std::string read_all(int from)
{
    std::string out;
    std::array<char, 64 * 1024> part{};
    while (out.size() <= most_picture_bytes) {
        auto const count = ::read(from, part.data(), part.size());
        if (count <= 0)
            break;
        out.append(part.data(), static_cast<std::size_t>(count));
    }
    return out;
}

void write_all(int to, std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const count = ::write(to, bytes.data(), bytes.size());
        if (count <= 0)
            return;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

std::string_view word_for(errc code)
{
    return code == errc::unsupported ? "unsupported" : code == errc::too_large ? "too_large" : "invalid";
}

} // namespace

// A line for process_picture, "ok WIDTH HEIGHT BLURHASH" or one word, then the WebP.
int run_picture_worker(int, char**)
{
    if (!start_picture_library() || !enter_picture_sandbox())
        _exit(1);
    auto const made = convert_picture(read_all(STDIN_FILENO));
    if (made) {
        write_all(STDOUT_FILENO, "ok " + std::to_string(made->width) + " " + std::to_string(made->height) +
                                     " " + made->blurhash + "\n");
        write_all(STDOUT_FILENO, made->webp);
    } else {
        write_all(STDOUT_FILENO, std::string(word_for(made.error().code)) + "\n");
    }
    _exit(0); // No destructors and no exit handlers of decoders that hostile bytes went through
}

} // namespace federwerk::app
