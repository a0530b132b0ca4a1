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

// errc::throttled where the member has asked often.
boost::asio::awaitable<result<std::string>> seal_copy(instance const& in, domain::actor member);

// A file says itself whose keys it is made with. That these are theirs is the word of the instance that
// sealed it, which looked each of them up at its home; and this word is worth something to those who know the
// key of that instance from elsewhere. To all others the file proves no more than that it is of one piece.
struct sealed_key {
    std::string owner, id, multikey;
};
struct sealed_person {
    std::string id, handle; // What no proof but the seal covers: the handle
};
struct sealed_credit {
    sealed_person author, collaborator;
    std::string highlight, headline, role;
    sealed_key key; // That the collaborator agreed with; none: the author's server vouches, which sealed this
    std::string wrong; // What does not hold; empty: it holds
    bool is_proven() const { return !key.multikey.empty(); }
};
struct sealed_copy {
    sealed_key key; // Of the seal
    sealed_person member;
    std::string made;
    std::vector<sealed_credit> credits;
};
// Needs neither network nor database. Each credit is judged by itself, as of the moment when it was sealed.
// errc::forbidden where the seal does not hold; errc::malformed where it is no such file.
result<sealed_copy> verify_sealed_copy(std::string_view file, core::time_point now);

} // namespace federwerk::app
