// SPDX-License-Identifier: AGPL-3.0-or-later
// What of ours the other instance gets by a pact: announced, and read in our station's collection.
#include "api/activitypub/routes.hpp"
#include "app/openings/publish_opening.hpp"
#include "db/actors.hpp"
#include "server/pacts/pact_world.hpp"
#include "support/through_routes.hpp"
#include "json/document.hpp"

namespace federwerk::tests {
namespace {

using uri_list = std::vector<std::string>;

struct shelf : pact_world {
    shelf()
    {
        doors.add(api::activitypub_routes(
            in,
            [this](http::request const& r) -> boost::asio::awaitable<result<std::optional<domain::actor>>> {
                auto const uri = std::string(r.headers.get("Signature").value_or(""));
                auto const work = [&](db::transaction& tx) { return db::find_actor_by_uri(tx, uri); };
                co_return co_await base.pool().run(work);
            }));
    }

    std::string publish(std::string const& kind)
    {
        domain::opening_draft draft{.direction = "offering", .terms = {"unpaid"}, .seats = {{kind}}};
        auto const made = run(app::publish_opening(in, alice, draft, {}));
        REQUIRE(made);
        return made->opening.uri;
    }
    // All pages, as their station reads them or as anybody does.
    uri_list read(std::string const& signer)
    {
        uri_list out;
        for (std::string query = "page=true"; !query.empty();) {
            http::request request{.target = "/ap/station/openings?" + query};
            request.headers.set("Accept", "application/activity+json");
            if (!signer.empty())
                request.headers.set("Signature", signer);
            auto const answer = through(doors, std::move(request));
            REQUIRE(answer.status == 200);
            auto const page = json::document::parse(answer.body).value();
            for (auto const each : page.root()["orderedItems"].items())
                out.emplace_back(each["id"].text().value());
            auto const next = std::string(page.root()["next"].text().value_or(""));
            query = next.empty() ? "" : next.substr(next.find('?') + 1);
        }
        return out;
    }
    std::int64_t announced() { return count("activity WHERE type = 'Announce'"); }

    http::router doors;
};

} // namespace

TEST_CASE("our filters hold for what the partner reads as for what we announce", "[pacts][outbound]")
{
    shelf w;
    w.hold({.kinds = {"mentoring"}, .badges = {}, .languages = {}});
    auto const wanted = w.publish("mentoring");
    for (int i = 0; i < 25; ++i) // A page of others
        w.publish("full-time");
    CHECK(w.announced() == 1);
    CHECK(w.read(w.theirs.uri) == uri_list{wanted});
    CHECK(w.read("").size() == 26); // Public as they are, everybody reads them
}

TEST_CASE("what is beyond the volume of a day is not announced, and waits in the collection",
          "[pacts][outbound]")
{
    shelf w;
    w.hold({.kinds = {}, .badges = {}, .languages = {}, .per_day = 1});
    auto const first = w.publish("mentoring"), second = w.publish("mentoring");
    CHECK(w.announced() == 1);
    CHECK(w.text("SELECT object_uri FROM activity WHERE type = 'Announce'") == first);
    CHECK(w.read(w.theirs.uri) == uri_list{second, first});
}

} // namespace federwerk::tests
