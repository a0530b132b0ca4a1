// SPDX-License-Identifier: AGPL-3.0-or-later
// A member shows what they have done. The highlight and the promise to deliver it are one transaction.
//
// What happened more than a year before it is written down (domain::quiet_after, counted from the end of a
// span) is quiet: stored, and in the outbox collection, but neither delivered nor put into anybody's
// Multiverse. The member's own "quiet": true or false decides otherwise.
#pragma once

#include "app/along.hpp"
#include "app/instance.hpp"
#include "domain/highlight.hpp"

#include <boost/asio/awaitable.hpp>

namespace federwerk::app {

boost::asio::awaitable<result<domain::highlight>> publish_highlight(instance const& in, domain::actor author,
                                                                    domain::highlight_draft draft,
                                                                    along<domain::highlight> with = {});

} // namespace federwerk::app
