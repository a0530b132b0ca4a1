// SPDX-License-Identifier: AGPL-3.0-or-later
// Assertions of Open Badges 2.0, as BadgeFed attaches them to public Notes.
#include "server/awards_wire/award_world.hpp"

using namespace federwerk;
using tests::award_world;
using tests::with;

namespace {

std::string const host = "badgefed.example", issuer = "https://badgefed.example/badges/issuer";

struct badgefed_world : award_world {
    badgefed_world()
    {
        club.uri = issuer;
        club.key_uri = issuer + "#main-key";
        club.live_in(world);
        serve_class(R"({"id":"https://badgefed.example/openbadge/issuer/1","type":"Profile","url":")" +
                    issuer + R"("})");
    }
    void serve_class(std::string const& by)
    {
        world.serve(
            issuer + "/1",
            R"({"@context":"https://w3id.org/openbadges/v2","type":"BadgeClass","id":")" + issuer +
                R"(/1","name":"Rust","description":"Writes Rust.","criteria":{"narrative":"Built it."},)"
                R"("image":"https://badgefed.example/1.png","issuer":)" +
                by + "}",
            "application/json");
    }
    std::string activity() const
    {
        auto text = tests::read_file(tests::source_tree() / "tests/fixtures/badgefed/create_note.json");
        for (std::string const known = "https://a.test/ap/actors/1"; text.find(known) != std::string::npos;)
            text = with(text, known, "ALICE");
        while (text.find("ALICE") != std::string::npos)
            text = with(text, "ALICE", alice.uri);
        return text;
    }
    std::string sends(std::string const& body) { return take(club.post(body)); }

    tests::remote_person club{"issuer", host, "Organization"};
};

// A table of cases is made once, alice in each world anew.
std::string placed(badgefed_world const& w, std::string text)
{
    return text.find("ALICE") == std::string::npos ? text : with(text, "ALICE", w.alice.uri);
}

} // namespace

TEST_CASE("An assertion of BadgeFed is offered, accepted without a letter, and gone with its Note",
          "[inbox][award][badgefed]")
{
    badgefed_world w;
    CHECK(w.sends(w.activity()) == "done");
    CHECK(w.state() == "offered");
    CHECK(w.text("SELECT name || ': ' || criteria FROM award") == "Rust: Built it.");
    CHECK(w.text("SELECT uri FROM award") == issuer + "/grant/1");
    CHECK(w.told("badge_offered") == 1);
    CHECK(w.count("highlight") == 0); // Nobody here follows them
    w.accept();
    CHECK(w.shown() == 1);
    CHECK(w.count("activity WHERE type = 'Accept'") == 0);
    auto const object = GENERATE(as<std::string>{}, "/note/1", "/grant/1");
    w.says(w.club, "Delete", '"' + issuer + object + '"');
    CHECK(w.state() == "revoked");
    CHECK(w.shown() == 0);
}

TEST_CASE("To those who follow the issuer its Note is a post as well", "[inbox][award][badgefed]")
{
    badgefed_world w;
    w.alice_follows(w.club);
    CHECK(w.sends(w.activity()) == "done");
    CHECK(w.state() == "offered");
    CHECK(w.count("highlight") == 1);
}

TEST_CASE("The issuer of a BadgeClass is the actor, by id or by the url of its profile",
          "[inbox][award][badgefed]")
{
    badgefed_world w;
    std::string const profile = "https://badgefed.example/openbadge/issuer/1";
    w.world.serve(profile, R"({"id":")" + profile + R"(","type":"Profile","url":")" + issuer + R"("})",
                  "application/json");
    auto const by = GENERATE_COPY(as<std::string>{}, '"' + issuer + '"', '"' + profile + '"');
    w.serve_class(by);
    CHECK(w.sends(w.activity()) == "done");
    CHECK(w.state() == "offered");
}

TEST_CASE("An assertion that is not the sender's to make is refused", "[inbox][award][badgefed]")
{
    badgefed_world w;
    std::string const profile = R"({"id":"https://badgefed.example/i","url":"https://evil.test/u/eve"})";
    auto const what = GENERATE(as<std::string>{}, "issuer", "elsewhere", "badge elsewhere", "no badge");
    CAPTURE(what);
    auto body = w.activity();
    if (what == "issuer")
        w.serve_class(profile);
    if (what == "elsewhere")
        body = with(body, issuer + "/grant/1", "https://evil.test/grant/1");
    if (what == "badge elsewhere")
        body = with(body, R"("badge": ")" + issuer + "/1", R"("badge": "https://evil.test/1)");
    if (what == "no badge")
        w.world.status(issuer + "/1", 404);
    CHECK(w.sends(body).starts_with("refused"));
    CHECK(w.state().empty());
}

TEST_CASE("An assertion for a digest, or for somebody who is not mentioned, is not taken",
          "[inbox][award][badgefed]")
{
    badgefed_world w;
    auto const [what, by] = GENERATE(table<std::string, std::string>({
        {R"("hashed": false)", R"("hashed": true)"},
        {R"("identity": "ALICE)", R"("identity": "sha256$c7ef86405ba71b85acd8e2e95166c4b111448089f2e)"},
        {R"("href": "ALICE)", R"("href": "https://a.test/@somebody)"},
        {R"("issuedOn": "2026)", R"("expires": "2026-03-02T00:00:00Z", "issuedOn": "2026)"},
    }));
    CAPTURE(by);
    w.sends(with(w.activity(), placed(w, what), by));
    CHECK(w.state().empty());
    CHECK(w.told("badge_offered") == 0);
}

TEST_CASE("The page of a member names them too", "[inbox][award][badgefed]")
{
    badgefed_world w;
    auto body = w.activity();
    while (body.find(w.alice.uri) != std::string::npos)
        body = with(body, w.alice.uri, "https://a.test/@alice");
    CHECK(w.sends(body) == "done");
    CHECK(w.state() == "offered");
}

TEST_CASE("What the announcer of BadgeFed boosts is dropped", "[inbox][award][badgefed]")
{
    badgefed_world w;
    tests::remote_person announcer{"announcer", host, "Application"};
    announcer.live_in(w.world);
    CHECK(w.says(announcer, "Announce", '"' + issuer + R"(/note/1")").starts_with("ignored"));
    CHECK(w.world.count("/note/1") == 0);
    CHECK(w.state().empty());
}

TEST_CASE("An assertion that its home says is revoked is shown no longer; one that is not served stands",
          "[inbox][award][badgefed]")
{
    badgefed_world w;
    CHECK(w.sends(w.activity()) == "done");
    w.accept();
    auto const [what, after] = GENERATE(table<std::string, std::string>(
        {{"410", "revoked"}, {"revoked", "revoked"}, {"404", "accepted"}, {"note 410", "revoked"}}));
    CAPTURE(what);
    if (what == "410")
        w.world.status(issuer + "/grant/1", 410);
    if (what == "revoked")
        w.world.serve(issuer + "/grant/1", R"({"id":")" + issuer + R"(/grant/1","revoked":true})",
                      "application/json");
    if (what == "note 410")
        w.world.status(issuer + "/note/1", 410);
    w.recheck();
    CHECK(w.state() == after);
}
