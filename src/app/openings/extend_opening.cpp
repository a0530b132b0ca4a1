// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/openings/extend_opening.hpp"

#include "app/openings/edit_opening.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/members.hpp"

#include <charconv>

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

struct asked_of {
    core::snowflake opening_id, member_id;
    core::time_point ends_at;
};

std::string token_of(core::secrets const& secrets, asked_of const& a)
{
    auto const what = a.opening_id.text() + "-" + a.member_id.text() + "-" +
                      std::to_string(a.ends_at.time_since_epoch().count());
    return what + "-" + core::to_base64url(secrets.token_hash("extend_opening_token", what));
}

result<asked_of> read_token(core::secrets const& secrets, std::string_view token)
{
    failure const none{errc::not_found, "no link that extends an opening", "This link is not one of ours."};
    auto const parts = core::split(token, '-');
    if (parts.size() < 4)
        return none;
    auto const opening = core::snowflake::parse(parts[0]), member = core::snowflake::parse(parts[1]);
    std::int64_t ends = 0;
    auto const read = std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), ends);
    if (!opening || !member || read.ec != std::errc{})
        return none;
    asked_of const out{*opening, *member, core::time_point(std::chrono::milliseconds(ends))};
    return core::equal_in_constant_time(token, token_of(secrets, out)) ? result<asked_of>(out) : none;
}

} // namespace

std::string extend_opening_link(core::secrets const& secrets, domain::uris const& uris,
                                domain::opening const& o, core::snowflake member_id)
{
    return uris.base() + "/open/extend/" + token_of(secrets, {o.id, member_id, o.ends_at});
}

result<end_asked_about> find_end_asked_about(db::transaction& tx, core::secrets const& secrets,
                                             std::string_view token)
{
    TRY(auto const asked, read_token(secrets, token));
    TRY(auto const member, db::find_member(tx, asked.member_id));
    TRY(auto actor, db::find_actor(tx, asked.member_id));
    if (!actor || !member || member->state != domain::member_state::active)
        return failure{errc::not_found, "no member any more: " + asked.member_id.text(), {}};
    TRY(auto found, lock_owned_opening(tx, asked.opening_id, *actor, domain::opening_form::openness));
    auto& o = found.opening;
    bool const open = o.ends_at == asked.ends_at && o.is_open(core::now());
    return end_asked_about{std::move(o), std::move(*actor), open};
}

asio::awaitable<result<end_asked_about>> extend_opening(instance const& in, std::string token)
{
    auto const find = [&](db::transaction& tx) { return find_end_asked_about(tx, in.secrets, token); };
    CO_TRY(auto asked, co_await in.db.run(find));
    if (!asked.open)
        co_return asked;
    domain::opening_edit edit;
    edit.ends_at = core::now() + domain::longest_openness;
    CO_TRY(auto after,
           co_await edit_opening(in, asked.member, asked.opening.id, asked.opening.form, std::move(edit)));
    asked.opening = std::move(after.opening);
    asked.open = false;
    co_return asked;
}

std::string called(std::string const& language, domain::opening const& o)
{
    auto const* kind = o.seats.empty() ? nullptr : domain::find_kind(o.seats.front().kind);
    if (!kind)
        return core::single_line(o.plain);
    auto const& names = o.direction == domain::direction::offering ? kind->offering : kind->looking;
    return std::string(language == "de" ? names.de : names.en);
}

} // namespace federwerk::app
