// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/txt_records.hpp"

#include <boost/asio/ip/address_v4.hpp>

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <array>
#include <charconv>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>

namespace federwerk::net {

namespace {

constexpr int seconds_for_a_try = 2, tries = 2;
constexpr std::size_t largest_answer = 16 * 1024, most_records = 64;

// glibc's resolver with a state of its own, so that threads do not meet.
class query {
public:
    query() { ready_ = res_ninit(&state_) == 0; }
    ~query()
    {
        if (ready_)
            res_nclose(&state_);
    }
    query(query const&) = delete;
    query& operator=(query const&) = delete;

    bool ready() const { return ready_; }
    void be_brief()
    {
        state_.retrans = seconds_for_a_try;
        state_.retry = tries;
    }
    bool ask(std::string const& server)
    {
        auto const colon = server.rfind(':');
        boost::system::error_code wrong;
        auto const address = boost::asio::ip::make_address_v4(server.substr(0, colon), wrong);
        std::uint16_t port = 0;
        auto const digits = colon == std::string::npos ? std::string("53") : server.substr(colon + 1);
        std::from_chars(digits.data(), digits.data() + digits.size(), port);
        if (wrong || port == 0)
            return false;
        state_.nscount = 1;
        state_.nsaddr_list[0] = {};
        state_.nsaddr_list[0].sin_family = AF_INET;
        state_.nsaddr_list[0].sin_port = htons(port);
        state_.nsaddr_list[0].sin_addr.s_addr = htonl(address.to_uint());
        return true;
    }
    res_state state() { return &state_; }

private:
    struct __res_state state_ {};
    bool ready_ = false;
};

// RFC 1035 3.3.14: strings of up to 255 bytes, which belong together.
std::string joined(unsigned char const* data, std::size_t size)
{
    std::string out;
    for (std::size_t at = 0; at < size;) {
        auto const length = std::min<std::size_t>(data[at], size - at - 1);
        out.append(data + at + 1, data + at + 1 + length);
        at += 1 + length;
    }
    return out;
}

result<std::vector<std::string>> read(unsigned char const* answer, int size)
{
    ns_msg message;
    if (ns_initparse(answer, size, &message) != 0)
        return failure{errc::unavailable, "an answer of DNS that cannot be read", {}};
    std::vector<std::string> out;
    for (int i = 0; i < ns_msg_count(message, ns_s_an) && out.size() < most_records; ++i) {
        ns_rr record;
        if (ns_parserr(&message, ns_s_an, i, &record) == 0 && ns_rr_type(record) == ns_t_txt)
            out.push_back(joined(ns_rr_rdata(record), ns_rr_rdlen(record)));
    }
    return out;
}

} // namespace

result<std::vector<std::string>> txt_records(std::string const& name, std::string const& server)
{
    query q;
    if (!q.ready() || (!server.empty() && !q.ask(server)))
        return failure{errc::unavailable, "no resolver: " + server, {}};
    q.be_brief();
    std::vector<unsigned char> answer(largest_answer);
    auto const size = res_nquery(q.state(), name.c_str(), ns_c_in, ns_t_txt, answer.data(),
                                 static_cast<int>(answer.size()));
    if (size >= 0)
        return read(answer.data(), std::min(size, static_cast<int>(answer.size())));
    auto const why = q.state()->res_h_errno;
    if (why == HOST_NOT_FOUND || why == NO_DATA)
        return std::vector<std::string>{};
    return failure{errc::unavailable, "DNS does not answer for " + name, {}};
}

} // namespace federwerk::net
