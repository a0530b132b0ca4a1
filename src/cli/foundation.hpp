// SPDX-License-Identifier: AGPL-3.0-or-later
// What every subcommand stands on: settings, the secret, the database with its schema, and what the instance
// calls itself.
#pragma once

#include "core/secrets.hpp"
#include "core/settings.hpp"
#include "db/cluster.hpp"
#include "db/pool.hpp"
#include "domain/uris.hpp"

#include <memory>
#include <optional>

namespace federwerk::cli {

enum class purpose { serve, command };

class foundation {
public:
    // Migrates, and makes the actors that a migration cannot. A command takes over what the instance calls
    // itself; serve refuses settings that differ from it (errc::invalid), since ids never change.
    static result<std::unique_ptr<foundation>> lay(core::settings given, purpose why);

    core::settings const& settings() const { return settings_; }
    core::secrets const& secrets() const { return *secrets_; }
    domain::uris const& uris() const { return *uris_; }
    db::pool& db() { return *db_; }

private:
    explicit foundation(core::settings given) : settings_(std::move(given)) {}
    result<> open();
    result<> settle_identity(purpose why);

    core::settings settings_;
    std::optional<core::secrets> secrets_;
    std::optional<domain::uris> uris_;
    std::optional<db::cluster> cluster_; // Outlives the pool
    std::unique_ptr<db::pool> db_;
};

} // namespace federwerk::cli
