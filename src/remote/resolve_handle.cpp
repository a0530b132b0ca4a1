// SPDX-License-Identifier: AGPL-3.0-or-later
// The resolver's half about what people type: a handle, or the address of a profile.
#include "core/text.hpp"
#include "db/actors.hpp"
#include "remote/resolver_state.hpp"

namespace federwerk::remote {

namespace asio = boost::asio;

namespace {

// "/@alice" and "/badges/rust" are pages of ours; their actors are alice and badge.rust.
std::optional<std::string> username_of_page(std::string_view target)
{
    auto const path = target.substr(0, target.find('?'));
    if (path.starts_with("/@"))
        return std::string(path.substr(2));
    if (path.starts_with("/badges/"))
        return "badge." + std::string(path.substr(8));
    return std::nullopt;
}

} // namespace

asio::awaitable<result<domain::actor>> resolver::impl::find(std::string handle_or_url, budget& spend)
{
    auto const text = core::trim(handle_or_url);
    if (text.starts_with("https://") || text.starts_with("http://")) {
        CO_TRY(auto const target, core::url::parse(text));
        co_return co_await find_by_url(target, spend);
    }
    CO_TRY(auto const who, discovery::parse_account(text));
    auto look = [&](db::transaction& tx) { return db::find_actor_by_handle(tx, who.username, who.host); };
    CO_TRY(auto known, co_await db.run(look));
    if (who.host == uris.authority()) {
        if (!known || !known->local)
            co_return failure{errc::not_found, "nobody here: " + text, {}};
        CO_TRY_VOID(co_await check(*known));
        co_return std::move(*known);
    }
    CO_TRY_VOID(co_await blocks.refuse_suspended(who.host));
    if (known && known->state == domain::actor_state::active)
        co_return co_await actor(known->uri, spend, freshness::cached);
    CO_TRY(auto const uri, co_await names.actor_of(who, spend));
    if (uris.is_ours(uri))
        co_return failure{errc::forbidden, who.handle() + " claims an actor of ours", {}};
    co_return co_await actor(uri, spend, freshness::cached);
}

asio::awaitable<result<domain::actor>> resolver::impl::find_by_url(core::url target, budget& spend)
{
    if (uris.is_ours(target.text())) {
        auto const name = username_of_page(target.target());
        if (!name)
            co_return co_await find_here(target.text());
        auto look = [&](db::transaction& tx) { return db::find_local_actor(tx, *name); };
        CO_TRY(auto found, co_await db.run(look));
        if (!found)
            co_return failure{errc::not_found, "nobody here: " + target.text(), {}};
        CO_TRY_VOID(co_await check(*found));
        co_return std::move(*found);
    }
    CO_TRY(auto known, co_await row(target.text()));
    if (known)
        co_return co_await actor(target.text(), spend, freshness::cached);
    CO_TRY(auto const page, co_await object(target.text(), spend));
    CO_TRY(known, co_await row(page.uri));
    co_return co_await take(page, std::move(known), spend);
}

} // namespace federwerk::remote
