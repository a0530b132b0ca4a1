// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/pact.hpp"

#include "app/pacts/end_pact.hpp"
#include "app/pacts/make_pact.hpp"
#include "net/client.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <memory>

namespace federwerk::cli {

namespace {

struct wish {
    std::string host;
    domain::pact_filters filters;
};

std::string joined(std::vector<std::string> const& words)
{
    std::string out;
    for (auto const& word : words)
        out += (out.empty() ? "" : ",") + word;
    return out.empty() ? "-" : out;
}

void print(std::ostream& out, db::pact_entry const& e)
{
    auto const& f = e.pact.filters;
    out << e.pact.host << "\t" << domain::to_string(e.state) << "\t" << joined(f.kinds) << "\t"
        << joined(f.badges) << "\t" << joined(f.languages) << "\t" << f.per_day << "\n";
}

result<> list(command_context const& c)
{
    TRY(auto const all, c.db.run_now([](db::transaction& tx) { return db::list_pacts(tx); }));
    for (auto const& e : all)
        print(c.out, e);
    return {};
}

// Their station is looked up from here; the running server finds what is to be said in the database.
result<> make(command_context const& c, wish const& w)
{
    TRY(auto const client, net::client::make(net::client_options::from(c.settings, FEDERWERK_VERSION)));
    core::worker_pool workers(2, 64);
    remote::key_ring keys(c.secrets, c.db, workers);
    remote::resolver resolver(c.settings, c.uris, keys, c.db, workers, *client);
    outbox::post_office post(c.settings, c.uris, keys, c.db, workers, *client);
    app::instance const in{c.settings, c.uris, c.secrets, c.db, workers, keys, resolver, post};
    boost::asio::io_context loop;
    auto made = boost::asio::co_spawn(loop, app::make_pact(in, w.host, w.filters), boost::asio::use_future);
    loop.run();
    auto const entry = made.get();
    if (!entry)
        return entry.error();
    print(c.out, *entry);
    return {};
}

result<> end(command_context const& c, wish const& w)
{
    return c.db.run_now([&](db::transaction& tx) { return app::end_pact(tx, c.uris, w.host); });
}

} // namespace

void add_pact_command(CLI::App& app, choose const& chosen)
{
    auto* const pact = app.add_subcommand("pact", "Exchange openness and calls with other instances");
    pact->require_subcommand(1);
    auto const w = std::make_shared<wish>();

    auto* const listing =
        pact->add_subcommand("list", "All pacts, and who asks for one: host, state, kinds, badges, "
                                     "languages, how many a day");
    listing->callback([=] { chosen([](command_context const& c) { return list(c); }); });

    auto* const making = pact->add_subcommand("make", "Ask an instance for a pact, or agree to one");
    making->add_option("host", w->host, "Host name")->required();
    making->add_option("--kinds", w->filters.kinds, "Only these kinds")->delimiter(',');
    making->add_option("--badges", w->filters.badges, "Only with one of these badges")->delimiter(',');
    making->add_option("--languages", w->filters.languages, "Only in these languages")->delimiter(',');
    making->add_option("--per-day", w->filters.per_day, "So many a day, each way");
    making->add_flag("!--hidden", w->filters.shown, "The front page does not name it");
    making->callback([=] { chosen([=](command_context const& c) { return make(c, *w); }); });

    auto* const ending = pact->add_subcommand("end", "End a pact, or refuse one that was asked for");
    ending->add_option("host", w->host, "Host name")->required();
    ending->callback([=] { chosen([=](command_context const& c) { return end(c, *w); }); });
}

} // namespace federwerk::cli
