// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/accounts/throttle.hpp"

#include "core/log.hpp"
#include "core/text.hpp"

#include <boost/asio/ip/address.hpp>

namespace federwerk::app {

db::throttle_rule rule_for(throttle const& t, core::secrets const& secrets, std::string_view subject)
{
    auto const hashed = core::to_hex(secrets.token_hash("throttle", subject));
    return {std::string(t.name) + ":" + hashed, t.most, t.window};
}

result<bool> take(db::transaction& tx, core::secrets const& secrets, throttle const& t,
                  std::string_view subject, core::time_point now)
{
    TRY(auto const granted, db::take_from_throttle(tx, rule_for(t, secrets, subject), now));
    if (!granted)
        core::log::warning("throttle.reached", {{"throttle", t.name}});
    return granted;
}

std::string client_network(std::string_view address)
{
    boost::system::error_code ignored;
    auto const parsed = boost::asio::ip::make_address(std::string(address), ignored);
    if (ignored || parsed.is_v4())
        return std::string(address);
    auto const v6 = parsed.to_v6();
    auto bytes = v6.to_bytes();
    if (v6.is_v4_mapped())
        return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, v6).to_string();
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
    return boost::asio::ip::address_v6(bytes).to_string() + "/64";
}

failure too_many(std::string_view what)
{
    return {errc::throttled, "throttled: " + std::string(what), "Too many tries. Please wait a while."};
}

} // namespace federwerk::app
