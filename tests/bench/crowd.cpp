// SPDX-License-Identifier: AGPL-3.0-or-later
#include "bench/crowd.hpp"

#include "core/url.hpp"
#include "json/writer.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <stdexcept>

namespace federwerk::bench {

namespace {

constexpr std::chrono::seconds slowness{5};

std::string path(std::size_t actor)
{
    return "/u/" + std::to_string(actor);
}

http::response json(std::string body)
{
    http::response out{
        .status = 200, .headers = {{"Content-Type", "application/activity+json"}}, .body = std::move(body)};
    return out;
}

std::string as_bytes(http::outgoing const& request, std::string const& authority)
{
    auto out = std::string(http::to_string(request.method)) + " " + request.target.target() +
               " HTTP/1.1\r\nHost: " + authority;
    if (!request.body.empty())
        out += "\r\nContent-Length: " + std::to_string(request.body.size());
    for (auto const& [name, value] : request.headers)
        if (name != "Host")
            out += "\r\n" + name + ": " + value;
    return out + "\r\n\r\n" + request.body;
}

} // namespace

crowd::crowd(unsigned hosts, unsigned actors_per_host, unsigned keys) : actors_per_host_(actors_per_host)
{
    for (unsigned i = 0; i < keys; ++i)
        keys_.push_back(signatures::private_key::generate(signatures::algorithm::rsa).value());
    routes_.add({http::method::get, "/u/{n}", [this](http::request r) { return show(std::move(r)); }});
    routes_.add({http::method::get, "/.well-known/webfinger",
                 [this](http::request r) { return find(std::move(r)); }});
    routes_.add({http::method::post, "/u/{n}/inbox", [this](http::request r) { return take(std::move(r)); },
                 1024 * 1024});
    net::server_options options;
    options.listen = "127.0.0.1:0";
    options.connections_per_address = 10'000;
    for (unsigned i = 0; i < hosts; ++i) {
        auto made = net::server::listen(loops_, routes_, options);
        if (!made)
            throw std::runtime_error(made.error().log);
        hosts_.push_back(std::move(*made));
    }
}

crowd::~crowd()
{
    for (auto& host : hosts_)
        host->stop(std::chrono::milliseconds(0));
    loops_.stop();
}

std::string crowd::origin(std::size_t actor) const
{
    return "http://127.0.0.1:" + std::to_string(hosts_[actor % hosts_.size()]->port());
}

std::string crowd::uri(std::size_t actor) const
{
    return origin(actor) + path(actor);
}

boost::asio::awaitable<http::response> crowd::show(http::request request)
{
    auto const n = static_cast<std::size_t>(std::stoul(std::string(request.parameter("n"))));
    auto const id = uri(n);
    json::writer w;
    w.object([&] {
        w.key("@context").raw(R"(["https://www.w3.org/ns/activitystreams","https://w3id.org/security/v1"])");
        w.field("id", id).field("type", "Person").field("preferredUsername", "u" + std::to_string(n));
        w.field("inbox", id + "/inbox").field("outbox", id + "/outbox").field("followers", id + "/followers");
        w.object("publicKey", [&] {
            w.field("id", id + "#main-key").field("owner", id);
            w.field("publicKeyPem", keys_[n % keys_.size()].public_half().pem());
        });
    });
    co_return json(w.take());
}

boost::asio::awaitable<http::response> crowd::find(http::request request)
{
    auto const resource = core::query_value(request.query, "resource").value_or("");
    auto const name = resource.substr(0, resource.find('@'));
    auto const digits = name.find_last_not_of("0123456789") + 1;
    if (digits >= name.size())
        co_return http::response{.status = 404};
    auto const id = uri(static_cast<std::size_t>(std::stoul(name.substr(digits))));
    json::writer w;
    w.object([&] {
        w.field("subject", resource);
        w.array("links", [&] {
            w.object(
                [&] { w.field("rel", "self").field("type", "application/activity+json").field("href", id); });
        });
    });
    auto out = json(w.take());
    out.headers.set("Content-Type", "application/jrd+json");
    co_return out;
}

boost::asio::awaitable<http::response> crowd::take(http::request request)
{
    auto const host = std::string(request.headers.get("Host").value_or(""));
    auto name = host + request.target + ' ';
    name += request.headers.get("Digest").value_or(request.headers.get("Content-Digest").value_or(""));
    if (note(std::move(name), host)) {
        boost::asio::steady_timer pause(co_await boost::asio::this_coro::executor, slowness);
        co_await pause.async_wait(boost::asio::use_awaitable);
    }
    co_return http::response{.status = 202};
}

// True where the host is slow.
bool crowd::note(std::string delivery, std::string const& host)
{
    std::lock_guard const lock(mutex_);
    auto const slow = slow_.contains(host);
    auto const fresh = seen_.insert(std::move(delivery)).second;
    ++(fresh ? arrivals_.distinct : arrivals_.doubled);
    if (fresh && !slow)
        arrivals_.times.push_back(std::chrono::steady_clock::now());
    return slow;
}

void crowd::fall_ill()
{
    std::lock_guard const lock(mutex_);
    for (std::size_t i = 0; i < hosts_.size(); ++i) {
        if (i % 10 < 2)
            hosts_[i]->stop(std::chrono::milliseconds(0));
        if (i % 10 == 2)
            slow_.insert(origin(i).substr(std::string_view("http://").size()));
        ill_ += i % 10 <= 2 ? 1 : 0;
    }
}

std::size_t crowd::well() const
{
    return (hosts_.size() - ill_) * actors_per_host_;
}

void crowd::forget()
{
    std::lock_guard const lock(mutex_);
    seen_.clear();
    arrivals_ = {};
}

crowd::arrivals crowd::arrived() const
{
    std::lock_guard const lock(mutex_);
    return arrivals_;
}

std::string crowd::signed_create(std::size_t actor, std::string const& authority,
                                 std::string const& follower_collection)
{
    auto const author = uri(actor);
    auto const note = author + "/notes/" + std::to_string(++notes_);
    json::writer w;
    std::vector<std::string> const to{"https://www.w3.org/ns/activitystreams#Public"},
        cc{follower_collection};
    auto const now = core::now();
    w.object([&] {
        w.field("@context", "https://www.w3.org/ns/activitystreams")
            .field("id", note + "/activity")
            .field("type", "Create");
        w.field("actor", author).field("published", now).field("to", to).field("cc", cc);
        w.object("object", [&] {
            w.field("id", note).field("type", "Note").field("attributedTo", author).field("published", now);
            w.field("to", to).field("cc", cc);
            w.field("content",
                    "<p>A result of work that somebody tells the others about, as long as such notes are. " +
                        std::string(600, 'x') + "</p>");
        });
    });
    http::outgoing request{http::method::post,
                           core::url::parse("http://" + authority + "/ap/inbox").value(),
                           {{"Content-Type", "application/activity+json"}},
                           w.take()};
    signatures::sign(request, signatures::scheme::cavage_12, author + "#main-key",
                     keys_[actor % keys_.size()], now)
        .value();
    return as_bytes(request, authority);
}

std::string crowd::signed_get(std::size_t actor, std::string const& authority, std::string const& path)
{
    http::outgoing request{http::method::get,
                           core::url::parse("http://" + authority + path).value(),
                           {{"Accept", "application/activity+json"}},
                           {}};
    signatures::sign(request, signatures::scheme::cavage_12, uri(actor) + "#main-key",
                     keys_[actor % keys_.size()], core::now())
        .value();
    return as_bytes(request, authority);
}

} // namespace federwerk::bench
