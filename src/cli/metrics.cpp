// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/health.hpp"
#include "cli/services.hpp"
#include "db/deliveries.hpp"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <sstream>

namespace federwerk::cli {

namespace {

using prometheus::MetricType;

class families {
public:
    families& open(std::string name, std::string help, MetricType type)
    {
        list_.push_back({std::move(name), std::move(help), type, {}});
        return *this;
    }
    families& add(double value, std::vector<prometheus::ClientMetric::Label> labels = {})
    {
        prometheus::ClientMetric metric;
        metric.label = std::move(labels);
        if (list_.back().type == MetricType::Counter)
            metric.counter.value = value;
        else
            metric.gauge.value = value;
        list_.back().metric.push_back(std::move(metric));
        return *this;
    }
    std::string text() const { return prometheus::TextSerializer{}.Serialize(list_); }

private:
    std::vector<prometheus::MetricFamily> list_;
};

template <class Number>
double as_value(std::atomic<Number> const& n)
{
    return static_cast<double>(n.load(std::memory_order_relaxed));
}

void add_server(families& out, net::server_counters const& c)
{
    out.open("federwerk_http_requests_total", "Answers by the first digit of their status.",
             MetricType::Counter);
    for (std::size_t digit = 1; digit < c.requests.size(); ++digit)
        out.add(as_value(c.requests[digit]), {{"status", std::to_string(digit) + "xx"}});
    out.open("federwerk_http_connections", "Connections open now.", MetricType::Gauge).add(as_value(c.open));
    out.open("federwerk_http_refused_total", "Connections over a cap, malformed requests, missed deadlines.",
             MetricType::Counter)
        .add(as_value(c.refused), {{"reason", "cap"}})
        .add(as_value(c.malformed), {{"reason", "malformed"}})
        .add(as_value(c.timed_out), {{"reason", "deadline"}});
}

void add_delivery(families& out, outbox::delivery_counters const& c,
                  std::vector<db::queue_depth> const& depths)
{
    out.open("federwerk_deliveries_total", "Deliveries by what became of them.", MetricType::Counter)
        .add(as_value(c.delivered), {{"outcome", "delivered"}})
        .add(as_value(c.retried), {{"outcome", "retried"}})
        .add(as_value(c.dropped), {{"outcome", "dropped"}})
        .add(as_value(c.expired), {{"outcome", "expired"}})
        .add(as_value(c.gone), {{"outcome", "gone"}});
    out.open("federwerk_deliveries_in_flight", "Requests to peers under way.", MetricType::Gauge)
        .add(as_value(c.in_flight));
    out.open("federwerk_delivery_queue", "Deliveries that wait, by the state of their peer.",
             MetricType::Gauge);
    for (auto const& depth : depths)
        out.add(static_cast<double>(depth.deliveries), {{"peer", depth.peer_state}});
    out.open("federwerk_delivery_queue_age_seconds", "How long the oldest of them waits.", MetricType::Gauge);
    for (auto const& depth : depths)
        if (depth.oldest)
            out.add(std::chrono::duration<double>(core::now() - *depth.oldest).count(),
                    {{"peer", depth.peer_state}});
}

void add_inbox(families& out, services const& all)
{
    auto const& received = all.receiver.seen();
    out.open("federwerk_inbox_received_total", "Activities by what the inbox answered.", MetricType::Counter)
        .add(as_value(received.stored), {{"outcome", "stored"}})
        .add(as_value(received.dropped), {{"outcome", "dropped"}})
        .add(as_value(received.refused), {{"outcome", "refused"}});
    auto const& processed = all.processor.seen();
    out.open("federwerk_inbox_processed_total", "Activities by what became of them.", MetricType::Counter)
        .add(as_value(processed.done), {{"outcome", "done"}})
        .add(as_value(processed.ignored), {{"outcome", "ignored"}})
        .add(as_value(processed.refused), {{"outcome", "refused"}})
        .add(as_value(processed.postponed), {{"outcome", "postponed"}})
        .add(as_value(processed.dead), {{"outcome", "dead"}})
        .add(as_value(processed.flooded), {{"outcome", "flooded"}});
}

boost::asio::awaitable<http::response> metrics(services& all, net::server const& server)
{
    auto const depths =
        co_await all.base.db().run([](db::transaction& tx) { return db::delivery_depth(tx); });
    families out;
    add_server(out, server.counters());
    add_delivery(out, all.post.counters(), depths ? *depths : std::vector<db::queue_depth>{});
    add_inbox(out, all);
    out.open("federwerk_pool_waiting", "Jobs that wait for a thread.", MetricType::Gauge)
        .add(static_cast<double>(all.base.db().waiting()), {{"pool", "database"}})
        .add(static_cast<double>(all.workers.waiting()), {{"pool", "workers"}});
    http::response answer{.body = out.text()};
    answer.headers.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    co_return answer;
}

} // namespace

std::vector<http::route> metrics_routes(services& all, net::server const& server)
{
    return {{http::method::get, "/metrics", [&](http::request) { return metrics(all, server); }}};
}

} // namespace federwerk::cli
