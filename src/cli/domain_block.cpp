// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/domain_block.hpp"

#include "app/block_domain.hpp"
#include "core/url.hpp"

#include <memory>

namespace federwerk::cli {

namespace {

struct wish {
    std::string domain, reason;
};

std::string_view name_of(db::block_severity severity)
{
    switch (severity) {
    case db::block_severity::allow:
        return "allow";
    case db::block_severity::silence:
        return "silence";
    case db::block_severity::suspend:
        break;
    }
    return "suspend";
}

result<> set(command_context const& c, wish const& w, db::block_severity severity)
{
    return c.db.run_now([&](db::transaction& tx) {
        return app::block_domain(tx, {w.domain, severity, w.reason});
    });
}

result<> remove(command_context const& c, wish const& w)
{
    auto const domain = core::normalise_authority(w.domain);
    TRY(auto const removed, c.db.run_now([&](db::transaction& tx) {
        return db::remove_domain_block(tx, domain ? *domain : w.domain);
    }));
    if (!removed)
        return failure{errc::not_found, "no rule for " + w.domain, "There is no rule for this domain."};
    return {};
}

result<> list(command_context const& c)
{
    TRY(auto const all, c.db.run_now([](db::transaction& tx) { return db::list_domain_blocks(tx); }));
    for (auto const& block : all)
        c.out << block.domain << "\t" << name_of(block.severity) << "\t" << block.reason << "\n";
    return {};
}

} // namespace

void add_domain_command(CLI::App& app, choose const& chosen)
{
    auto* const domain = app.add_subcommand("domain", "Rules for other servers, their sub-domains included");
    domain->require_subcommand(1);
    auto const w = std::make_shared<wish>();
    auto const add = [&](char const* name, char const* sentence, db::block_severity severity) {
        auto* const command = domain->add_subcommand(name, sentence);
        command->add_option("domain", w->domain, "Host name")->required();
        command->add_option("--reason", w->reason, "For other moderators");
        command->callback([=] { chosen([=](command_context const& c) { return set(c, *w, severity); }); });
    };
    add("suspend", "Nothing comes from there and nothing goes there; follows end",
        db::block_severity::suspend);
    add("silence", "Only those who follow somebody there see it", db::block_severity::silence);
    add("allow", "An exception below a domain with a rule", db::block_severity::allow);

    auto* const removing = domain->add_subcommand("remove", "Take a rule away");
    removing->add_option("domain", w->domain, "Host name")->required();
    removing->callback([=] { chosen([=](command_context const& c) { return remove(c, *w); }); });

    auto* const listing = domain->add_subcommand("list", "All rules: domain, severity, reason");
    listing->callback([=] { chosen([](command_context const& c) { return list(c); }); });
}

} // namespace federwerk::cli
