// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/delivery/judge.hpp"

#include <algorithm>
#include <charconv>

namespace federwerk::delivery {

namespace {

constexpr std::chrono::seconds longest_wait = std::chrono::hours(24);

// RFC 9110 10.2.3: seconds, or a date.
std::optional<std::chrono::seconds> retry_after(http::response const& answer, core::time_point now)
{
    auto const field = answer.headers.get("Retry-After");
    if (!field)
        return {};
    std::int64_t seconds = 0;
    auto const end = field->data() + field->size();
    if (auto const read = std::from_chars(field->data(), end, seconds);
        read.ec == std::errc{} && read.ptr == end)
        return std::clamp(std::chrono::seconds(std::min<std::int64_t>(seconds, longest_wait.count())),
                          std::chrono::seconds(0), longest_wait);
    auto const date = core::parse_http_date(*field);
    if (!date)
        return {};
    auto const wait = std::chrono::ceil<std::chrono::seconds>(*date - now);
    return std::clamp(wait, std::chrono::seconds(0), longest_wait);
}

} // namespace

judgement judge(http::response const& answer, core::time_point now)
{
    auto const status = answer.status;
    if (status >= 200 && status < 300)
        return {verdict::delivered};
    if (status == 404 || status == 410)
        return {verdict::inbox_gone};
    if (status == 408 || status == 425 || status == 429 || (status >= 500 && status != 501))
        return {verdict::retry, retry_after(answer, now)};
    if (status == 401 || status == 403 || (status >= 300 && status < 400))
        return {verdict::refused};
    return {verdict::rejected};
}

judgement judge(failure const& why)
{
    // The client refuses private addresses and plain http: neither changes within seconds, but a DNS entry
    // may within hours.
    if (why.code == errc::forbidden || why.code == errc::unreachable)
        return {verdict::unreachable};
    if (why.code == errc::invalid)
        return {verdict::rejected};
    return {verdict::retry};
}

bool deserves_second_knock(unsigned status)
{
    return status == 400 || status == 401;
}

} // namespace federwerk::delivery
