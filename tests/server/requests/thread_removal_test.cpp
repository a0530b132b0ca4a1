// SPDX-License-Identifier: AGPL-3.0-or-later
// A thread with somebody elsewhere is removed: what their server is told.
#include "app/requests/receive_request.hpp"
#include "app/threads/send_message.hpp"
#include "desk.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

// bo@b.test asked carol, who is interested; both have written.
struct removal_desk : requests_desk {
    explicit removal_desk(domain::spoken how)
    {
        base.commit([&](db::transaction& tx) {
            partner = add_remote_actor(tx, "https://b.test/u/bo");
            app::incoming_request const wish{.uri = "https://b.test/r/1",
                                             .sender = partner,
                                             .seat_uri = add_opening(tx, carol).uri,
                                             .message = "Hi",
                                             .spoken = how};
            REQUIRE(app::receive_request(tx, uris, wish, core::now()));
        });
        id = text("SELECT id FROM request");
        step(carol, id, "interest");
        if (how == domain::spoken::note) // Said in words
            written.push_back(text("SELECT uri FROM thread_message"));
        say("One");
        hear("https://b.test/n/1");
        say("Two");
    }
    void say(std::string const& words)
    {
        auto const made = post(carol, "/threads/{id}/messages", R"({"text":")" + words + "\"}", id);
        REQUIRE(made);
        written.push_back(member_of(made->body, "uri"));
    }
    void hear(std::string const& note)
    {
        base.commit([&](db::transaction& tx) {
            auto const taken =
                app::receive_message(tx, partner, *core::snowflake::parse(id),
                                     {{}, note, {}, {}, "<p>Two?</p>", "Two?", core::now()}, core::now());
            REQUIRE(taken);
            REQUIRE(*taken);
        });
    }
    // What leaves for the other server after everything before it, in this order.
    std::vector<std::string> letters(std::string const& type)
    {
        std::vector<std::string> out;
        base.in_transaction([&](db::transaction& tx) {
            for (auto const& row :
                 tx.exec_params("SELECT a.body FROM activity a JOIN delivery d ON d.activity_id = a.id "
                                "WHERE a.type = $1 ORDER BY a.id",
                                type))
                out.emplace_back(row[0].c_str());
        });
        return out;
    }

    domain::actor partner;
    std::string id;
    std::vector<std::string> written;
};

} // namespace

TEST_CASE("a removed thread deletes one's own messages on every kind of server", "[api][threads][removal]")
{
    auto const how = GENERATE(domain::spoken::note, domain::spoken::offer);
    removal_desk d(how);
    REQUIRE(d.call(d.carol, {http::method::delete_, "/threads/{id}", {}, d.id})->status == 204);
    CHECK(d.count("thread_message") == 0);
    CHECK(d.count("activity WHERE type = 'Create'") == 0); // What they said does not stay behind there
    auto const deleted = d.letters("Delete");
    REQUIRE(deleted.size() == d.written.size());
    for (std::size_t i = 0; i < deleted.size(); ++i) {
        CHECK(json::validate(deleted[i], source_tree() / "schemas/activitypub/delete.json"));
        auto const said = json::document::parse(deleted[i]).value();
        CHECK(said.root()["actor"].text() == d.carol.uri);
        CHECK(said.root()["object"]["id"].text() == d.written[i]);
        CHECK(said.root()["object"]["type"].text() == "Tombstone");
        CHECK(said.root()["to"].at(0).text() == d.partner.uri);
        CHECK(said.root()["to"].size() == 1);
        CHECK(said.root()["cc"].size() == 0);
    }
    CHECK(d.letters("Remove").size() == (how == domain::spoken::offer ? 1U : 0U));
    // None of them overtakes the message that it deletes.
    CHECK(d.count("(SELECT DISTINCT lane FROM delivery) AS lanes") == 1);
}
