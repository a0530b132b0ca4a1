// SPDX-License-Identifier: AGPL-3.0-or-later
// What a session makes of the answers that it gets.
#include "core/log.hpp"
#include "federation/delivery/schedule.hpp"
#include "outbox/peer_session.hpp"

#include <algorithm>
#include <random>

namespace federwerk::outbox {

namespace log = core::log;

namespace {

constexpr std::chrono::seconds own_trouble_rest{5};

double chance()
{
    thread_local std::minstd_rand source{std::random_device{}()};
    return std::uniform_real_distribution<double>(0, 1)(source);
}

std::chrono::milliseconds scaled(std::chrono::milliseconds wait, double by)
{
    return std::chrono::milliseconds(static_cast<std::int64_t>(static_cast<double>(wait.count()) * by));
}

} // namespace

void peer_session::settle(db::delivery const& row, carried const& found)
{
    using delivery::verdict;
    switch (found.judgement.what) {
    case verdict::delivered:
        succeeded_ = true;
        scheme_ = found.scheme;
        window_ = std::min(window_ + 1, at_.how.in_flight_per_peer);
        ++at_.counters.delivered;
        return at_.books.finished(row);
    case verdict::inbox_gone:
        gone_inboxes_.insert(row.inbox_id);
        ++at_.counters.gone;
        return at_.books.finished(row, true);
    case verdict::rejected:
        ++at_.counters.dropped;
        log::info("delivery.rejected",
                  {{"peer", peer_.origin}, {"activity", row.activity_id.text()}, {"why", found.log}});
        return at_.books.finished(row);
    case verdict::refused:
        return refuse(row, found);
    case verdict::retry:
    case verdict::unreachable:
        return fail(row, found);
    }
}

void peer_session::refuse(db::delivery const& row, carried const& found)
{
    if (row.refusals + 1 < delivery::refusals_before_drop) {
        auto later = row;
        ++later.refusals;
        return postpone(std::move(later), later.refusals);
    }
    ++at_.counters.refused;
    ++at_.counters.dropped;
    log::info("delivery.refused",
              {{"peer", peer_.origin}, {"activity", row.activity_id.text()}, {"why", found.log}});
    at_.books.finished(row);
}

void peer_session::fail(db::delivery const& row, carried const& found)
{
    ++at_.counters.retried;
    auto const& judgement = found.judgement;
    // What the peer asks for is asked of everybody, so that the answer to all at once is not all at once
    // again.
    auto const failures = peer_.failures + 1;
    auto wait = judgement.what == delivery::verdict::unreachable
                    ? delivery::slow_wait_after(failures, chance())
                    : delivery::wait_after(failures, chance());
    wait = scaled(wait, at_.how.time_scale);
    if (judgement.retry_after)
        wait = std::max<std::chrono::milliseconds>(wait, *judgement.retry_after);
    rest_ = std::max(rest_, wait);
    if (!failing_)
        log::info("peer.fails", {{"peer", peer_.origin},
                                 {"failures", failures},
                                 {"seconds", rest_.count() / 1000},
                                 {"why", found.log}});
    failing_ = true;
    // A letter that fails although the peer was well waits on its own, so that it cannot hold up the others
    // for ever.
    if (!probing_) {
        auto later = row;
        ++later.attempts;
        postpone(std::move(later), later.attempts);
    }
}

void peer_session::postpone(db::delivery row, unsigned tries)
{
    auto const until = core::now() + scaled(delivery::wait_after(tries, chance()), at_.how.time_scale);
    lanes_.block(row.lane, until);
    at_.books.postponed({{row.peer_id, row.activity_id, row.inbox_id}, row.attempts, row.refusals, until});
}

void peer_session::release()
{
    auto const now = core::now();
    db::peer_report out{peer_.id, "closed", peer_.failures, now, succeeded_, {}, true};
    if (failing_) {
        out.failures = peer_.failures + 1;
        auto const silent = peer_.failing_since && now - *peer_.failing_since > delivery::silence_before_gone;
        out.state = silent ? "gone" : "open";
        out.next_attempt_at = now + rest_;
    } else if (peer_.failures > 0) {
        out.state = "open";
        out.next_attempt_at = now + scaled(own_trouble_rest, at_.how.time_scale);
    } else if (tired_) {
        out.next_attempt_at = now + scaled(own_trouble_rest, at_.how.time_scale);
    } else if (auto const blocked = lanes_.blocked_until()) {
        // Never long: a new letter for another lane may come in, and this one row is cheap to look at.
        out.next_attempt_at = std::clamp(*blocked, now, now + std::chrono::milliseconds(own_trouble_rest));
    }
    if (succeeded_)
        out.signature_scheme = std::string(signatures::to_string(scheme_));
    at_.books.report(out);
}

} // namespace federwerk::outbox
