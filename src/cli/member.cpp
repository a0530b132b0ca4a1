// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/accounts/create_account.hpp"
#include "app/accounts/passwords.hpp"
#include "cli/command.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/members.hpp"

#include <memory>

namespace federwerk::cli {

namespace {

struct wish {
    std::string handle, email, role = "member", locale = "en";
    bool password_on_stdin = false;
};

struct secret_word {
    std::string password;
    bool generated = false;
};

result<secret_word> read_password(command_context const& c, bool from_stdin)
{
    if (!from_stdin)
        return secret_word{core::random_token().substr(0, 22), true}; // 132 bits
    std::string line;
    std::getline(c.in, line);
    if (line.ends_with('\r'))
        line.pop_back();
    TRY_VOID(domain::check_password(line));
    return secret_word{line, false};
}

result<app::new_account> parse(wish const& w)
{
    app::new_account out{.locale = w.locale == "de" ? "de" : "en"};
    TRY(out.handle, domain::parse_operator_handle(w.handle));
    TRY(out.email, domain::parse_email(w.email));
    auto const role = domain::parse_member_role(w.role);
    if (!role)
        return failure{errc::invalid, "role", "Roles are member, gatekeeper, moderator and admin."};
    out.role = *role;
    return out;
}

result<> create(command_context const& c, wish const& w)
{
    TRY(auto wanted, parse(w));
    TRY(auto const word, read_password(c, w.password_on_stdin));
    TRY(wanted.password_hash, app::hash_password_now(word.password));
    TRY(auto const made, c.db.run_now([&](db::transaction& tx) {
        return app::create_account(tx, c.uris, app::admit_by_operator(core::now()), wanted);
    }));
    c.out << "@" << made.handle() << "\n";
    if (word.generated)
        c.out << "password: " << word.password << "\n";
    return {};
}

result<> set_role(command_context const& c, wish const& w)
{
    auto const role = domain::parse_member_role(w.role);
    if (!role)
        return failure{errc::invalid, "role", "Roles are member, gatekeeper, moderator and admin."};
    return c.db.run_now([&](db::transaction& tx) -> result<> {
        TRY(auto const id, find_member_id(tx, w.handle));
        TRY_VOID(db::update_member_role(tx, id, *role));
        return {};
    });
}

result<> set_suspended(command_context const& c, wish const& w, bool suspended)
{
    return c.db.run_now([&](db::transaction& tx) -> result<> {
        TRY(auto const id, find_member_id(tx, w.handle));
        TRY(auto const changed,
            db::update_member_state(
                tx, id, suspended ? domain::member_state::suspended : domain::member_state::active));
        if (!changed)
            return failure{errc::not_found, "member is deleted", "There is no such member."};
        return db::update_actor_state(
            tx, id, suspended ? domain::actor_state::suspended : domain::actor_state::active);
    });
}

} // namespace

result<core::snowflake> find_member_id(db::transaction& tx, std::string handle)
{
    if (handle.starts_with('@'))
        handle.erase(0, 1);
    TRY(auto const actor, db::find_local_actor(tx, core::lower_ascii(handle.substr(0, handle.find('@')))));
    if (!actor)
        return failure{errc::not_found, "no member " + handle, "There is no member @" + handle + "."};
    TRY(auto const member, db::find_member(tx, actor->id));
    if (!member)
        return failure{errc::not_found, "no member " + handle, "@" + handle + " is not a member."};
    return actor->id;
}

void add_member_command(CLI::App& app, choose const& chosen)
{
    auto* const member = app.add_subcommand("member", "Accounts of this instance");
    member->require_subcommand(1);
    auto const w = std::make_shared<wish>();

    auto* const creating =
        member->add_subcommand("create", "Create an account; prints its handle and password");
    creating->add_option("handle", w->handle, "a-z, 0-9 and _")->required();
    creating->add_option("--email", w->email, "E-mail address")->required();
    creating->add_option("--role", w->role, "member, gatekeeper, moderator or admin");
    creating->add_option("--locale", w->locale, "Language of mails: en or de");
    creating->add_flag("--password-stdin", w->password_on_stdin, "Read the password from standard input");
    creating->callback([=] { chosen([=](command_context const& c) { return create(c, *w); }); });

    auto* const role = member->add_subcommand("role", "Give a member another role");
    role->add_option("handle", w->handle, "Handle")->required();
    role->add_option("role", w->role, "member, gatekeeper, moderator or admin")->required();
    role->callback([=] { chosen([=](command_context const& c) { return set_role(c, *w); }); });

    auto* const suspend = member->add_subcommand("suspend", "Lock a member out; tokens stop at once");
    suspend->add_option("handle", w->handle, "Handle")->required();
    suspend->callback([=] { chosen([=](command_context const& c) { return set_suspended(c, *w, true); }); });

    auto* const restore = member->add_subcommand("unsuspend", "Let a suspended member in again");
    restore->add_option("handle", w->handle, "Handle")->required();
    restore->callback([=] { chosen([=](command_context const& c) { return set_suspended(c, *w, false); }); });
}

} // namespace federwerk::cli
