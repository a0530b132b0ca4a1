// SPDX-License-Identifier: AGPL-3.0-or-later
// What the owner of an opening elsewhere answers to a request of ours.
#include "wire_world.hpp"

using namespace federwerk;
using namespace federwerk::tests;
using domain::request_state;

namespace {

std::string quoted(std::string const& text)
{
    return '"' + text + '"';
}

std::string direct(remote_person const& by, domain::actor const& to, std::string const& id,
                   std::string const& in_reply_to)
{
    return R"({"id":")" + id + R"(","type":"Note","attributedTo":")" + by.uri +
           R"(","content":"<p>Tomorrow?<script>x</script></p>","inReplyTo":")" + in_reply_to +
           R"(","to":[")" + to.uri + R"("],"cc":[],"tag":[{"type":"Mention","href":")" + to.uri + R"("}]})";
}

std::string to(domain::actor const& whom)
{
    return R"(,"to":[")" + whom.uri + R"("],"cc":[])";
}

} // namespace

TEST_CASE("Interest, agreement and end come from the owner, and from nobody else", "[requests][answers]")
{
    wire_world w;
    auto const r = w.asked_by_alice();
    CHECK(w.says(w.cy, "TentativeAccept", quoted(r.uri)).starts_with("refused"));
    CHECK(w.request(r.uri).state == request_state::sent);
    CHECK(w.says(w.bo, "TentativeAccept", quoted(r.uri)) == "done");
    CHECK(w.request(r.uri).state == request_state::interested);
    CHECK(w.says(w.bo, "TentativeAccept", quoted(r.uri)) == "done"); // Twice is once
    CHECK(w.count("notification WHERE kind = 'request_interested'") == 1);

    auto const result = R"(,"result":{"type":"Agreement","id":"https://b.test/g/1","attributedTo":")" +
                        w.bo.uri + R"(","stipulates":{"satisfies":"https://b.test/o#primary"}})";
    CHECK(w.says(w.cy, "Accept", quoted(r.uri), result).starts_with("refused"));
    CHECK(w.says(w.bo, "Accept", quoted(r.uri), result) == "done");
    CHECK(w.request(r.uri).agreement_uri == "https://b.test/g/1");

    auto const undo = R"({"type":"Accept","actor":")" + w.bo.uri + R"(","object":")" + r.uri + "\"}";
    CHECK(w.says(w.cy, "Undo", undo).starts_with("refused"));
    CHECK(w.says(w.bo, "Undo", undo) == "done");
    CHECK(w.request(r.uri).state == request_state::ended);
}

TEST_CASE("An early Reject is not shown before the request expires", "[requests][answers]")
{
    wire_world w;
    auto const r = w.asked_by_alice();
    CHECK(w.says(w.bo, "Reject", quoted(r.uri)) == "done");
    auto const after = w.request(r.uri);
    CHECK(domain::shown(domain::party::sender, after, core::now()).state == request_state::sent);
    CHECK(w.count("notification") == 0);
}

TEST_CASE("The other party fills no thread without end", "[requests][thread][flood]")
{
    wire_world w;
    auto const r = w.asked_by_alice();
    REQUIRE(w.says(w.bo, "TentativeAccept", quoted(r.uri)) == "done");
    w.sql("INSERT INTO thread_message (uri, request_id, actor_id, html, plain) SELECT 'https://b.test/m/' || "
          "n, " +
          r.id.text() + ", " + r.receiver_id.text() + ", 'x', 'x' FROM generate_series(1, 200) AS n");
    CHECK(w.says(w.bo, "Create", direct(w.bo, w.alice, "https://b.test/n/1", r.uri), to(w.alice))
              .starts_with("ignored"));
    CHECK(w.count("thread_message") == 200);
}

TEST_CASE("A thread takes messages of the other party once there is interest, and theirs alone",
          "[requests][thread]")
{
    wire_world w;
    auto const r = w.asked_by_alice();
    CHECK(w.says(w.bo, "Create", direct(w.bo, w.alice, "https://b.test/n/1", r.uri), to(w.alice))
              .starts_with("ignored"));
    REQUIRE(w.says(w.bo, "TentativeAccept", quoted(r.uri)) == "done");
    CHECK(w.says(w.cy, "Create", direct(w.cy, w.alice, "https://c.test/n/1", r.uri), to(w.alice))
              .starts_with("ignored"));
    CHECK(w.says(w.bo, "Create", direct(w.bo, w.alice, "https://b.test/n/2", r.uri), to(w.alice)) == "done");
    CHECK(w.says(w.bo, "Create", direct(w.bo, w.alice, "https://b.test/n/3", "https://b.test/n/2"),
                 to(w.alice)) == "done");
    CHECK(w.count("thread_message") == 2);
    CHECK(w.text("SELECT html FROM thread_message ORDER BY id LIMIT 1") == "<p>Tomorrow?</p>");
    CHECK(w.count("highlight") == 0);

    CHECK(w.says(w.cy, "Delete", quoted("https://c.test/n/2")) == "done");
    CHECK(w.says(w.bo, "Delete", quoted("https://b.test/n/2")) == "done");
    CHECK(w.count("thread_message") == 1);
    auto const target = R"(,"target":")" + r.uri + "#thread\"";
    CHECK(w.says(w.cy, "Remove", quoted(r.uri), target).starts_with("ignored"));
    CHECK(w.says(w.bo, "Remove", quoted(r.uri), target) == "done");
    CHECK(w.count("thread_message") == 0);
    CHECK(w.says(w.bo, "Create", direct(w.bo, w.alice, "https://b.test/n/4", r.uri), to(w.alice))
              .starts_with("ignored"));
}

TEST_CASE("A yes to what is over here is answered by the Undo of the Offer, and by nothing else",
          "[requests][answers]")
{
    wire_world w;
    auto const r = w.asked_by_alice();
    auto const [state, expired_for, type] = GENERATE(table<std::string, std::string, std::string>(
        {{"withdrawn", "0 days", "Accept"},
         {"withdrawn", "0 days", "TentativeAccept"},
         {"expired", "8 days", "Accept"},
         {"sent", "8 days", "Accept"}})); // Which no job has looked at yet
    w.sql("UPDATE request SET state = '" + state +
          "', expires_at = expires_at - interval '21 days' - interval '" + expired_for + "'");
    CHECK(w.says(w.bo, type, quoted(r.uri)) == "done");
    CHECK(w.request(r.uri).state == *domain::parse_request_state(state));
    CHECK_FALSE(w.request(r.uri).agreed_at);
    auto const said = json::document::parse(w.letter("Undo")).value();
    CHECK(said.root()["object"]["id"].text() == r.uri);
    CHECK(said.root()["to"].at(0).text() == w.bo.uri);
    w.says(w.bo, "Undo", R"({"id":")" + r.uri + R"(","type":"Offer"})"); // As it came back to us
    CHECK(w.says(w.bo, "Reject", quoted(r.uri)) == "done");
    CHECK(w.count("activity") == 1);
    CHECK(w.count("delivery") == 1);
    CHECK(w.count("notification") == 0);
}
