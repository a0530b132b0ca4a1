// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/accounts/issue_token.hpp"
#include "cli/command.hpp"
#include "db/access_tokens.hpp"

#include <memory>

namespace federwerk::cli {

namespace {

struct wish {
    std::string handle, scopes, id;
};

result<> create(command_context const& c, wish const& w)
{
    TRY(auto const token, c.db.run_now([&](db::transaction& tx) -> result<std::string> {
        TRY(auto const id, find_member_id(tx, w.handle));
        return app::issue_token(tx, c.secrets, id, w.scopes, core::now());
    }));
    c.out << token << "\n";
    return {};
}

result<> list(command_context const& c, wish const& w)
{
    TRY(auto const all, c.db.run_now([&](db::transaction& tx) -> result<std::vector<db::access_token>> {
        TRY(auto const id, find_member_id(tx, w.handle));
        return db::access_tokens_of(tx, id);
    }));
    for (auto const& t : all)
        c.out << t.id.text() << "\t" << core::to_rfc3339(t.created_at) << "\t" << t.scopes << "\n";
    return {};
}

result<> revoke(command_context const& c, wish const& w)
{
    auto const id = core::snowflake::parse(w.id);
    if (!id)
        return failure{errc::invalid, "id", "This is not the id of a token."};
    TRY(auto const done,
        c.db.run_now([&](db::transaction& tx) { return db::revoke_access_token(tx, *id, core::now()); }));
    if (!done)
        return failure{errc::not_found, "no such token", "There is no such token."};
    return {};
}

} // namespace

void add_token_command(CLI::App& app, choose const& chosen)
{
    auto* const token = app.add_subcommand("token", "Bearer tokens for the API");
    token->require_subcommand(1);
    auto const w = std::make_shared<wish>();

    auto* const creating = token->add_subcommand("create", "Make a token; prints it once");
    creating->add_option("handle", w->handle, "Whom it speaks for")->required();
    creating->add_option("--scopes", w->scopes, "\"read write follow push\", or parts of it")->required();
    creating->callback([=] { chosen([=](command_context const& c) { return create(c, *w); }); });

    auto* const listing = token->add_subcommand("list", "Tokens of a member: id, since, scopes");
    listing->add_option("handle", w->handle, "Handle")->required();
    listing->callback([=] { chosen([=](command_context const& c) { return list(c, *w); }); });

    auto* const revoking = token->add_subcommand("revoke", "End a token at once");
    revoking->add_option("id", w->id, "Id of the token, as list shows it")->required();
    revoking->callback([=] { chosen([=](command_context const& c) { return revoke(c, *w); }); });
}

} // namespace federwerk::cli
