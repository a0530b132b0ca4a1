// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ways_in/admit.hpp"
#include "app/ways_in/decline.hpp"
#include "app/ways_in/undo_decision.hpp"
#include "cli/command.hpp"
#include "core/text.hpp"

#include <memory>

namespace federwerk::cli {

namespace {

struct wish {
    std::string id, state = "waiting", reason;
};

constexpr int page_size = 100;

result<std::vector<domain::waitlist_entry>> read_all(command_context const& c, domain::waitlist_state state)
{
    std::vector<domain::waitlist_entry> all;
    for (bool more = true; more;) {
        auto const after = all.empty() ? std::nullopt : std::optional(all.back().id);
        TRY(auto const page, c.db.run_now([&](db::transaction& tx) {
            return db::list_waitlist(tx, state, after, page_size);
        }));
        all.insert(all.end(), page.begin(), page.end());
        more = page.size() == page_size;
    }
    return all;
}

// One line each, separated by tabs. What strangers wrote is single lines here: no terminal tricks.
result<> list(command_context const& c, wish const& w)
{
    auto const state = domain::parse_waitlist_state(w.state);
    if (!state)
        return failure{errc::invalid, "state",
                       "States are unconfirmed, waiting, admitted, declined and joined."};
    TRY(auto const all, read_all(c, *state));
    for (auto const& e : all)
        c.out << e.id.text() << "\t" << core::to_rfc3339(e.created_at) << "\t" << e.handle << "\t" << e.email
              << "\t" << core::single_line(e.about) << "\n";
    return {};
}

using act = std::function<result<domain::waitlist_entry>(db::transaction&, app::waitlist_decision const&)>;

result<> decide(command_context const& c, wish const& w, act const& how)
{
    auto const id = core::snowflake::parse(w.id);
    if (!id)
        return failure{errc::invalid, "id", "This is not the id of an entry."};
    app::waitlist_decision const what{*id, std::nullopt, core::now()};
    TRY(auto const entry, c.db.run_now([&](db::transaction& tx) { return how(tx, what); }));
    c.out << entry.id.text() << "\t" << domain::to_string(entry.state) << "\t" << entry.email << "\n";
    return {};
}

result<> admit(command_context const& c, wish const& w)
{
    return decide(c, w, [&](db::transaction& tx, app::waitlist_decision const& what) {
        return app::admit(tx, {c.settings, c.uris, c.secrets}, what);
    });
}

result<> decline(command_context const& c, wish const& w)
{
    return decide(c, w, [&](db::transaction& tx, app::waitlist_decision const& what) {
        return app::decline(tx, {c.settings, c.uris, c.secrets}, what, w.reason);
    });
}

result<> undo(command_context const& c, wish const& w)
{
    return decide(c, w, [](db::transaction& tx, app::waitlist_decision const& what) {
        return app::undo_decision(tx, what);
    });
}

} // namespace

void add_waitlist_command(CLI::App& app, choose const& chosen)
{
    auto* const waitlist = app.add_subcommand("waitlist", "People who wait for a place");
    waitlist->require_subcommand(1);
    auto const w = std::make_shared<wish>();

    auto* const listing =
        waitlist->add_subcommand("list", "In the order of the queue: id, since, handle, address, words");
    listing->add_option("--state", w->state, "waiting, unconfirmed, admitted, declined or joined");
    listing->callback([=] { chosen([=](command_context const& c) { return list(c, *w); }); });

    auto* const admitting = waitlist->add_subcommand("admit", "Let somebody in; a mail tells them how");
    admitting->add_option("id", w->id, "Id of the entry")->required();
    admitting->callback([=] { chosen([=](command_context const& c) { return admit(c, *w); }); });

    auto* const declining = waitlist->add_subcommand("decline", "Say no; a mail tells them why");
    declining->add_option("id", w->id, "Id of the entry")->required();
    declining->add_option("--reason", w->reason, "What the applicant reads");
    declining->callback([=] { chosen([=](command_context const& c) { return decline(c, *w); }); });

    auto* const undoing = waitlist->add_subcommand("undo", "Take a decision back");
    undoing->add_option("id", w->id, "Id of the entry")->required();
    undoing->callback([=] { chosen([=](command_context const& c) { return undo(c, *w); }); });
}

} // namespace federwerk::cli
