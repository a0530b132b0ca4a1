// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ways_in/invite.hpp"
#include "cli/command.hpp"

#include <memory>

namespace federwerk::cli {

namespace {

struct wish {
    std::string from, note, email;
    int uses = 1, days = 14;
};

// The operator has no limits; an invitation "from" somebody stands in their branch of the tree, and keeps
// theirs.
result<> create(command_context const& c, wish const& w)
{
    auto const limits = app::invitation_limits_of(c.settings);
    TRY(auto const made, c.db.run_now([&](db::transaction& tx) -> result<app::fresh_invitation> {
        app::invite_request request{std::nullopt,
                                    {.uses = w.uses, .valid_for = std::chrono::days(w.days), .note = w.note}};
        if (!w.email.empty())
            request.wish.email = w.email;
        if (!w.from.empty()) {
            TRY(request.inviter_id, find_member_id(tx, w.from));
        }
        return app::invite(tx, c.secrets, limits, request, core::now());
    }));
    c.out << c.uris.invitation_page(made.code) << "\n";
    return {};
}

} // namespace

void add_invitation_command(CLI::App& app, choose const& chosen)
{
    auto* const invitation = app.add_subcommand("invitation", "Invitations to this instance");
    invitation->require_subcommand(1);
    auto const w = std::make_shared<wish>();
    auto* const creating = invitation->add_subcommand("create", "Make an invitation; prints its URL");
    creating->add_option("--from", w->from, "Handle of the member who invites; without it, the operator");
    creating->add_option("--uses", w->uses, "How many people it lets in")->capture_default_str();
    creating->add_option("--days", w->days, "How long it is valid")->capture_default_str();
    creating->add_option("--note", w->note, "For whoever gives it out");
    creating->add_option("--email", w->email, "Only this address may use it");
    creating->callback([=] { chosen([=](command_context const& c) { return create(c, *w); }); });
}

} // namespace federwerk::cli
