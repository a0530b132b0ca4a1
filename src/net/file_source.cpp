// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/file_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace federwerk::net {

std::optional<file_source> file_source::open(std::string const& path)
{
    // Not blocking: a FIFO in the place of a file must not hold the reactor.
    int const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return std::nullopt;
    struct stat about {};
    if (::fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) {
        ::close(descriptor);
        return std::nullopt;
    }
    return file_source(descriptor, static_cast<std::uint64_t>(about.st_size));
}

file_source::file_source(file_source&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_), sent_(other.sent_)
{
}

file_source& file_source::operator=(file_source&& other) noexcept
{
    std::swap(descriptor_, other.descriptor_);
    size_ = other.size_;
    sent_ = other.sent_;
    return *this;
}

file_source::~file_source()
{
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

bool file_source::append_to(std::string& out)
{
    auto const wanted = static_cast<std::size_t>(std::min<std::uint64_t>(step, size_ - sent_));
    auto const before = out.size();
    out.resize(before + wanted);
    std::size_t got = 0;
    while (got < wanted) {
        auto const count = ::read(descriptor_, out.data() + before + got, wanted - got);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        got += static_cast<std::size_t>(count);
    }
    sent_ += wanted;
    return true;
}

} // namespace federwerk::net
