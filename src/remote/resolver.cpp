// SPDX-License-Identifier: AGPL-3.0-or-later
#include "remote/resolver.hpp"

#include "db/actors.hpp"
#include "federation/trust/trust.hpp"
#include "remote/resolver_state.hpp"

namespace federwerk::remote {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::hours stale_after{24};
constexpr std::chrono::minutes between_refreshes{5};

result<fetched> read_document(page const& got)
{
    TRY(auto document, json::document::parse(got.body));
    auto const id = document.root()["id"].text();
    if (!id)
        return failure{errc::malformed, "a document without id: " + got.final_url.text(), {}};
    std::string uri(*id);
    return fetched{std::move(uri), std::move(document), got.body};
}

bool is_stale(domain::actor const& a)
{
    return !a.fetched_at || core::now() - *a.fetched_at > stale_after;
}

} // namespace

// T-01: the id decides only where it is the address that answered; another one of that origin is asked once.
asio::awaitable<result<fetched>> resolver::impl::confirmed(std::string uri, getter get)
{
    CO_TRY(auto const target, core::url::parse(uri));
    CO_TRY(auto const first, co_await get(target));
    CO_TRY(auto document, read_document(*first));
    auto const verdict = trust::judge_fetched(first->final_url.text(), document.uri);
    if (verdict == trust::fetched::accept)
        co_return std::move(document);
    if (verdict == trust::fetched::refuse)
        co_return failure{errc::forbidden, first->final_url.text() + " claims to be " + document.uri, {}};
    CO_TRY(auto const canonical, core::url::parse(document.uri));
    CO_TRY(auto const second, co_await get(canonical));
    CO_TRY(auto again, read_document(*second));
    if (again.uri != document.uri ||
        trust::judge_fetched(second->final_url.text(), again.uri) != trust::fetched::accept)
        co_return failure{errc::forbidden, document.uri + " does not stand by its id", {}};
    co_return std::move(again);
}

asio::awaitable<result<fetched>> resolver::impl::object(std::string uri, budget& spend,
                                                        std::chrono::seconds believed)
{
    auto get = [this, &spend, believed](core::url from) {
        return fetch.document(std::move(from), spend, believed);
    };
    co_return co_await confirmed(std::move(uri), get);
}

asio::awaitable<result<std::optional<domain::actor>>> resolver::impl::row(std::string uri)
{
    auto find = [&](db::transaction& tx) { return db::find_actor_by_uri(tx, uri); };
    co_return co_await db.run(find);
}

asio::awaitable<result<>> resolver::impl::check(domain::actor const& who)
{
    if (who.state == domain::actor_state::gone)
        co_return failure{errc::gone, "gone: " + who.uri, {}};
    if (who.state == domain::actor_state::suspended)
        co_return failure{errc::forbidden, "suspended: " + who.uri, {}};
    if (who.local)
        co_return result<>{};
    CO_TRY(auto const id, core::url::parse(who.uri));
    CO_TRY_VOID(co_await blocks.refuse_suspended(id.authority()));
    co_return co_await blocks.refuse_suspended(who.host);
}

asio::awaitable<result<domain::actor>> resolver::impl::find_here(std::string uri)
{
    CO_TRY(auto found, co_await row(uri));
    if (!found || !found->local)
        co_return failure{errc::not_found, "no actor of ours: " + uri, {}};
    CO_TRY_VOID(co_await check(*found));
    co_return std::move(*found);
}

asio::awaitable<result<domain::actor>> resolver::impl::actor(std::string uri, budget& spend, freshness how)
{
    if (uris.is_ours(uri))
        co_return co_await find_here(uri);
    CO_TRY(auto const target, core::url::parse(uri));
    CO_TRY_VOID(co_await blocks.refuse_suspended(target.authority()));
    CO_TRY(auto known, co_await row(uri));
    if (known) {
        CO_TRY_VOID(co_await check(*known));
        if (how == freshness::cached && !is_stale(*known))
            co_return std::move(*known);
        if (!asked_lately.first(uri, between_refreshes))
            co_return std::move(*known);
    }
    auto answer = co_await refreshed(uri, known, spend);
    // An old row is better than none while its home does not answer.
    if (!answer && known && how == freshness::cached && is_passing(answer.error().code))
        co_return std::move(*known);
    co_return answer;
}

