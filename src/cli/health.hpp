// SPDX-License-Identifier: AGPL-3.0-or-later
// What those who watch an instance ask: is it alive, is it ready, how is it (Prometheus).
#pragma once

#include "db/pool.hpp"
#include "http/router.hpp"

#include <vector>

namespace federwerk::net {
class server;
}

namespace federwerk::cli {

class services;

// /health/live: the process answers. /health/ready: the database answers too; 503 otherwise.
std::vector<http::route> health_routes(db::pool& db);

// GET /metrics, for the separate address metrics_listen.
std::vector<http::route> metrics_routes(services& all, net::server const& server);

} // namespace federwerk::cli
