// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ways_in/join.hpp"

#include "app/accounts/create_account.hpp"
#include "app/accounts/passwords.hpp"
#include "app/accounts/throttle.hpp"

namespace federwerk::app {

namespace {

result<new_account> parse(join_request const& request)
{
    std::vector<field_error> wrong;
    auto const keep = [&](failure const& f) {
        wrong.insert(wrong.end(), f.details.begin(), f.details.end());
    };
    new_account out{.locale = request.locale == "de" ? "de" : "en"};
    if (auto handle = domain::parse_handle(request.handle))
        out.handle = *handle;
    else
        keep(handle.error());
    if (auto email = domain::parse_email(request.email))
        out.email = *email;
    else
        keep(email.error());
    if (auto password = domain::check_password(request.password); !password)
        keep(password.error());
    if (!wrong.empty())
        return failure{errc::invalid, "join", "Some fields are not right.", std::move(wrong)};
    return out;
}

enum class gate { open, closed, throttled };

// A value, not a failure: the try is counted even though nobody comes in.
result<gate> try_gate(db::transaction& tx, instance const& in, join_request const& request,
                      core::time_point now)
{
    auto const client = client_network(request.client_address);
    TRY(auto const granted, take(tx, in.secrets, throttles::code_tries, client, now));
    if (!granted)
        return gate::throttled;
    TRY(auto const known, is_way_in(tx, in.secrets, request.code, now));
    return known ? gate::open : gate::closed;
}

result<domain::actor> come_in(db::transaction& tx, instance const& in, join_request const& request,
                              new_account const& wanted, core::time_point now)
{
    auto admitted = redeem_invitation(tx, in.secrets, request.code, now);
    if (!admitted)
        admitted = redeem_place(tx, in.secrets, request.code, now);
    if (!admitted)
        return admitted.error();
    TRY(auto made, create_account(tx, in.uris, std::move(*admitted), wanted));
    auto const client = client_network(request.client_address);
    TRY_VOID(db::give_back_to_throttle(tx, rule_for(throttles::code_tries, in.secrets, client), now));
    return made;
}

} // namespace

boost::asio::awaitable<result<domain::actor>> join(instance const& in, join_request request)
{
    CO_TRY(auto wanted, parse(request));
    auto const now = core::now();
    auto tries = [&](db::transaction& tx) { return try_gate(tx, in, request, now); };
    CO_TRY(auto const gate_state, co_await in.db.run(tries));
    if (gate_state == gate::throttled)
        co_return too_many("invitation codes");
    if (gate_state == gate::closed)
        co_return no_way_in();
    CO_TRY(wanted.password_hash, co_await hash_password(in.workers, request.password));
    auto comes = [&](db::transaction& tx) { return come_in(tx, in, request, wanted, now); };
    co_return co_await in.db.run(comes);
}

} // namespace federwerk::app
