// SPDX-License-Identifier: AGPL-3.0-or-later
// A member asks somebody with whom both they and the owner of an opening have worked to pass their request
// on.
#pragma once

#include "app/along.hpp"
#include "app/instance.hpp"
#include "domain/introduction.hpp"
#include "domain/request.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

struct introduction_file {
    domain::introduction introduction;
    domain::actor asker, introducer, owner;
};
result<introduction_file> open_introduction(db::transaction& tx, domain::introduction i);

// As request_collaboration; draft.introducer is the handle. errc::invalid where that is no common
// collaborator.
boost::asio::awaitable<result<introduction_file>> ask_introduction(instance const& in, domain::actor asker,
                                                                   domain::request_draft draft,
                                                                   along<introduction_file> with = {});

} // namespace federwerk::app
