// SPDX-License-Identifier: AGPL-3.0-or-later
// For how long it is believed that something was not there.
#include "remote/fetcher.hpp"
#include "support/inbox_world.hpp"

using namespace federwerk;
using tests::inbox_world;

TEST_CASE("That something is gone is believed as long as whoever asks can bear, an object's for a minute",
          "[remote][fetcher]")
{
    inbox_world w;
    auto const uri = std::string("https://b.test/consents/1");
    auto const target = core::url::parse(uri).value();
    remote::block_list blocks(w.base.pool());
    remote::fetcher fetch(w.uris, w.keys, w.base.pool(), w.world, blocks);
    remote::budget spend;
    w.world.status(uri, GENERATE(410U, 404U));
    CHECK_FALSE(w.run(fetch.document(target, spend)));
    w.world.serve(uri, R"({"id":")" + uri + R"(","type":"Note"})");
    CHECK_FALSE(w.run(fetch.document(target, spend)));
    CHECK_FALSE(w.run(fetch.document(target, spend, remote::fetcher::short_memory)));
    CHECK(w.world.sent().size() == 1); // Nobody makes us ask again and again
    CHECK(w.run(fetch.document(target, spend, std::chrono::seconds(0))));
    CHECK(w.run(fetch.document(target, spend))); // And the others learn of it
}

TEST_CASE("What is no actor is asked for once within its minute, and an actor that is gone once a day",
          "[remote][fetcher]")
{
    inbox_world w;
    w.world.status("https://b.test/n/1", 410);
    auto ask = [&]() -> boost::asio::awaitable<errc> {
        remote::budget spend;
        auto const got = co_await w.remote.object("https://b.test/n/1", spend);
        co_return got ? errc::internal : got.error().code;
    };
    for (int i = 0; i < 5; ++i)
        CHECK(w.run(ask()) == errc::gone);
    CHECK(w.world.sent().size() == 1);
    CHECK(remote::fetcher::short_memory <= std::chrono::minutes(1));
}
