// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/dispatch.hpp"

#include "core/log.hpp"
#include "core/text.hpp"
#include "net/answer.hpp"
#include "net/gate.hpp"

#include <algorithm>
#include <charconv>

namespace federwerk::net {

namespace {

std::string listed(std::vector<http::method> allowed)
{
    std::ranges::sort(allowed);
    std::string list;
    for (auto const m : allowed) {
        list += (list.empty() ? "" : ", ") + std::string(http::to_string(m));
        if (m == http::method::get && std::ranges::find(allowed, http::method::head) == allowed.end())
            list += ", HEAD";
    }
    return list;
}

std::size_t declared_length(http::headers const& headers)
{
    std::size_t out = 0;
    if (auto const text = headers.get("Content-Length"))
        std::from_chars(text->data(), text->data() + text->size(), out);
    return out;
}

// What is wrong with a body that has not been read yet; 0: nothing.
unsigned body_refusal(http::request const& request, http::route const& route)
{
    if (auto const expected = request.headers.get("Expect");
        expected && !core::equals_ignoring_case(*expected, "100-continue"))
        return 417;
    if (!announces_body(request.headers))
        return 0;
    if (declared_length(request.headers) > route.body_limit || route.body_limit == 0)
        return 413;
    if (auto const coding = request.headers.get("Content-Encoding");
        coding && !core::equals_ignoring_case(*coding, "identity"))
        return 415;
    return 0;
}

} // namespace

http::response refusal(refusal_words const& words, unsigned status, std::string_view target)
{
    auto worded = words ? words(status, target) : std::nullopt;
    return worded ? std::move(*worded) : plain_answer(status);
}

destination find_destination(http::router const& routes, refusal_words const& words, http::request& request,
                             std::string_view path_and_query)
{
    auto const mark = path_and_query.find('?');
    request.path = std::string(path_and_query.substr(0, mark));
    if (mark != std::string_view::npos)
        request.query = std::string(path_and_query.substr(mark + 1));
    auto found = routes.find(request.method, request.path);
    destination out;
    if (!found.matched) {
        out.refusal = refusal(words, found.allowed.empty() ? 404 : 405, path_and_query);
        if (!found.allowed.empty())
            out.refusal->headers.set("Allow", listed(std::move(found.allowed)));
        return out;
    }
    if (auto const status = body_refusal(request, *found.matched)) {
        out.refusal = refusal(words, status, path_and_query);
        return out;
    }
    out.route = found.matched;
    request.parameters = std::move(found.parameters);
    return out;
}

boost::asio::awaitable<http::response> handle(http::route const& route, refusal_words const& words,
                                              http::request request)
{
    auto const target = request.path;
    try {
        co_return co_await route.handle(std::move(request));
    } catch (std::exception const& e) {
        core::log::error("http.handler_threw", {{"route", route.pattern}, {"what", e.what()}});
    }
    co_return refusal(words, 500, target);
}

} // namespace federwerk::net
