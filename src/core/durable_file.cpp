// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/durable_file.hpp"

#include "core/descriptor.hpp"
#include "core/secrets.hpp"
#include "core/text.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

namespace federwerk::core {
namespace {

namespace fs = std::filesystem;

failure cannot(char const* what, fs::path const& file)
{
    return {errc::unavailable,
            std::string("cannot ") + what + " " + file.string() + ": " + std::strerror(errno),
            {}};
}

fs::path folder_of(fs::path const& file)
{
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

bool write_all(int to, std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const written = ::write(to, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

// A name is durable once its folder is.
result<> sync_folder(fs::path const& folder)
{
    descriptor const opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened || ::fsync(opened.get()) != 0)
        return cannot("sync the folder", folder);
    return {};
}

// The whole file under a name that nobody looks for; it goes again unless it is renamed.
class draft {
public:
    explicit draft(fs::path const& file)
        : path_(folder_of(file) / ("." + file.filename().string() + "." + to_hex(random_bytes(6)) + ".part"))
    {
    }
    draft(draft const&) = delete;
    draft& operator=(draft const&) = delete;
    ~draft() { ::unlink(path_.c_str()); }

    char const* name() const { return path_.c_str(); }
    result<> write(std::string_view bytes, mode_t mode) const
    {
        descriptor out(::open(name(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
        if (!out)
            return cannot("make", path_);
        if (!write_all(out.get(), bytes) || ::fsync(out.get()) != 0 || !out.close())
            return cannot("write", path_);
        return {};
    }

private:
    fs::path path_;
};

} // namespace

result<> replace_file(fs::path const& file, std::string_view bytes, mode_t mode)
{
    draft const whole(file);
    TRY_VOID(whole.write(bytes, mode));
    if (::rename(whole.name(), file.c_str()) != 0)
        return cannot("put into place", file);
    return sync_folder(folder_of(file));
}

result<bool> create_file(fs::path const& file, std::string_view bytes, mode_t mode)
{
    draft const whole(file);
    TRY_VOID(whole.write(bytes, mode));
    bool const first = ::link(whole.name(), file.c_str()) == 0;
    if (!first && errno != EEXIST)
        return cannot("put into place", file);
    // Who came first may not have synced yet, and the caller builds upon what stands there now.
    TRY_VOID(sync_folder(folder_of(file)));
    return first;
}

result<> create_folders(fs::path const& folder)
{
    std::error_code unreadable; // Then mkdir says why
    if (fs::is_directory(folder, unreadable))
        return {};
    auto const above = folder_of(folder);
    if (above != folder)
        TRY_VOID(create_folders(above));
    if (::mkdir(folder.c_str(), 0777) != 0 && (errno != EEXIST || !fs::is_directory(folder, unreadable)))
        return cannot("make the folder", folder);
    return sync_folder(above);
}

} // namespace federwerk::core
