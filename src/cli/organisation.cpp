// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/organisation.hpp"

#include "app/organisations/organisation_people.hpp"
#include "app/organisations/prove_organisation.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "net/client.hpp"
#include "net/txt_records.hpp"
#include "remote/domain_prover.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <memory>

namespace federwerk::cli {

namespace {

struct wish {
    std::string handle, member, role;
};

// One line each, separated by tabs.
result<> list(command_context const& c)
{
    auto const read = [&](db::transaction& tx) -> result<> {
        TRY(auto const all, db::local_organisations(tx));
        for (auto const& o : all) {
            TRY(auto const actor, db::find_actor(tx, o.actor_id));
            if (!actor)
                continue;
            c.out << actor->username << "\t" << o.domain << "\t" << to_string(o.state) << "\t"
                  << (o.verified_at ? core::to_rfc3339(*o.verified_at) : "-") << "\t"
                  << core::single_line(actor->name) << "\n";
        }
        return {};
    };
    return c.db.run_now(read);
}

result<domain::organisation> find(command_context const& c, std::string const& handle)
{
    auto const read = [&](db::transaction& tx) -> result<domain::organisation> {
        TRY(auto const actor, db::find_local_actor(tx, core::lower_ascii(handle)));
        if (actor) {
            TRY(auto const found, db::find_organisation(tx, actor->id));
            if (found && found->token)
                return *found;
        }
        return failure{errc::not_found, "no organisation " + handle,
                       "There is no organisation " + handle + "."};
    };
    return c.db.run_now(read);
}

// As its people would have it checked: nobody's word stands for the domain's.
result<> verify(command_context const& c, wish const& w)
{
    TRY(auto const before, find(c, w.handle));
    TRY(auto const client, net::client::make(net::client_options::from(c.settings, FEDERWERK_VERSION)));
    core::worker_pool lookups(1, 4);
    remote::domain_prover prover(c.uris, *client, lookups, c.db, [&](std::string const& name) {
        return net::txt_records(name, c.settings.network.resolver);
    });
    core::worker_pool workers(2, 64);
    remote::key_ring keys(c.secrets, c.db, workers);
    remote::resolver resolver(c.settings, c.uris, keys, c.db, workers, *client);
    outbox::post_office post(c.settings, c.uris, keys, c.db, workers, *client);
    app::instance const in{c.settings, c.uris, c.secrets, c.db, workers, keys, resolver, post, &prover};
    boost::asio::io_context loop;
    auto answer =
        boost::asio::co_spawn(loop, app::check_proof(in, before, core::now()), boost::asio::use_future);
    loop.run();
    TRY(auto const found, answer.get());
    TRY(auto const after, find(c, w.handle));
    c.out << w.handle << "\t" << after.domain << "\t" << to_string(after.state) << "\t"
          << (found ? to_string(*found) : "no proof found") << "\n";
    return {};
}

result<> give_role(command_context const& c, wish const& w)
{
    auto const role = domain::parse_organisation_role(w.role);
    if (!role && w.role != "none")
        return failure{errc::invalid, "role", "Roles are owner, admin, scout, and none to take it away."};
    TRY(auto const organisation, find(c, w.handle));
    auto const write = [&](db::transaction& tx) -> result<> {
        TRY(auto const member_id, find_member_id(tx, w.member));
        TRY_VOID(db::lock_organisation(tx, organisation.actor_id)); // Two owners who leave at once
        TRY_VOID(app::check_owner_left(tx, organisation.actor_id, member_id, role));
        return db::set_role(tx, organisation.actor_id, member_id, role);
    };
    TRY_VOID(c.db.run_now(write));
    c.out << w.handle << "\t" << w.member << "\t" << w.role << "\n";
    return {};
}

} // namespace

void add_organisation_command(CLI::App& app, choose const& chosen)
{
    auto* const organisation =
        app.add_subcommand("organisation", "Organisations and the proof of their domains");
    organisation->require_subcommand(1);
    auto const w = std::make_shared<wish>();

    auto* const listing = organisation->add_subcommand("list", "Handle, domain, state, proven at, name");
    listing->callback([=] { chosen([](command_context const& c) { return list(c); }); });

    auto* const verifying = organisation->add_subcommand("verify", "Look for the proof of its domain now");
    verifying->add_option("handle", w->handle, "Of the organisation")->required();
    verifying->callback([=] { chosen([=](command_context const& c) { return verify(c, *w); }); });

    auto* const role = organisation->add_subcommand("role", "Give a member a role in it");
    role->add_option("handle", w->handle, "Of the organisation")->required();
    role->add_option("member", w->member, "Handle of the member")->required();
    role->add_option("role", w->role, "owner, admin, scout, or none")->required();
    role->callback([=] { chosen([=](command_context const& c) { return give_role(c, *w); }); });
}

} // namespace federwerk::cli
