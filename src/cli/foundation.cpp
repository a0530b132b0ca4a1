// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/foundation.hpp"

#include "app/badges/adopt_badges.hpp"
#include "core/url.hpp"
#include "db/identity.hpp"
#include "db/migrate.hpp"

namespace federwerk::cli {

result<std::unique_ptr<foundation>> foundation::lay(core::settings given, purpose why)
{
    std::unique_ptr<foundation> out(new foundation(std::move(given)));
    TRY_VOID(out->open());
    TRY_VOID(out->settle_identity(why));
    TRY_VOID(app::adopt_instance_actor(*out->db_, *out->uris_));
    TRY_VOID(app::adopt_station(*out->db_, *out->uris_));
    TRY_VOID(app::adopt_badges(*out->db_, *out->uris_));
    return out;
}

result<> foundation::open()
{
    std::error_code error;
    std::filesystem::create_directories(settings_.data, error);
    if (error)
        return failure{errc::invalid, "data: " + error.message(),
                       "The data folder " + settings_.data.string() + " cannot be made: " + error.message() +
                           "."};
    TRY(secrets_, core::secrets::load_or_create(settings_.secret_key_path()));
    TRY(cluster_, db::cluster::open(settings_));
    TRY(auto const applied, db::migrate(cluster_->dsn()));
    if (applied > 0)
        core::log::info("database.migrated", {{"migrations", applied}});
    db_ =
        std::make_unique<db::pool>(cluster_->dsn(), settings_.database.connections, settings_.database.queue);
    return {};
}

result<> foundation::settle_identity(purpose why)
{
    TRY(auto const authority, core::normalise_authority(settings_.domain));
    settings_.domain = authority;
    TRY(auto const known, db_->run_now([](db::transaction& tx) { return db::find_identity(tx); }));
    bool const unsaid = settings_.domain == core::settings{}.domain;
    if (known &&
        (why == purpose::command || (unsaid && known->base_url.starts_with("http://") == settings_.dev))) {
        settings_.domain = known->domain;
        // http:// was made under --dev and stays so: a command that was not told speaks of the same instance.
        settings_.dev = settings_.dev || known->base_url.starts_with("http://");
    }
    TRY(auto const stands, db_->run_now([&](db::transaction& tx) {
        return db::establish_identity(tx, {settings_.domain, settings_.base_url()});
    }));
    if (stands.base_url != settings_.base_url() || stands.domain != settings_.domain)
        return failure{errc::invalid, "identity: " + settings_.base_url() + " is not " + stands.base_url,
                       "This instance calls itself " + stands.base_url +
                           ", and its ids never change; the settings say " + settings_.base_url() +
                           ". Give --domain " + stands.domain +
                           (stands.base_url.starts_with("http://") ? " and --dev." : " without --dev.")};
    uris_.emplace(stands.base_url, stands.domain);
    return {};
}

} // namespace federwerk::cli
