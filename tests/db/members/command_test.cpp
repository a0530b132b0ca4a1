// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/accounts/admission.hpp"
#include "app/accounts/issue_token.hpp"
#include "app/accounts/passwords.hpp"
#include "app/ways_in/waitlist_links.hpp"
#include "cli/command.hpp"
#include "db/access_tokens.hpp"
#include "db/actors.hpp"
#include "db/invitations.hpp"
#include "db/members.hpp"
#include "db/waitlist.hpp"
#include "support/test_database.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace federwerk;

namespace {

// The command line as main wires it, on a test database.
struct terminal {
    tests::test_database base;
    core::settings settings;
    domain::uris uris{"https://a.test", "a.test"};
    core::secrets secrets = core::secrets::for_tests();
    std::string out;

    result<> run(std::string const& line, std::string const& input = {})
    {
        CLI::App app;
        cli::action act;
        cli::choose const chosen = [&](cli::action a) { act = std::move(a); };
        cli::add_member_command(app, chosen);
        cli::add_invitation_command(app, chosen);
        cli::add_waitlist_command(app, chosen);
        cli::add_token_command(app, chosen);
        app.parse(line);
        std::istringstream in(input);
        std::ostringstream printed;
        auto done = act({settings, uris, secrets, base.pool(), in, printed});
        out = printed.str();
        return done;
    }
    template <class Work>
    auto ask(Work work)
    {
        return base.pool().run_now(work).value();
    }
    std::optional<domain::member> member(std::string const& handle)
    {
        return ask([&](db::transaction& tx) -> result<std::optional<domain::member>> {
            TRY(auto const id, cli::find_member_id(tx, handle));
            return db::find_member(tx, id);
        });
    }
};

} // namespace

TEST_CASE("member create prints the handle and a password that signs in", "[cli][member]")
{
    terminal t;
    REQUIRE(t.run("member create Alice --email alice@a.test --role admin"));
    REQUIRE(t.out.starts_with("@alice@a.test\npassword: "));
    auto const password = t.out.substr(24, t.out.size() - 25);
    CHECK(password.size() == 22);
    auto const made = t.member("alice");
    REQUIRE(made);
    CHECK(made->role == domain::member_role::admin);
    CHECK(app::is_password_now(made->password_hash, password));
    CHECK_FALSE(app::is_password_now(made->password_hash, "something else"));
}

TEST_CASE("member create reads a password from standard input and prints none", "[cli][member]")
{
    terminal t;
    REQUIRE(
        t.run("member create alice --email alice@a.test --password-stdin", "correct horse 7\nnot this\n"));
    CHECK(t.out == "@alice@a.test\n");
    CHECK(app::is_password_now(t.member("alice")->password_hash, "correct horse 7"));
    CHECK_FALSE(t.run("member create bo --email bo@a.test --password-stdin", "short\n"));
    CHECK_FALSE(t.run("member create bo --email alice@a.test"));
    CHECK_FALSE(t.run("member create bo --email bo@a.test --role owner"));
}

TEST_CASE("member role and suspend change what a token may do at once", "[cli][member][token]")
{
    terminal t;
    REQUIRE(t.run("member create alice --email alice@a.test"));
    REQUIRE(t.run("token create @alice --scopes \"read write\""));
    auto const hash = app::access_token_hash(t.secrets, t.out.substr(0, t.out.size() - 1));
    auto const bearer = [&] {
        return t.ask([&](db::transaction& tx) { return db::find_token_bearer(tx, hash); });
    };
    REQUIRE(bearer());
    REQUIRE(t.run("member role alice gatekeeper"));
    CHECK(bearer()->role == domain::member_role::gatekeeper);
    REQUIRE(t.run("member suspend alice"));
    CHECK_FALSE(bearer());
    REQUIRE(t.run("member unsuspend alice"));
    CHECK(bearer());
    REQUIRE(t.run("token list alice"));
    REQUIRE(t.run("token revoke " + t.out.substr(0, t.out.find('\t'))));
    CHECK_FALSE(bearer());
    CHECK_FALSE(t.run("member role nobody admin"));
}

TEST_CASE("invitation create prints a URL whose code lets somebody in", "[cli][invitation]")
{
    terminal t;
    REQUIRE(t.run("member create alice --email alice@a.test --role gatekeeper"));
    REQUIRE(t.run("invitation create --from alice --uses 3 --days 2 --note Team"));
    std::string const page = "https://a.test/invitation#";
    REQUIRE(t.out.starts_with(page));
    auto const code = t.out.substr(page.size(), t.out.size() - page.size() - 1);
    auto const used = t.ask([&](db::transaction& tx) {
        return db::redeem_invitation(tx, t.secrets.token_hash("invitation", code), core::now());
    });
    REQUIRE(used);
    CHECK(used->uses == 3);
    CHECK(used->inviter_id == t.member("alice")->actor_id);
}

TEST_CASE("waitlist list, admit, decline and undo", "[cli][waitlist]")
{
    terminal t;
    auto const id = t.ask([&](db::transaction& tx) -> result<std::string> {
        domain::waitlist_entry e{
            .email = "bo@b.test", .handle = "bo", .about = "Hello\n\x1b[2Jthere", .created_at = core::now()};
        TRY(e.id, db::next_id(tx));
        TRY_VOID(db::insert_waitlist_entry(tx, e, {"confirm", "status"}));
        TRY_VOID(db::confirm_waitlist_entry(tx, e.id));
        return e.id.text();
    });
    REQUIRE(t.run("waitlist list"));
    CHECK(t.out.starts_with(id + "\t"));
    CHECK(std::count(t.out.begin(), t.out.end(), '\n') == 1);
    CHECK(t.out.find('\x1b') == std::string::npos);
    REQUIRE(t.run("waitlist admit " + id));
    CHECK(t.out == id + "\tadmitted\tbo@b.test\n");
    CHECK_FALSE(t.run("waitlist decline " + id));
    REQUIRE(t.run("waitlist undo " + id));
    REQUIRE(t.run("waitlist decline " + id + " --reason \"Not yet\""));
    REQUIRE(t.run("waitlist list --state declined"));
    CHECK(t.out.starts_with(id));
    CHECK_FALSE(t.run("waitlist admit 1"));
    CHECK_FALSE(t.run("waitlist admit x"));
}
