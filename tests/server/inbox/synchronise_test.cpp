// SPDX-License-Identifier: AGPL-3.0-or-later
// FEP-8fcf from the receiving side.
#include "federation/delivery/follower_digest.hpp"
#include "support/inbox_world.hpp"

using namespace federwerk;

namespace {

struct followed_bo : tests::inbox_world {
    followed_bo()
    {
        bo.live_in(world);
        alice_follows(bo);
        world.serve(url, collection({}));
    }
    static std::string collection(std::vector<std::string> const& ids, std::string const& further = {})
    {
        std::string items;
        for (auto const& id : ids)
            items += (items.empty() ? "\"" : ",\"") + id + '"';
        return R"({"@context":"https://www.w3.org/ns/activitystreams","id":"https://b.test/u/bo/followers_synchronization",)"
               R"("type":"OrderedCollection","orderedItems":[)" +
               items + "]" + further + "}";
    }
    void send(std::string const& header)
    {
        auto const id = "https://b.test/a/" + std::to_string(++letters);
        auto request = bo.post(bo.says(id, "Create", bo.note(id + "/note", "Hi")));
        request.headers.set("Collection-Synchronization", header);
        CHECK(receive(std::move(request)) == 202);
    }
    void hear(std::string const& header)
    {
        send(header);
        work();
    }
    void hear_digest_of(std::vector<std::string> const& ids)
    {
        hear(delivery::synchronization_header(bo.uri + "/followers", delivery::follower_digest(ids)));
    }

    std::string const url = "https://b.test/u/bo/followers_synchronization";
    int letters = 0;
};

} // namespace

TEST_CASE("FEP-8fcf: where both sides agree nothing is asked", "[inbox][fep-8fcf]")
{
    followed_bo w;
    w.hear_digest_of({w.alice.uri});
    CHECK(w.world.count(w.url) == 0);
    CHECK(w.count("follow") == 1);
}

TEST_CASE("FEP-8fcf: a follow that the followed server does not have is ended", "[inbox][fep-8fcf]")
{
    followed_bo w;
    w.hear_digest_of({});
    CHECK(w.world.count(w.url) == 1);
    CHECK(w.count("follow") == 0);
    CHECK(w.count("multiverse_item") == 0);
}

TEST_CASE("FEP-8fcf: many letters with a digest that differs are one question", "[inbox][fep-8fcf]")
{
    followed_bo w;
    w.world.serve(w.url, followed_bo::collection({w.alice.uri}));
    auto const wrong =
        delivery::synchronization_header(w.bo.uri + "/followers", delivery::follower_digest({}));
    for (int i = 0; i < 5; ++i)
        w.send(wrong);
    w.work();
    CHECK(w.count("highlight") == 5);
    CHECK(w.world.count(w.url) == 1);
}

TEST_CASE(
    "FEP-8fcf: the header alone ends nothing: the collection is asked, and has to be whole and their own",
    "[inbox][fep-8fcf]")
{
    followed_bo w;
    SECTION("the collection has the follower")
    {
        w.world.serve(w.url, followed_bo::collection({w.alice.uri}));
        w.hear_digest_of({});
    }
    SECTION("the collection goes on")
    {
        w.world.serve(w.url, followed_bo::collection({}, R"(,"next":"https://b.test/more")"));
        w.hear_digest_of({});
    }
    SECTION("it is not there")
    {
        w.world.status(w.url, 404);
        w.hear_digest_of({});
    }
    SECTION("it is somebody else's, or elsewhere, or nonsense")
    {
        auto const zeros = std::string(64, '0');
        w.hear(delivery::synchronization_header("https://b.test/u/cy/followers", zeros));
        w.hear("collectionId=\"https://b.test/u/bo/followers\", url=\"https://evil.test/x\", digest=\"" +
               zeros + '"');
        w.hear("digest=\"0\"");
        CHECK(w.world.count("evil.test") == 0);
    }
    CHECK(w.count("follow") == 1);
}
