// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/request_reader.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <optional>

namespace federwerk::net {

namespace beast = boost::beast;
using boost::system::error_code;

namespace {

// The parser does not bound chunk extensions; the buffer does, because it keeps a chunk's head until its end
// is there.
constexpr std::size_t buffer_limit = 64 * 1024;
constexpr std::size_t read_size = 8 * 1024;

http::method method_of(beast::http::verb verb)
{
    switch (verb) {
    case beast::http::verb::get:
        return http::method::get;
    case beast::http::verb::head:
        return http::method::head;
    case beast::http::verb::post:
        return http::method::post;
    case beast::http::verb::put:
        return http::method::put;
    case beast::http::verb::patch:
        return http::method::patch;
    case beast::http::verb::delete_:
        return http::method::delete_;
    case beast::http::verb::options:
        return http::method::options;
    default:
        return http::method::other;
    }
}

unsigned status_of(error_code const& error)
{
    if (error == beast::http::error::header_limit || error == beast::http::error::buffer_overflow)
        return 431;
    if (error == beast::http::error::body_limit)
        return 413;
    return 400;
}

} // namespace

struct request_reader::impl {
    explicit impl(std::size_t most) : header_limit(most), buffer(buffer_limit) {}

    std::size_t header_limit;
    beast::flat_buffer buffer;
    std::optional<beast::http::request_parser<beast::http::string_body>> parser;
    unsigned failed_with = 0;

    progress fail(unsigned status)
    {
        failed_with = status;
        return progress::failed;
    }

    // One step of the parser over what is buffered.
    progress parse()
    {
        if (buffer.size() == 0)
            return progress::more;
        error_code error;
        buffer.consume(parser->put(buffer.data(), error));
        if (error == beast::http::error::need_more)
            return buffer.size() < buffer_limit ? progress::more : fail(431);
        return error ? fail(status_of(error)) : progress::done;
    }
};

request_reader::request_reader(std::size_t header_limit) : impl_(std::make_unique<impl>(header_limit)) {}
request_reader::~request_reader() = default;

boost::asio::mutable_buffer request_reader::room()
{
    return impl_->buffer.prepare(std::min(read_size, buffer_limit - impl_->buffer.size()));
}

void request_reader::filled(std::size_t count)
{
    impl_->buffer.commit(count);
}

bool request_reader::has_bytes() const
{
    return impl_->buffer.size() > 0;
}

void request_reader::begin()
{
    impl_->parser.emplace();
    impl_->parser->header_limit(static_cast<std::uint32_t>(impl_->header_limit));
    impl_->parser->body_limit(
        boost::none); // Known with the route: read_body sets it before a byte of a body is read
    impl_->parser->eager(false);
}

request_reader::progress request_reader::read_head()
{
    while (!impl_->parser->is_header_done())
        if (auto const step = impl_->parse(); step != progress::done)
            return step;
    return progress::done;
}

request_reader::progress request_reader::read_body(std::size_t limit)
{
    auto& parser = *impl_->parser;
    if (parser.is_done())
        return progress::done;
    if (parser.content_length().value_or(0) > limit)
        return impl_->fail(413);
    if (!parser.eager()) { // Once: for chunks, the parser counts its limit down
        parser.body_limit(limit);
        parser.eager(true);
    }
    while (!parser.is_done())
        if (auto const step = impl_->parse(); step != progress::done)
            return step;
    return progress::done;
}

unsigned request_reader::failure_status() const
{
    return impl_->failed_with;
}

std::string request_reader::target() const
{
    return std::string(impl_->parser->get().target());
}

http::request request_reader::take_head()
{
    auto const& message = impl_->parser->get();
    http::request out;
    out.method = method_of(message.method());
    out.target = std::string(message.target());
    for (auto const& field : message)
        out.headers.add(std::string(field.name_string()), std::string(field.value()));
    return out;
}

std::string request_reader::take_body()
{
    return std::move(impl_->parser->get().body());
}

unsigned request_reader::version() const
{
    return static_cast<unsigned>(impl_->parser->get().version());
}

bool request_reader::keep_alive() const
{
    return impl_->parser->keep_alive();
}

} // namespace federwerk::net
