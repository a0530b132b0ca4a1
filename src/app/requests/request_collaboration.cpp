// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/requests/request_collaboration.hpp"

#include "app/requests/expire_requests.hpp"
#include "app/requests/prepare_request.hpp"
#include "app/requests/record_step.hpp"
#include "app/requests/request_letters.hpp"
#include "db/requests.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

// What was true when it was prepared may have changed while it was signed.
result<> store(db::transaction& tx, domain::uris const& uris, prepared const& p,
               domain::request_draft const& draft, std::string body)
{
    auto const& r = p.file.request;
    TRY(auto const o, seen_opening(tx, draft.opening_id, p.file.sender));
    TRY_VOID(domain::make_request(draft, o, p.file.sender, r.created_at));
    TRY_VOID(check_limits(tx, r));
    TRY_VOID(expire_requests_of(tx, uris, r.sender_id, r.opening_uri, r.created_at));
    TRY_VOID(db::insert_request(tx, r));
    if (!p.file.receiver.local)
        TRY_VOID(send_about(tx, r, {r.id, r.uri, "Offer", std::move(body), p.file.sender, p.file.receiver},
                            r.created_at));
    return tell_other(tx, {p.file, domain::party::sender}, domain::notification_kind::request_received);
}

} // namespace

asio::awaitable<result<request_file>> request_collaboration(instance const& in, domain::actor sender,
                                                            domain::request_draft draft,
                                                            along<request_file> with)
{
    CO_TRY(auto const p, co_await prepare_request(in, draft, std::move(sender)));
    std::string body; // People here need none
    if (!p.file.receiver.local) {
        CO_TRY(body, co_await sign_offer(in, p));
    }
    auto const write = [&](db::transaction& tx) -> result<> {
        TRY_VOID(store(tx, in.uris, p, draft, body));
        return write_along(with, tx, p.file);
    };
    CO_TRY_VOID(co_await in.db.run(write));
    in.post.nudge();
    co_return p.file;
}

} // namespace federwerk::app
