// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/credits/fetch_authorization.hpp"

#include "federation/signatures/object_proof.hpp"
#include "federation/trust/trust.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;
using freshness = remote::resolver::freshness;

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

// The owner of the key that made the proof; its home is asked once more where the key that we knew does not
// fit, since keys rotate.
asio::awaitable<result<>> prove(remote::resolver& remote, known_authorization& out, json::view document,
                                remote::budget& spend)
{
    CO_TRY(auto const proof, signatures::read_proof(document, core::now()));
    if (!proof)
        co_return refused("no proof in " + out.said.uri);
    for (auto const how : {freshness::cached, freshness::refreshed}) {
        CO_TRY(auto found, co_await remote.key(proof->key_uri, spend, how));
        CO_TRY(auto const key, signatures::public_key::from_spki(found.key.spki));
        if (!signatures::verify(*proof, key))
            continue;
        if (found.owner.uri != out.said.collaborator_uri)
            co_return refused(out.said.uri + " is proven by " + found.owner.uri);
        out.collaborator = std::move(found.owner);
        out.key = key.multibase();
        co_return result<>{};
    }
    co_return refused("the proof of " + out.said.uri + " does not hold");
}

asio::awaitable<result<>> read(remote::resolver& remote, std::string uri, known_authorization& out,
                               remote::budget& spend)
{
    CO_TRY(auto page, co_await remote.object(uri, spend));
    auto const document = page.document.root();
    if (document["type"].text() == "Tombstone")
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
    co_return co_await prove(remote, out, document, spend);
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
