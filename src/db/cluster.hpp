// SPDX-License-Identifier: AGPL-3.0-or-later
// The database that the program runs for itself under its data folder, where no database.url is set: a
// PostgreSQL that only a unix socket leads to. Whoever opens it uses it together with the others who did; the
// first one starts it and the last one stops it. After kill -9 the next one finds it running, or lets it
// recover.
#pragma once

#include "core/result.hpp"
#include "core/settings.hpp"

#include <memory>
#include <string>

namespace federwerk::db {

class cluster {
public:
    // With database.url there is nothing to start, and dsn() is that URL. Blocks until the database answers.
    static result<cluster> open(core::settings const& settings);

    cluster(cluster&&) noexcept;
    cluster& operator=(cluster&&) noexcept;
    ~cluster(); // As stop()

    std::string const& dsn() const;
    bool is_private() const; // Ours, not that of database.url
    void stop();             // Ends our use; where nobody else uses it, a fast shutdown, which loses nothing

private:
    struct impl;
    explicit cluster(std::unique_ptr<impl> i);
    std::unique_ptr<impl> impl_;
};

} // namespace federwerk::db
