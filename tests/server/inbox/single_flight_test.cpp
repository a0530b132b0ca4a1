// SPDX-License-Identifier: AGPL-3.0-or-later
// What many want at once is fetched or made once.
#include "support/inbox_world.hpp"

using namespace federwerk;
using tests::inbox_world;

TEST_CASE("Many who need the key of an actor that has none make one", "[remote][keys]")
{
    inbox_world w;
    std::vector<result<remote::signer>> got;
    auto one = [&]() -> boost::asio::awaitable<void> {
        got.push_back(co_await w.keys.get(w.alice.id, w.alice.uri, signatures::algorithm::rsa));
    };
    for (int i = 0; i < 20; ++i)
        boost::asio::co_spawn(w.loop, one(), boost::asio::detached);
    w.loop.restart();
    w.loop.run();
    REQUIRE(got.size() == 20);
    for (auto const& signer : got)
        CHECK(signer->key.public_half().spki() == got.front()->key.public_half().spki());
    CHECK(w.keys.made() == 1);
}

TEST_CASE("Many who ask for one actor at once cause one fetch", "[remote][resolver]")
{
    inbox_world w;
    w.bo.live_in(w.world);
    auto one = [&]() -> boost::asio::awaitable<void> {
        remote::budget spend;
        CHECK(co_await w.remote.actor(w.bo.uri, spend));
    };
    for (int i = 0; i < 20; ++i)
        boost::asio::co_spawn(w.loop, one(), boost::asio::detached);
    w.loop.restart();
    w.loop.run();
    CHECK(w.world.count(w.bo.uri) <= 2); // Those who came after the first had landed find the row
}
