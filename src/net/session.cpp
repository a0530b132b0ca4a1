// SPDX-License-Identifier: AGPL-3.0-or-later
// One connection: requests in their order, each with its deadlines, until one side has had enough.
#include "net/answer.hpp"
#include "net/dispatch.hpp"
#include "net/file_source.hpp"
#include "net/forwarded.hpp"
#include "net/gate.hpp"
#include "net/link.hpp"

#include "core/log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace federwerk::net {

namespace asio = boost::asio;
using asio::awaitable;

namespace {

constexpr std::size_t gathered_limit =
    16 * 1024; // A body up to this joins its head in one buffer: one TLS record

template <class Stream>
class session final : public link<Stream> {
    using base = link<Stream>;
    using base::allow, base::book_, base::linger, base::peer_, base::read_some, base::reader_, base::site,
        base::stream_, base::write, base::write_large;

public:
    using base::base;

    awaitable<void> run()
    {
        if (co_await greet())
            while (co_await exchange()) {
            }
    }

private:
    awaitable<bool> greet()
    {
        if constexpr (std::is_same_v<Stream, tls_stream>) {
            allow(site().options.header_deadline);
            auto const [error] = co_await stream_.async_handshake(asio::ssl::stream_base::server, link_token);
            co_return !error;
        }
        co_return true;
    }

    // One request and its answer; false: the connection is over.
    awaitable<bool> exchange()
    {
        if (!reader_.has_bytes()) {
            if (book_->stopping)
                co_return false;
            allow(site().options.idle_deadline);
            base::idle = true;
            if (!co_await read_some())
                co_return false;
        }
        allow(site().options.header_deadline);
        reader_.begin();
        auto progress = reader_.read_head();
        for (; progress == request_reader::progress::more; progress = reader_.read_head())
            if (!co_await read_some())
                co_return false;
        if (progress == request_reader::progress::failed) {
            target_ = reader_.target();
            co_return co_await refuse(refusal(reader_.failure_status()));
        }
        co_return co_await answer_request(reader_.take_head());
    }

    awaitable<bool> answer_request(http::request request)
    {
        head const seen{reader_.version(), request.target, request.headers};
        auto const path = check_head(seen);
        if (!path) {
            core::log::debug("http.gate", {{"why", path.error().log}, {"peer", peer_.to_string()}});
            target_ = seen.target;
            co_return co_await refuse(refusal(400));
        }
        target_ = *path;
        settle_client(request, peer_, site().options.trusted_proxies);
        auto const asked = request.method;
        bool const stays = reader_.keep_alive();
        auto where = find_destination(site().routes, site().options.words, request, target_);
        if (where.refusal) {
            if (announces_body(request.headers))
                co_return co_await refuse(std::move(*where.refusal), asked);
            co_return co_await respond(std::move(*where.refusal), asked, stays);
        }
        if (announces_body(request.headers)) {
            if (request.headers.get("Expect") && !reader_.has_bytes())
                if (!co_await write(asio::buffer(std::string_view("HTTP/1.1 100 Continue\r\n\r\n"))))
                    co_return false;
            allow(site().options.body_deadline);
            auto progress = reader_.read_body(where.route->body_limit);
            for (; progress == request_reader::progress::more;
                 progress = reader_.read_body(where.route->body_limit))
                if (!co_await read_some())
                    co_return false;
            if (progress == request_reader::progress::failed)
                co_return co_await refuse(refusal(reader_.failure_status()), asked);
            request.body = reader_.take_body();
        }
        base::deadline = steady::time_point::max(); // Our own work has its own limits
        auto answer = co_await handle(*where.route, site().options.words, std::move(request));
        co_return co_await respond(std::move(answer), asked, stays);
    }

    awaitable<bool> respond(http::response answer, http::method asked, bool stays)
    {
        std::optional<file_source> file;
        if (!answer.file.empty()) {
            file = file_source::open(answer.file);
            if (!file)
                answer = refusal(404);
        }
        stays = stays && !book_->stopping;
        answer_framing const framing{asked, stays, file ? file->size() : answer.body.size()};
        out_.clear();
        if (!append_head(out_, answer, framing)) {
            core::log::error("http.unsafe_field", {{"status", answer.status}});
            answer = refusal(500);
            file.reset();
            append_head(out_, answer, {asked, stays, answer.body.size()});
        }
        count(answer.status);
        if (!may_have_body(answer.status, asked))
            co_return co_await write(asio::buffer(out_)) && stays;
        if (file)
            co_return co_await send_file(*file) && stays;
        if (answer.body.size() <= gathered_limit) {
            out_ += answer.body;
            co_return co_await write(asio::buffer(out_)) && stays;
        }
        std::array const parts{asio::const_buffer(asio::buffer(out_)),
                               asio::const_buffer(asio::buffer(answer.body))};
        co_return co_await write_large(parts[0], parts[1]) && stays;
    }

    awaitable<bool> send_file(file_source& file)
    {
        for (;;) {
            if (!file.append_to(out_))
                co_return false; // Shorter than announced: the peer learns it by the connection's end
            if (!out_.empty() && !co_await write(asio::buffer(out_)))
                co_return false;
            out_.clear();
            if (file.done())
                co_return true;
        }
    }

    // Answers, then ends the connection without losing the answer: unread bytes would turn the close into a
    // reset (RFC 9112 9.6).
    awaitable<bool> refuse(http::response answer, http::method asked = http::method::get)
    {
        if (answer.status == 400 || answer.status == 431)
            ++site().counters.malformed;
        if (!co_await respond(std::move(answer), asked, false))
            co_await linger();
        co_return false;
    }

    http::response refusal(unsigned status) { return net::refusal(site().options.words, status, target_); }

    void count(unsigned status)
    {
        auto const group = std::min(status / 100, 5U);
        site().counters.requests[group].fetch_add(1, std::memory_order_relaxed);
    }

    std::string target_; // Path and query of the request in hand; empty until its first line is read
    std::string out_;
};

template <class Session>
void launch(std::shared_ptr<Session> made, ledger& book)
{
    asio::co_spawn(
        book.context, [made = std::move(made)]() -> awaitable<void> { co_await made->run(); },
        asio::detached);
}

} // namespace

void start_session(tcp_socket socket, visit guest, std::shared_ptr<ledger> book)
{
    auto const tls = guest.site().tls;
    auto& loop = *book;
    if (tls)
        launch(
            std::make_shared<session<tls_stream>>(std::move(guest), std::move(book), std::move(socket), *tls),
            loop);
    else
        launch(std::make_shared<session<tcp_socket>>(std::move(guest), std::move(book), std::move(socket)),
               loop);
}

} // namespace federwerk::net
