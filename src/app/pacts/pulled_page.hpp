// SPDX-License-Identifier: AGPL-3.0-or-later
// A page of another station's collection, and what of it is stored here: openings of that very origin alone,
// which speaks for them; whatever else stands there is passed over.
#pragma once

#include "app/instance.hpp"
#include "db/pacts.hpp"
#include "domain/actor.hpp"
#include "federation/vocab/incoming.hpp"
#include "translate/incoming.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>

namespace federwerk::app {

class pulled_page {
public:
    pulled_page(instance const& in, db::pact_pull const& whose) : in_(in), whose_(whose) {}

    // Where the station says that its openings are (streams), without what it has not said.
    boost::asio::awaitable<result<std::optional<std::string>>> first_page(remote::budget& spend);

    struct taken {
        std::optional<std::string> next;
        int kept = 0;
        bool full = false;      // The pact's volume of the day is used up, or a cap of the instance reached
        bool cut_short = false; // The budget ended before the page did
    };
    boost::asio::awaitable<result<taken>> take(std::string uri, remote::budget& spend);

private:
    struct known {
        translate::remote_opening opening;
        domain::actor owner;
    };
    boost::asio::awaitable<result<remote::fetched>> fetch(std::string uri, remote::budget& spend);
    boost::asio::awaitable<result<known>> look_at(vocab::reference const& item, remote::budget& spend);
    boost::asio::awaitable<result<known>> read(vocab::incoming_note const& note, remote::budget& spend);
    boost::asio::awaitable<result<>> take_item(vocab::reference const& item, taken& out,
                                               remote::budget& spend);

    instance const& in_;
    db::pact_pull const& whose_;
};

} // namespace federwerk::app
