// SPDX-License-Identifier: AGPL-3.0-or-later
// A regular file read in steps, for answers that are streamed.
#pragma once

#include "core/descriptor.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace federwerk::net {

class file_source {
public:
    static constexpr std::size_t step = 64 * 1024;

    static std::optional<file_source>
    open(std::string const& path); // Nothing for what is not a readable regular file

    std::uint64_t size() const { return size_; } // When it was opened: what Content-Length says
    bool done() const { return sent_ == size_; }
    bool append_to(std::string& out); // The next step; false where the file has become shorter

private:
    file_source(core::descriptor file, std::uint64_t size) : file_(std::move(file)), size_(size) {}

    core::descriptor file_;
    std::uint64_t size_ = 0, sent_ = 0;
};

} // namespace federwerk::net
