// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/credits/fetch_authorization.hpp"

#include "app/prove_document.hpp"
#include "federation/trust/trust.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

failure refused(std::string why)
{
    return {errc::forbidden, std::move(why), {}};
}

domain::authorization to_authorization(vocab::incoming_authorization const& in)
{
    return {.uri = in.id,
            .collaborator_uri = in.attributed_to,
            .highlight_uri = in.highlight,
            .author_uri = in.author,
            .role = in.role,
            .digest = in.digest,
            .published = in.published};
}

asio::awaitable<result<>> read(remote::resolver& remote, std::string uri, known_authorization& out,
                               remote::budget& spend)
{
    CO_TRY(auto page, co_await remote.object(uri, spend));
    auto const document = page.document.root();
    if (vocab::is_tombstone(document))
        co_return failure{errc::gone, "a tombstone at " + uri, {}};
    CO_TRY(auto const said, vocab::read_authorization(document));
    if (page.uri != uri || said.id != uri)
        co_return refused(uri + " is really " + page.uri);
    // Only their own server speaks for them (T-04, T-17).
    if (!trust::same_origin(said.id, said.attributed_to))
        co_return refused(uri + " does not live with " + said.attributed_to);
    out.said = to_authorization(said);
    out.document = page.bytes;
    if (out.document.size() > 16'384)
        co_return refused(uri + " is too large");
    CO_TRY(auto proven, co_await prove_document(remote, document, out.said.collaborator_uri, spend));
    out.collaborator = std::move(proven.owner);
    out.key = std::move(proven.key);
    co_return result<>{};
}

} // namespace

asio::awaitable<known_authorization> fetch_authorization(remote::resolver& remote, std::string uri,
                                                         remote::budget& spend)
{
    known_authorization out;
    auto const done = co_await read(remote, std::move(uri), out, spend);
    if (done) {
        out.state = authorization_state::good;
        co_return out;
    }
    auto const& failed = done.error();
    out.why = failed.log;
    if (failed.code == errc::gone)
        out.state = authorization_state::gone;
    else if (!is_passing(failed.code) && failed.code != errc::internal)
        out.state = authorization_state::bad;
    co_return out;
}

} // namespace federwerk::app
