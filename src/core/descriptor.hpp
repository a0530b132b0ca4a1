// SPDX-License-Identifier: AGPL-3.0-or-later
// A file descriptor with one owner, who closes it.
#pragma once

#include <utility>

#include <unistd.h>

namespace federwerk::core {

class descriptor {
public:
    explicit descriptor(int fd = -1) : fd_(fd) {}
    descriptor(descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    descriptor& operator=(descriptor&& other) noexcept
    {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~descriptor() { close(); }

    int get() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }
    // False where the kernel says only now that something written earlier was lost.
    bool close() { return fd_ < 0 || ::close(std::exchange(fd_, -1)) == 0; }

private:
    int fd_;
};

} // namespace federwerk::core
