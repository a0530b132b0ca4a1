// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/services.hpp"

#include "api/activitypub/inbox.hpp"
#include "api/activitypub/routes.hpp"
#include "api/federwerk/media.hpp"
#include "api/federwerk/routes.hpp"
#include "api/wellknown/routes.hpp"
#include "app/highlights/receive_highlight.hpp"
#include "cli/health.hpp"
#include "net/txt_records.hpp"
#include "web/pages.hpp"

#include <thread>

namespace federwerk::cli {

namespace {

constexpr std::size_t worker_queue = 4'096; // Signatures wait here, a few hundred bytes each

} // namespace

result<std::unique_ptr<services>> services::make(foundation& f)
{
    TRY(auto client, net::client::make(net::client_options::from(f.settings(), FEDERWERK_VERSION)));
    return std::unique_ptr<services>(new services(f, std::move(client)));
}

services::services(foundation& f, std::unique_ptr<net::client> way_out)
    : base(f), workers(std::max(2U, std::thread::hardware_concurrency()), worker_queue),
      client(std::move(way_out)), keys(f.secrets(), f.db(), workers),
      resolver(f.settings(), f.uris(), keys, f.db(), workers, *client),
      post(f.settings(), f.uris(), keys, f.db(), workers, *client), verifier(f.uris(), resolver),
      processor(f.uris(), f.db(), workers, resolver, verifier, [this] { post.nudge(); },
                {.openings = app::caps_of(f.settings())}),
      receiver(f.uris(), f.db(), resolver, verifier, [this] { processor.nudge(); }),
      visitor(f.uris(), f.db(), workers, resolver, app::caps_of(f.settings())), lookups(2, 64),
      proofs(f.uris(), *client, lookups, f.db(),
             [&f](std::string const& name) { return net::txt_records(name, f.settings().network.resolver); }),
      instance{f.settings(), f.uris(), f.secrets(), f.db(), workers, keys, resolver, post, &proofs}
{
    resolver.on_departure([](db::transaction& tx, domain::actor const& who) {
        return app::receive_departure(tx, who, core::now());
    });
}

http::router services::routes()
{
    http::router out;
    out.add(web::web_routes(instance));
    out.add(api::federwerk_routes(instance));
    out.add(api::media_file_route(instance));
    out.add(api::wellknown_routes(instance));
    out.add(
        api::activitypub_routes(instance, [this](http::request const& r) { return verifier.signer_of(r); }));
    out.add(api::inbox_routes(base.uris(), receiver));
    out.add(health_routes(base.db()));
    return out;
}

} // namespace federwerk::cli
