// SPDX-License-Identifier: AGPL-3.0-or-later
#include "remote/fetcher.hpp"

#include "db/actors.hpp"
#include "remote/redirect.hpp"

namespace federwerk::remote {

namespace asio = boost::asio;

namespace {

constexpr int most_redirects = 3;
constexpr char const* accept_document =
    R"(application/ld+json; profile="https://www.w3.org/ns/activitystreams", application/activity+json;q=0.9)";
constexpr char const* accept_credential =
    "application/vc+ld+json, application/vc, application/ld+json;q=0.9, application/json;q=0.8";
constexpr char const* accept_host_meta = "application/xrd+xml, application/jrd+json;q=0.9";
constexpr std::size_t largest_host_meta = 64 * 1024;
constexpr char const* accept_jrd = "application/jrd+json, application/json;q=0.9";

result<> spend_one(budget& spend)
{
    if (spend.fetches <= 0 || std::chrono::steady_clock::now() >= spend.until)
        return failure{errc::unavailable, "the budget of fetches is spent", {}};
    --spend.fetches;
    return {};
}

bool is_json(http::headers const& headers)
{
    auto const type = http::media_type(headers);
    return type == "application/json" || type.ends_with("+json");
}

bool is_xml(http::headers const& headers)
{
    auto const type = http::media_type(headers);
    return type == "application/xml" || type == "text/xml" || type == "application/xrd+xml";
}

bool is_credential(http::headers const& headers)
{
    return is_json(headers) || http::media_type(headers) == "application/vc";
}

} // namespace

fetcher::fetcher(domain::uris const& uris, key_ring& keys, db::pool& db, http::client& client,
                 block_list& blocks)
    : uris_(uris), keys_(keys), db_(db), client_(client), blocks_(blocks)
{
}

asio::awaitable<result<fetcher::page_ptr>> fetcher::document(core::url target, budget& spend,
                                                             std::chrono::seconds believed)
{
    return get(target.without_fragment(), kind::document, spend, believed);
}

asio::awaitable<result<fetcher::page_ptr>> fetcher::credential(core::url target, budget& spend)
{
    return get(target.without_fragment(), kind::credential, spend, short_memory);
}

asio::awaitable<result<fetcher::page_ptr>> fetcher::jrd(core::url target, budget& spend)
{
    return get(std::move(target), kind::jrd, spend);
}

asio::awaitable<result<fetcher::page_ptr>> fetcher::host_meta(core::url target, budget& spend)
{
    return get(std::move(target), kind::host_meta, spend);
}

bool fetcher::is_expected(kind what, http::headers const& headers)
{
    switch (what) {
    case kind::document:
        return http::is_activity_content(headers);
    case kind::credential:
        return is_credential(headers);
    case kind::jrd:
        return is_json(headers);
    case kind::host_meta:
        return is_json(headers) || is_xml(headers);
    }
    return false;
}

asio::awaitable<result<fetcher::page_ptr>> fetcher::get(core::url target, kind what, budget& spend,
                                                        std::chrono::seconds believed)
{
    // One address may serve a document and no credential, or the other way.
    auto const key = what == kind::credential ? "credential " + target.text() : target.text();
    auto known = failures_.find(key);
    if (known && std::chrono::steady_clock::now() < known->since + believed)
        co_return std::move(known->why);
    auto fetch = [&]() { return follow_hops(target, what, spend); };
    auto got = co_await flights_.run(key, fetch);
    // A budget that was spent says nothing about the peer.
    if (!got && spend.fetches > 0 && std::chrono::steady_clock::now() < spend.until)
        remember(key, got.error());
    if (got && known)
        failures_.forget(key);
    co_return got;
}

bool fetcher::is_signed(kind what)
{
    return what == kind::document || what == kind::credential;
}

char const* fetcher::accept_of(kind what)
{
    switch (what) {
    case kind::document:
        return accept_document;
    case kind::credential:
        return accept_credential;
    case kind::jrd:
        return accept_jrd;
    case kind::host_meta:
        return accept_host_meta;
    }
    return accept_document;
}

void fetcher::remember(std::string const& url, failure const& why)
{
    auto const keep = [&](std::chrono::seconds how_long) {
        failures_.put(url, {why, std::chrono::steady_clock::now()}, how_long);
    };
    switch (why.code) {
    case errc::gone:
        return keep(longest_memory);
    case errc::unavailable:
    case errc::unreachable:
        return keep(short_memory);
    case errc::overloaded:
    case errc::throttled:
    case errc::internal:
        return;
    default:
        return keep(std::chrono::minutes(10));
    }
}

asio::awaitable<result<fetcher::page_ptr>> fetcher::follow_hops(core::url target, kind what, budget& spend)
{
    for (int hop = 0; hop <= most_redirects; ++hop) {
        if (uris_.is_ours(target.origin()))
            co_return failure{errc::forbidden, "a fetch from ourselves: " + target.text(), {}};
        CO_TRY_VOID(co_await blocks_.refuse_suspended(target.authority()));
        CO_TRY(auto answer, co_await exchange(target, what, spend));
        if (is_redirect(answer.status)) {
            CO_TRY(target, redirect_target(target, answer));
            continue;
        }
        if (answer.status != 200)
            co_return http::failure_of_status(answer.status,
                                              target.text() + ": " + std::to_string(answer.status));
        if (!is_expected(what, answer.headers))
            co_return failure{errc::unsupported, target.text() + ": " + http::media_type(answer.headers), {}};
        page got{std::move(target), std::move(answer.body)};
        co_return std::make_shared<page const>(std::move(got));
    }
    co_return failure{errc::unsupported, "too many redirects: " + target.text(), {}};
}

// The second knock: who refuses draft-cavage may know RFC 9421 (interop 1.4).
asio::awaitable<result<http::response>> fetcher::exchange(core::url const& target, kind what, budget& spend)
{
    CO_TRY(auto answer, co_await send(target, what, signatures::scheme::cavage_12, spend));
    if (is_signed(what) && (answer.status == 401 || answer.status == 400))
        co_return co_await send(target, what, signatures::scheme::rfc9421, spend);
    co_return std::move(answer);
}

asio::awaitable<result<http::response>> fetcher::send(core::url const& target, kind what,
                                                      signatures::scheme how, budget& spend)
{
    CO_TRY_VOID(spend_one(spend));
    http::outgoing request{.target = target};
    request.headers.set("Accept", accept_of(what));
    if (what == kind::host_meta)
        request.body_limit = largest_host_meta;
    auto const left =
        std::chrono::duration_cast<std::chrono::milliseconds>(spend.until - std::chrono::steady_clock::now());
    request.deadline = std::min(request.deadline, std::max(left, std::chrono::milliseconds(1)));
    if (is_signed(what)) {
        CO_TRY(auto const key, co_await instance_key());
        CO_TRY_VOID(signatures::sign(request, how, key.key_uri, key.key, core::now()));
    }
    co_return co_await client_.send(std::move(request));
}

asio::awaitable<result<signer>> fetcher::instance_key()
{
    auto const uri = uris_.instance_actor();
    auto find = [&](db::transaction& tx) { return db::find_actor_by_uri(tx, uri); };
    CO_TRY(auto const actor, co_await db_.run(find));
    if (!actor)
        co_return failure{errc::internal, "there is no instance actor yet", {}};
    co_return co_await keys_.get(actor->id, uri, signatures::algorithm::rsa);
}

} // namespace federwerk::remote
