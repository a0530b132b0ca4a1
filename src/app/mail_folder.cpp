// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/mail_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace federwerk::app {

namespace {

class descriptor {
public:
    explicit descriptor(int fd) : fd_(fd) {}
    ~descriptor()
    {
        if (fd_ >= 0)
            ::close(fd_);
    }
    descriptor(descriptor const&) = delete;
    descriptor& operator=(descriptor const&) = delete;
    int get() const { return fd_; }

private:
    int fd_;
};

failure broken(std::string what)
{
    return {errc::unavailable, "outgoing-mail: " + std::move(what) + ": " + std::strerror(errno), {}};
}

bool write_all(int fd, std::string_view rest)
{
    while (!rest.empty()) {
        auto const written = ::write(fd, rest.data(), rest.size());
        if (written < 0 && errno != EINTR)
            return false;
        rest.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
    }
    return true;
}

} // namespace

result<> write_to_mail_folder(std::filesystem::path const& folder, std::string const& name,
                              std::string const& message)
{
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed)
        return failure{errc::unavailable, "outgoing-mail: " + failed.message(), {}};
    auto const temporary = folder / ("." + name + ".tmp"), target = folder / name;
    {
        // Its links open doors: for the operator's eyes only.
        descriptor const file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (file.get() < 0 || !write_all(file.get(), message) || ::fsync(file.get()) != 0)
            return broken("write");
    }
    if (::rename(temporary.c_str(), target.c_str()) != 0)
        return broken("rename");
    descriptor const directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.get() < 0 || ::fsync(directory.get()) != 0)
        return broken("sync");
    return {};
}

} // namespace federwerk::app