asio::awaitable<result<domain::actor>>
resolver::impl::refreshed(std::string uri, std::optional<domain::actor> known, budget& spend)
{
    auto const page = co_await object(uri, spend);
    if (!page && known && page.error().code == errc::gone)
        CO_TRY_VOID(co_await bury(*known)); // Its home says so: as good as a Delete (interop quirk 13)
    if (!page)
        co_return page.error();
    // A row is kept under the id that was confirmed, and nobody gets another actor than the one asked for.
    if (page->uri != uri)
        co_return failure{errc::forbidden, uri + " is really " + page->uri, {}};
    co_return co_await take(*page, std::move(known), spend);
}

asio::awaitable<result<>> resolver::impl::bury(domain::actor const& who)
{
    auto write = [&](db::transaction& tx) { return departed(tx, who); };
    co_return co_await db.run(write);
}

asio::awaitable<result<domain::actor>> resolver::impl::take(fetched const& page,
                                                            std::optional<domain::actor> known, budget& spend,
                                                            actor_intake::met how)
{
    CO_TRY(auto stored, co_await intake.take(page, std::move(known), spend, how));
    CO_TRY_VOID(co_await check(stored));
    co_return std::move(stored);
}

resolver::resolver(core::settings const& settings, domain::uris const& uris, key_ring& keys, db::pool& db,
                   core::worker_pool& workers, http::client& client)
    : impl_(new impl(settings, uris, keys, db, workers, client))
{
}
resolver::~resolver() = default;

void resolver::on_departure(departure what)
{
    impl_->departed = std::move(what);
}

asio::awaitable<result<domain::actor>> resolver::actor(std::string uri, budget& spend, freshness how)
{
    return impl_->actor(std::move(uri), spend, how);
}

asio::awaitable<result<resolver::owned_key>> resolver::key(std::string key_uri, budget& spend, freshness how)
{
    return impl_->key(std::move(key_uri), spend, how);
}

asio::awaitable<result<domain::actor>> resolver::find(std::string handle_or_url, budget& spend)
{
    return impl_->find(std::move(handle_or_url), spend);
}

asio::awaitable<result<fetched>> resolver::object(std::string uri, budget& spend)
{
    if (impl_->uris.is_ours(uri))
        co_return failure{errc::forbidden, "ours is not fetched: " + uri, {}};
    // Consents, openings that are asked about again, notes: what was not there is, at most a minute later.
    co_return co_await impl_->object(std::move(uri), spend, fetcher::short_memory);
}

asio::awaitable<result<fetched>> resolver::credential(std::string uri, budget& spend)
{
    if (impl_->uris.is_ours(uri))
        co_return failure{errc::forbidden, "ours is not fetched: " + uri, {}};
    auto get = [this, &spend](core::url from) { return impl_->fetch.credential(std::move(from), spend); };
    co_return co_await impl_->confirmed(std::move(uri), get);
}

asio::awaitable<result<domain::actor>> resolver::learn(fetched document, budget& spend)
{
    if (impl_->uris.is_ours(document.uri) || !document.document.root()["publicKey"].present())
        co_return failure{errc::malformed, "no whole actor: " + document.uri, {}};
    CO_TRY(auto known, co_await impl_->row(document.uri));
    co_return co_await impl_->take(document, std::move(known), spend);
}

asio::awaitable<result<db::block_severity>> resolver::severity(std::string authority)
{
    return impl_->blocks.severity(std::move(authority));
}

} // namespace federwerk::remote
