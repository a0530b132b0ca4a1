// SPDX-License-Identifier: AGPL-3.0-or-later
// A regular file read in steps, for answers that are streamed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace federwerk::net {

class file_source {
public:
    static constexpr std::size_t step = 64 * 1024;

    static std::optional<file_source>
    open(std::string const& path); // Nothing for what is not a readable regular file
    file_source(file_source&& other) noexcept;
    file_source& operator=(file_source&& other) noexcept;
    ~file_source();

    std::uint64_t size() const { return size_; } // When it was opened: what Content-Length says
    bool done() const { return sent_ == size_; }
    bool append_to(std::string& out); // The next step; false where the file has become shorter

private:
    file_source(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}

    int descriptor_ = -1;
    std::uint64_t size_ = 0, sent_ = 0;
};

} // namespace federwerk::net
