// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/check.hpp"

#include "core/secrets.hpp"
#include "core/url.hpp"
#include "db/cluster.hpp"
#include "db/identity.hpp"
#include "db/migrate.hpp"
#include "net/client.hpp"

#include <fstream>
#include <iostream>

namespace federwerk::cli {

namespace {

result<> readable(std::filesystem::path const& file, std::string_view key)
{
    if (file.empty() || std::ifstream(file).good())
        return {};
    return failure{errc::invalid, "unreadable", std::string(key) + ": " + file.string() + " cannot be read."};
}

// Looks, and makes nothing: the first start does.
result<> check_secret(core::settings const& settings)
{
    auto const file = settings.secret_key_path();
    bool const made = std::filesystem::exists(file);
    if (made)
        TRY_VOID(core::secrets::load_or_create(file));
    std::cout << "secret: " << file.string() << (made ? "" : ", made at the first start") << "\n";
    return {};
}

result<> check_database(core::settings const& settings)
{
    if (settings.database.url.empty() && !std::filesystem::exists(settings.data / "postgresql")) {
        std::cout << "database: private, made at the first start\n";
        return {};
    }
    TRY(auto const cluster, db::cluster::open(settings));
    TRY_VOID(db::check_schema(cluster.dsn()));
    db::pool pool(cluster.dsn(), 1, 1);
    TRY(auto const known, pool.run_now([](db::transaction& tx) { return db::find_identity(tx); }));
    std::cout << "database: " << (cluster.is_private() ? "private, " : "") << "schema is up to date\n";
    std::cout << "instance: " << (known ? known->base_url : "has not started yet") << "\n";
    return {};
}

} // namespace

result<> migrate(core::settings given)
{
    TRY(auto const cluster, db::cluster::open(given));
    TRY(auto const applied, db::migrate(cluster.dsn()));
    std::cout << applied << " migrations applied\n";
    return {};
}

result<> check(core::settings given)
{
    TRY_VOID(core::normalise_authority(given.domain));
    std::cout << "settings: " << given.base_url() << ", data in " << given.data.string() << "\n";
    TRY_VOID(readable(given.tls.certificate, "tls.certificate"));
    TRY_VOID(readable(given.tls.key, "tls.key"));
    TRY_VOID(readable(given.mail.password_file, "mail.password_file"));
    TRY_VOID(net::client::make(net::client_options::from(given, FEDERWERK_VERSION)));
    TRY_VOID(check_secret(given));
    TRY_VOID(check_database(given));
    std::cout << "everything is right\n";
    return {};
}

} // namespace federwerk::cli
