// SPDX-License-Identifier: AGPL-3.0-or-later
// What every act works with. Made once, in main; passed by reference; nothing in it changes afterwards.
#pragma once

#include "core/secrets.hpp"
#include "core/settings.hpp"
#include "core/worker_pool.hpp"
#include "db/pool.hpp"
#include "domain/uris.hpp"
#include "outbox/post_office.hpp"
#include "remote/key_ring.hpp"
#include "remote/resolver.hpp"

namespace federwerk::remote {
class domain_prover;
}

namespace federwerk::app {

struct instance {
    core::settings const& settings;
    domain::uris const& uris;
    core::secrets const& secrets;
    db::pool& db;
    core::worker_pool& workers;
    remote::key_ring& keys;
    remote::resolver& remote;
    outbox::post_office& post;
    remote::domain_prover* proofs = nullptr; // Without one no organisation can prove its domain
};

} // namespace federwerk::app
