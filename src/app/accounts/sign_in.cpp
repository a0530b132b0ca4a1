// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/accounts/sign_in.hpp"

#include "app/accounts/passwords.hpp"
#include "app/accounts/throttle.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/members.hpp"

namespace federwerk::app {

namespace {

struct candidate {
    bool throttled = false;
    std::optional<domain::actor> actor;
    std::optional<std::string> password_hash;
};

// Failures are counted by what was typed, known or not, so that a limit says nothing about who exists.
std::string subject_of(sign_in_request const& request)
{
    return core::lower_ascii(core::trim(request.name));
}

result<std::optional<domain::member>> find(db::transaction& tx, std::string const& name)
{
    if (auto const at = name.find('@'); at != std::string::npos && at != 0)
        return db::find_member_by_email(tx, name);
    TRY(auto const actor, db::find_local_actor(tx, name.starts_with('@') ? name.substr(1) : name));
    if (!actor)
        return std::optional<domain::member>();
    return db::find_member(tx, actor->id);
}

result<candidate> look_up(db::transaction& tx, instance const& in, sign_in_request const& request,
                          core::time_point now)
{
    auto const name = subject_of(request);
    auto const client = client_network(request.client_address);
    TRY(auto const client_granted, take(tx, in.secrets, throttles::sign_in_by_client, client, now));
    TRY(auto const name_granted, take(tx, in.secrets, throttles::sign_in_by_account, name, now));
    if (!client_granted || !name_granted)
        return candidate{.throttled = true};
    TRY(auto const member, find(tx, name));
    if (!member || member->state != domain::member_state::active)
        return candidate{};
    TRY(auto actor, db::find_actor(tx, member->actor_id));
    return candidate{.actor = std::move(actor), .password_hash = member->password_hash};
}

result<> forgive(db::transaction& tx, instance const& in, sign_in_request const& request,
                 core::time_point now)
{
    auto const client =
        rule_for(throttles::sign_in_by_client, in.secrets, client_network(request.client_address));
    TRY_VOID(db::give_back_to_throttle(tx, client, now));
    return db::give_back_to_throttle(
        tx, rule_for(throttles::sign_in_by_account, in.secrets, subject_of(request)), now);
}

} // namespace

boost::asio::awaitable<result<domain::actor>> sign_in(instance const& in, sign_in_request request)
{
    failure const refused{errc::unauthenticated, "sign_in: refused",
                          "The name or the password is not right."};
    if (request.name.size() > 320 || request.password.size() > 1000 || !core::is_valid_utf8(request.name))
        co_return refused;
    auto const now = core::now();
    auto looks = [&](db::transaction& tx) { return look_up(tx, in, request, now); };
    CO_TRY(auto const found, co_await in.db.run(looks));
    if (found.throttled)
        co_return too_many("sign-in");
    CO_TRY(auto const right, co_await is_password(in.workers, found.password_hash, request.password));
    if (!right || !found.actor)
        co_return refused;
    auto forgives = [&](db::transaction& tx) { return forgive(tx, in, request, now); };
    CO_TRY_VOID(co_await in.db.run(forgives));
    co_return *found.actor;
}

} // namespace federwerk::app
