// SPDX-License-Identifier: AGPL-3.0-or-later
#include "remote/domain_prover.hpp"

#include "core/text.hpp"
#include "remote/redirect.hpp"

#include <algorithm>

namespace federwerk::remote {

namespace asio = boost::asio;

namespace {

constexpr std::size_t largest_file = 16 * 1024;
constexpr int most_redirects = 3;

bool is_one_of(std::vector<std::string> const& wanted, std::string_view text)
{
    return std::ranges::find(wanted, text) != wanted.end();
}

} // namespace

domain_prover::domain_prover(domain::uris const& uris, http::client& client, core::worker_pool& lookups,
                             db::pool& db, txt_lookup look_up)
    : uris_(uris), client_(client), lookups_(lookups), blocks_(db), look_up_(std::move(look_up))
{
}

asio::awaitable<std::optional<domain::proof_method>>
domain_prover::find(std::string domain, std::optional<std::string> token, std::string actor_uri)
{
    texts wanted{domain::proof_text(actor_uri)};
    if (token)
        wanted.push_back(domain::proof_text(*token));
    for (auto const& name : {domain::proof_record(domain), domain})
        if (co_await has_record(name, wanted))
            co_return domain::proof_method::dns;
    wanted.push_back(std::move(actor_uri)); // A line of the file needs no name before it
    auto const page = co_await file(std::move(domain));
    for (auto const line : core::split(page ? std::string_view(*page) : std::string_view(), '\n'))
        if (is_one_of(wanted, core::trim(line)))
            co_return domain::proof_method::file;
    co_return std::nullopt;
}

asio::awaitable<bool> domain_prover::has_record(std::string name, texts const& any_of)
{
    auto ask = [&] { return look_up_(name); };
    auto const records = co_await lookups_.run(ask);
    if (!records)
        co_return false; // No answer is no proof; the grace is for that too
    co_return std::ranges::any_of(*records, [&](auto const& text) { return is_one_of(any_of, text); });
}

// The domain itself must say it: a redirect to another host is somebody else's word.
asio::awaitable<result<std::string>> domain_prover::file(std::string domain)
{
    CO_TRY(auto target, core::url::parse(domain::proof_file(domain)));
    auto const origin = target.origin();
    if (uris_.is_ours(origin))
        co_return failure{errc::forbidden, "a fetch from ourselves: " + target.text(), {}};
    CO_TRY_VOID(co_await blocks_.refuse_suspended(target.authority()));
    for (int hop = 0; hop <= most_redirects; ++hop) {
        http::outgoing request{.target = target, .headers = {}, .body = {}};
        request.headers.set("Accept", "text/plain");
        request.deadline = std::chrono::seconds(10);
        request.body_limit = largest_file;
        CO_TRY(auto answer, co_await client_.send(std::move(request)));
        if (answer.status == 200)
            co_return std::move(answer.body);
        if (!is_redirect(answer.status))
            break;
        CO_TRY(target, redirect_target(target, answer));
        if (target.origin() != origin)
            break;
    }
    co_return failure{errc::not_found, "no proof at " + domain, {}};
}

} // namespace federwerk::remote
