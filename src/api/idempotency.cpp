// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/idempotency.hpp"

#include "api/multipart.hpp"
#include "core/log.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace federwerk::api {

namespace {

namespace asio = boost::asio;
constexpr std::string_view purpose =
    "idempotency"; // Answers can carry secrets, such as the code of an invitation.

// A form that is sent again has another boundary (RFC 7578 4.1) and says the same.
std::string said_by(http::request const& request)
{
    auto const parts = parse_multipart(request.headers.get("Content-Type").value_or(""), request.body);
    if (!parts)
        return request.body;
    std::string out;
    for (auto const& each : *parts)
        for (auto const text : {std::string_view(each.name), each.body})
            out.append(std::to_string(text.size())).append(":").append(text);
    return out;
}

result<db::idempotency_key> key_of(app::instance const& in, call const& c)
{
    auto const all = c.request.headers.all("Idempotency-Key");
    bool const shaped = all.size() == 1 && !all.front().empty() && all.front().size() <= 255 &&
                        std::ranges::all_of(all.front(), [](char ch) { return ch >= ' ' && ch <= '~'; });
    if (!shaped)
        return failure{errc::malformed, "Idempotency-Key",
                       "An Idempotency-Key has 1 to 255 printable characters."};
    auto const request = c.request.target + "\n" + said_by(c.request);
    return db::idempotency_key{c.viewer_id(), std::string(all.front()),
                               in.secrets.token_hash(purpose, request)};
}

result<http::response> replay(app::instance const& in, db::idempotency_answer const& known)
{
    if (!known.same_request)
        return failure{errc::invalid,
                       "Idempotency-Key: another request",
                       "This Idempotency-Key was used for another request.",
                       {{"Idempotency-Key", "was used for another request"}}};
    auto const sealed = core::from_base64(known.sealed);
    if (!sealed)
        return failure{errc::internal, "idempotency: stored answer is no base64", {}};
    TRY(auto body, in.secrets.open(purpose, *sealed));
    auto out =
        body.empty() ? http::response{.status = known.status} : json_response(known.status, std::move(body));
    out.headers.set("Idempotent-Replayed", "true");
    return out;
}

// A bug of ours: the endpoint's act does not take kept(…). Late is better than never, but a process that dies
// just before it does the act again.
asio::awaitable<void> keep_late(app::instance const& in, api_route const& route, receipt& once,
                                http::response const& answer)
{
    core::log::error("api.answer_kept_late", {{"route", route.pattern}});
    auto write = [&](db::transaction& tx) { return once.keep(tx, answer); };
    if (auto const late = co_await in.db.run(write); !late)
        core::log::error("api.answer_not_kept", {{"route", route.pattern}, {"why", late.error().log}});
}

} // namespace

result<> receipt::keep(db::transaction& tx, http::response const& answer)
{
    written_ = true;
    auto const sealed = core::to_base64(secrets_.seal(purpose, answer.body));
    return db::keep_idempotency_answer(tx, key_, {true, answer.status, sealed}, core::now());
}

asio::awaitable<result<http::response>> call_once(app::instance const& in, api_route const& route, call c)
{
    CO_TRY(auto const key, key_of(in, c));
    auto look = [&](db::transaction& tx) { return db::find_idempotency_answer(tx, key); };
    CO_TRY(auto const known, co_await in.db.run(look));
    if (known)
        co_return replay(in, *known);
    receipt once(in.secrets, key);
    c.once = &once;
    auto out = co_await route.handle(std::move(c));
    if (out) {
        if (!once.written())
            co_await keep_late(in, route, once, *out);
        co_return out;
    }
    // A twin may have been faster, or the database may have committed without being able to say so.
    auto const since = co_await in.db.run(look);
    if (since && *since)
        co_return replay(in, **since);
    co_return out;
}

} // namespace federwerk::api
