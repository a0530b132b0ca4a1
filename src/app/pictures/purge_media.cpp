// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pictures/purge_media.hpp"

#include "app/pictures/media_files.hpp"
#include "db/media.hpp"

namespace federwerk::app {

boost::asio::awaitable<result<std::size_t>> purge_media(instance const& in, core::time_point now)
{
    auto const day_before = now - std::chrono::hours(24);
    CO_TRY(auto const files, co_await in.db.run([&](db::transaction& tx) {
        return db::delete_unattached_media(tx, day_before);
    }));
    remove_media_files(in.settings, files);
    co_return files.size();
}

} // namespace federwerk::app
