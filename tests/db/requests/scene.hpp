// SPDX-License-Identifier: AGPL-3.0-or-later
// carol lives on a.test, bo elsewhere; what they do is rows in one transaction.
#pragma once

#include "app/requests/expire_requests.hpp"
#include "app/requests/take_step.hpp"
#include "app/threads/send_message.hpp"
#include "support/request_scene.hpp"
#include "support/test_database.hpp"

namespace federwerk::tests {

inline domain::uris const uris("https://a.test", "a.test");

struct scene {
    scene(db::transaction& t) : tx(t)
    {
        carol = add_member(tx, "carol");
        bo = add_remote_actor(tx, "https://b.test/u/bo");
    }
    std::int64_t count(std::string const& from)
    {
        return tx.exec1("SELECT count(*) AS n FROM " + from)["n"].as<std::int64_t>();
    }
    domain::request row(core::snowflake id) { return db::find_request(tx, id).value().value(); }
    result<app::request_file> does(domain::actor const& who, core::snowflake id, domain::step what)
    {
        TRY(auto const own, app::lock_own_request(tx, id, who.id));
        return app::carry_out(tx, uris, own, what, core::now());
    }
    app::request_intake receive(std::string const& uri, std::string const& seat_uri,
                                domain::actor const& from)
    {
        return app::receive_request(
                   tx, uris, {.uri = uri, .sender = from, .seat_uri = seat_uri, .message = "Hi"}, core::now())
            .value();
    }
    std::string last_body(std::string const& type)
    {
        return tx
            .exec_params1("SELECT body FROM activity WHERE type = $1 ORDER BY id DESC LIMIT 1", type)["body"]
            .as<std::string>();
    }

    db::transaction& tx;
    domain::actor carol, bo;
};

} // namespace federwerk::tests
