// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/file_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>

namespace federwerk::net {

std::optional<file_source> file_source::open(std::string const& path)
{
    // Not blocking: a FIFO in the place of a file must not hold the reactor.
    core::descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat about {};
    if (!opened || ::fstat(opened.get(), &about) != 0 || !S_ISREG(about.st_mode))
        return std::nullopt;
    return file_source(std::move(opened), static_cast<std::uint64_t>(about.st_size));
}

bool file_source::append_to(std::string& out)
{
    auto const wanted = static_cast<std::size_t>(std::min<std::uint64_t>(step, size_ - sent_));
    auto const before = out.size();
    out.resize(before + wanted);
    std::size_t got = 0;
    while (got < wanted) {
        auto const count = ::read(file_.get(), out.data() + before + got, wanted - got);
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
