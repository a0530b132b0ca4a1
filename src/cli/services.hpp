// SPDX-License-Identifier: AGPL-3.0-or-later
// Everything that serving needs, in the order in which it is made; destroyed the other way round.
#pragma once

#include "app/instance.hpp"
#include "cli/foundation.hpp"
#include "inbox/outbox_visitor.hpp"
#include "inbox/processor.hpp"
#include "inbox/receiver.hpp"
#include "inbox/verifier.hpp"
#include "net/client.hpp"
#include "net/server.hpp"
#include "remote/domain_prover.hpp"

#include <memory>

namespace federwerk::cli {

class services {
public:
    static result<std::unique_ptr<services>> make(foundation& base);

    foundation& base;
    core::worker_pool workers;
    std::unique_ptr<net::client> client;
    remote::key_ring keys;
    remote::resolver resolver;
    outbox::post_office post;
    inbox::verifier verifier;
    inbox::processor processor;
    inbox::receiver receiver;
    inbox::outbox_visitor visitor;
    core::worker_pool lookups; // Of names in DNS
    remote::domain_prover proofs;
    app::instance instance;

    http::router routes(); // The whole surface

private:
    services(foundation& f, std::unique_ptr<net::client> way_out);
};

} // namespace federwerk::cli
