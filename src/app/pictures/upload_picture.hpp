// SPDX-License-Identifier: AGPL-3.0-or-later
// A member uploads a picture: decoded and written anew in a process of its own, stored under a random name,
// and the member's until a highlight or the profile takes it (purge_media removes it after a day otherwise).
#pragma once

#include "app/along.hpp"
#include "app/instance.hpp"
#include "domain/highlight.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <string_view>

namespace federwerk::app {

inline constexpr std::size_t most_alt_characters = 1500;
inline constexpr int most_uploads_an_hour = 120;

// bytes must outlive the call. errc::unsupported, too_large, invalid: as process_picture says;
// errc::throttled.
boost::asio::awaitable<result<domain::picture>> upload_picture(instance const& in, core::snowflake owner,
                                                               std::string_view bytes, std::string alt,
                                                               along<domain::picture> with = {});

boost::asio::awaitable<result<domain::picture>> describe_picture(instance const& in, core::snowflake owner,
                                                                 core::snowflake id, std::string alt);

} // namespace federwerk::app
