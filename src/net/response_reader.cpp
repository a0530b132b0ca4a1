// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/response_reader.hpp"

#include "core/text.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <optional>

namespace federwerk::net {

namespace beast = boost::beast;
using boost::system::error_code;

namespace {

constexpr std::size_t buffer_limit = 64 * 1024;
constexpr std::size_t read_size = 16 * 1024;
constexpr std::uint32_t header_limit = 32 * 1024;
constexpr unsigned interim_limit = 8; // 1xx answers before the answer

// RFC 9112 6.3: a coding that the parser does not know, or two lengths, would let a peer desynchronise us.
bool is_framed_soundly(http::headers const& headers, unsigned version)
{
    auto const codings = headers.all("Transfer-Encoding");
    if (codings.empty())
        return headers.count("Content-Length") <= 1;
    return codings.size() == 1 && version == 11 && core::equals_ignoring_case(codings[0], "chunked") &&
           headers.count("Content-Length") == 0;
}

} // namespace

struct response_reader::impl {
    impl(http::method a, std::size_t most) : asked(a), body_limit(most) {}

    http::method asked;
    std::size_t body_limit;
    beast::flat_buffer buffer{buffer_limit};
    std::optional<beast::http::response_parser<beast::http::string_body>> parser;
    http::headers headers;
    unsigned interim = 0;
    bool begun = false, checked = false;

    void begin()
    {
        parser.emplace();
        parser->header_limit(header_limit);
        parser->body_limit(body_limit);
        parser->skip(asked == http::method::head);
        parser->eager(false);
    }

    progress accept_head()
    {
        auto const& message = parser->get();
        headers = {};
        for (auto const& field : message)
            headers.add(std::string(field.name_string()), std::string(field.value()));
        if (!is_framed_soundly(headers, message.version()))
            return progress::malformed;
        if (message.result_int() / 100 == 1) {
            if (message.result_int() == 101 || ++interim > interim_limit)
                return progress::malformed;
            begin();
            return progress::more;
        }
        checked = true;
        parser->eager(true);
        return progress::done;
    }

    progress parse()
    {
        while (!parser->is_done() || !checked) {
            if (parser->is_header_done() && !checked) {
                if (accept_head() == progress::malformed)
                    return progress::malformed;
                continue;
            }
            if (buffer.size() == 0)
                return progress::more;
            error_code error;
            buffer.consume(parser->put(buffer.data(), error));
            if (error == beast::http::error::need_more)
                return buffer.size() < buffer_limit ? progress::more : progress::malformed;
            if (error == beast::http::error::body_limit)
                return progress::too_large;
            if (error)
                return progress::malformed;
        }
        return progress::done;
    }
};

response_reader::response_reader(http::method asked, std::size_t body_limit)
    : impl_(std::make_unique<impl>(asked, body_limit))
{
    impl_->begin();
}
response_reader::~response_reader() = default;

boost::asio::mutable_buffer response_reader::room()
{
    return impl_->buffer.prepare(std::min(read_size, buffer_limit - impl_->buffer.size()));
}

response_reader::progress response_reader::filled(std::size_t count)
{
    impl_->begun = impl_->begun || count > 0;
    impl_->buffer.commit(count);
    return impl_->parse();
}

response_reader::progress response_reader::ended()
{
    if (!impl_->checked)
        return progress::malformed;
    error_code error;
    impl_->parser->put_eof(error);
    return error || !impl_->parser->is_done() ? progress::malformed : progress::done;
}

bool response_reader::has_begun() const
{
    return impl_->begun;
}

http::response response_reader::take()
{
    auto& message = impl_->parser->get();
    return {message.result_int(), std::move(impl_->headers), std::move(message.body()), {}};
}

bool response_reader::keeps_alive() const
{
    return impl_->parser->keep_alive() && impl_->buffer.size() == 0;
}

} // namespace federwerk::net
