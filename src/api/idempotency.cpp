// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/idempotency.hpp"

#include "core/text.hpp"
#include "db/idempotency.hpp"

#include <algorithm>

namespace federwerk::api {

namespace {

namespace asio = boost::asio;
constexpr std::string_view purpose =
    "idempotency"; // Answers can carry secrets, such as the code of an invitation.

result<db::idempotency_key> key_of(app::instance const& in, call const& c)
{
    auto const all = c.request.headers.all("Idempotency-Key");
    bool const shaped = all.size() == 1 && !all.front().empty() && all.front().size() <= 255 &&
                        std::ranges::all_of(all.front(), [](char ch) { return ch >= ' ' && ch <= '~'; });
    if (!shaped)
        return failure{errc::malformed, "Idempotency-Key",
                       "An Idempotency-Key has 1 to 255 printable characters."};
    auto const request = c.request.target + "\n" + c.request.body;
    return db::idempotency_key{c.viewer_id(), std::string(all.front()),
                               in.secrets.token_hash(purpose, request)};
}

result<http::response> replay(app::instance const& in, db::idempotency_answer const& known)
{
    if (!known.same_request)
        return failure{errc::conflict, "Idempotency-Key: another request",
                       "This Idempotency-Key was used for another request."};
    if (known.status == 0)
        return failure{errc::conflict, "Idempotency-Key: not completed",
                       "A request with this Idempotency-Key is under way or was interrupted. "
                       "Look whether it took effect before you send it with a new key."};
    auto const sealed = core::from_base64(known.sealed);
    if (!sealed)
        return failure{errc::internal, "idempotency: stored answer is no base64", {}};
    TRY(auto body, in.secrets.open(purpose, *sealed));
    auto out = json_response(known.status, std::move(body));
    out.headers.set("Idempotent-Replayed", "true");
    return out;
}

asio::awaitable<result<>> settle(app::instance const& in, db::idempotency_key const& key,
                                 result<http::response> const& answer)
{
    bool const created = answer && answer->status < 400;
    auto const sealed = created ? core::to_base64(in.secrets.seal(purpose, answer->body)) : std::string();
    auto work = [&](db::transaction& tx) {
        return created ? db::complete_idempotency_key(tx, key, answer->status, sealed)
                       : db::release_idempotency_key(tx, key);
    };
    co_return co_await in.db.run(work);
}

// Whether the failure itself says that nothing was done. After 500 and 503 the act may have been committed.
bool is_certain(result<http::response> const& answer)
{
    return answer || http::status_of(answer.error().code) < 500 || answer.error().code == errc::overloaded;
}

} // namespace

asio::awaitable<result<http::response>> call_once(app::instance const& in, api_route const& route, call c)
{
    CO_TRY(auto const key, key_of(in, c));
    auto reserve = [&](db::transaction& tx) { return db::reserve_idempotency_key(tx, key, core::now()); };
    CO_TRY(auto const known, co_await in.db.run(reserve));
    if (known)
        co_return replay(in, *known);
    auto out = co_await route.handle(std::move(c));
    // The act is done whatever happens to the note of it: a failure here is not the caller's.
    if (is_certain(out))
        static_cast<void>(co_await settle(in, key, out));
    co_return out;
}

} // namespace federwerk::api
