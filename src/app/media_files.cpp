// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/media_files.hpp"

#include "core/log.hpp"
#include "core/secrets.hpp"
#include "core/text.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace federwerk::app {

namespace {

constexpr std::size_t name_digits = 32;
constexpr std::string_view suffix = ".webp";

class descriptor {
public:
    explicit descriptor(int fd) : fd_(fd) {}
    ~descriptor() { release(); }
    descriptor(descriptor const&) = delete;
    descriptor& operator=(descriptor const&) = delete;
    int get() const { return fd_; }
    bool release() { return fd_ < 0 || ::close(std::exchange(fd_, -1)) == 0; }

private:
    int fd_;
};

failure broken(std::string_view what)
{
    return {errc::unavailable, std::string(what) + ": " + std::strerror(errno),
            "The picture cannot be stored now."};
}

bool write_all(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

// The rename is durable once the folder is.
result<> sync_folder(std::filesystem::path const& folder)
{
    descriptor const opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0 || ::fsync(opened.get()) != 0)
        return broken("fsync of the media folder");
    return {};
}

} // namespace

std::filesystem::path media_folder(core::settings const& settings)
{
    return settings.data / "media";
}

std::string random_media_name()
{
    return core::to_hex(core::random_bytes(name_digits / 2)) + std::string(suffix);
}

bool is_media_name(std::string_view name)
{
    return name.size() == name_digits + suffix.size() && name.ends_with(suffix) &&
           std::ranges::all_of(name.substr(0, name_digits),
                               [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

result<> write_media_file(core::settings const& settings, std::string const& name, std::string_view bytes)
{
    auto const folder = media_folder(settings);
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    auto const beside = folder / (name + ".part");
    {
        descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640));
        if (file.get() < 0)
            return broken("open of a media file");
        if (!write_all(file.get(), bytes) || ::fsync(file.get()) != 0 || !file.release()) {
            auto const why = broken("write of a media file");
            std::filesystem::remove(beside, error);
            return why;
        }
    }
    std::filesystem::rename(beside, folder / name, error);
    if (error)
        return failure{errc::unavailable, "rename of a media file: " + error.message(),
                       "The picture cannot be stored now."};
    return sync_folder(folder);
}

void remove_media_files(core::settings const& settings, std::vector<std::string> const& names)
{
    for (auto const& name : names) {
        if (!is_media_name(name))
            continue;
        std::error_code error;
        std::filesystem::remove(media_folder(settings) / name, error);
        if (error)
            core::log::warning("media.remove_failed", {{"file", name}, {"error", error.message()}});
    }
}

} // namespace federwerk::app
