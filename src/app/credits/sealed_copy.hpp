// SPDX-License-Identifier: AGPL-3.0-or-later
// All credits of a member as one file that anybody can verify without the servers that made it: each consent
// with its own proof and key, the text that it is about, and over all of it the seal of the instance.
#pragma once

#include "app/instance.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace federwerk::app {

boost::asio::awaitable<result<std::string>> seal_copy(instance const& in, domain::actor member);

struct sealed_credit {
    std::string author, collaborator, highlight, headline, role;
    bool proven = false; // By the collaborator's own key; otherwise by the word of the author's server
};
struct sealed_copy {
    std::string instance, instance_key; // Its actor, and the Multikey of the seal: to be compared
    std::string member, made;
    std::vector<sealed_credit> credits;
};
// Needs neither network nor database. errc::forbidden says what does not hold; errc::malformed where it is no
// such file.
result<sealed_copy> verify_sealed_copy(std::string_view file, core::time_point now);

} // namespace federwerk::app
