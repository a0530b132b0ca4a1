// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/program.hpp"

#include "cli/check.hpp"
#include "cli/command.hpp"
#include "cli/credit.hpp"
#include "cli/domain_block.hpp"
#include "cli/foundation.hpp"
#include "cli/keys.hpp"
#include "cli/organisation.hpp"
#include "cli/pact.hpp"
#include "cli/serve.hpp"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace federwerk::cli {

namespace {

// What a flag says goes into the settings under the key of the same name; the file and the environment say it
// too.
struct flags {
    std::optional<std::filesystem::path> file;
    core::texts said;

    void offer(CLI::App& app)
    {
        app.add_option_function<std::string>(
            "--config", [this](std::string const& f) { file = f; }, "federwerk.toml");
        static constexpr std::array<std::array<char const*, 3>, 6> options{{
            {"--data", "data", "Folder of the instance's data"},
            {"--listen", "listen", "HOST:PORT to serve on"},
            {"--domain", "domain", "HOST[:PORT] of handles and ids; never changes"},
            {"--roles", "roles", "web, worker, or both"},
            {"--metrics-listen", "metrics_listen", "HOST:PORT of /metrics"},
            {"--database-url", "database.url", "PostgreSQL to use instead of a private one"},
        }};
        for (auto const& [name, key, help] : options)
            app.add_option_function<std::string>(
                name, [this, k = key](std::string const& value) { said[k] = value; }, help);
        app.add_flag_function(
            "--dev", [this](std::int64_t) { said["dev"] = "true"; },
            "Plain http and loopback peers: to try it, never in public");
    }

    result<core::settings> settings() const
    {
        return core::load_settings(file, core::federwerk_environment(), said);
    }
};

result<> act(core::settings settings, action const& what)
{
    TRY(auto const base, foundation::lay(std::move(settings), purpose::command));
    return what({base->settings(), base->uris(), base->secrets(), base->db(), std::cin, std::cout});
}

int report(result<> const& ended)
{
    if (ended)
        return 0;
    auto const failed = ended.error();
    std::cerr << "federwerk: " << (failed.safe.empty() ? failed.log : failed.safe) << "\n";
    for (auto const& detail : failed.details)
        if (detail.message != failed.safe)
            std::cerr << "  " << detail.field << ": " << detail.message << "\n";
    core::log::debug("command.failed", {{"log", failed.log}});
    return 1;
}

using run_with = std::function<result<>(core::settings)>;

void add_instance_commands(CLI::App& app, run_with& chosen)
{
    auto const offer = [&](char const* name, char const* help, result<> (*act_on)(core::settings)) {
        app.add_subcommand(name, help)->callback([&chosen, act_on] { chosen = act_on; });
    };
    offer("serve", "Run the instance", serve);
    offer("migrate", "Bring the database to this version's schema", migrate);
    offer("check", "Say whether settings, files and database are right", check);
}

void add_keys_command(CLI::App& app, run_with& chosen)
{
    auto* const keys = app.add_subcommand("keys", "Keys of members");
    auto* const rotating =
        keys->require_subcommand(1)->add_subcommand("rotate", "Make new ones, and tell followers");
    auto const whose = std::make_shared<std::string>();
    rotating->add_option("handle", *whose, "Whose keys")->required();
    rotating->callback([&chosen, whose] {
        chosen = [whose](core::settings s) { return rotate_keys(std::move(s), *whose); };
    });
}

void add_credit_command(CLI::App& app, run_with& chosen)
{
    struct wish {
        std::string file, key;
    };
    auto* const credit = app.add_subcommand("credit", "Sealed copies of credits");
    auto* const verifying =
        credit->require_subcommand(1)->add_subcommand("verify", "Say whether one holds; offline");
    auto const w = std::make_shared<wish>();
    verifying->add_option("file", w->file, "What GET /credits/export gave")->required();
    verifying->add_option("--key", w->key,
                          "The Multikey of the instance that sealed it, known from elsewhere");
    verifying->callback([&chosen, w] {
        chosen = [w](core::settings const&) { return verify_credits(w->file, w->key, std::cout); };
    });
}

void add_commands(CLI::App& app, run_with& chosen)
{
    auto const choose_action = [&chosen](action what) {
        chosen = [what = std::move(what)](core::settings s) { return act(std::move(s), what); };
    };
    add_instance_commands(app, chosen);
    add_keys_command(app, chosen);
    add_credit_command(app, chosen);
    for (auto const add : {add_member_command, add_invitation_command, add_waitlist_command,
                           add_token_command, add_domain_command, add_organisation_command, add_pact_command})
        add(app, choose_action);
}

} // namespace

int run(int argc, char** argv)
{
    CLI::App app("Federwerk, a federated professional network");
    app.require_subcommand(1);
    app.fallthrough();
    flags given;
    given.offer(app);
    run_with chosen;
    add_commands(app, chosen);
    auto* const version = app.add_subcommand("version", "Print the version");
    CLI11_PARSE(app, argc, argv);

    if (version->parsed()) {
        std::cout << "federwerk " << FEDERWERK_VERSION << "\n";
        return 0;
    }
    auto settings = given.settings();
    if (!settings)
        return report(settings.error());
    // A subcommand speaks by its answer: only what is wrong is logged beside it.
    auto const least = app.got_subcommand("serve")
                           ? settings->logs.level
                           : std::max(settings->logs.level, core::log::level::warning);
    core::log::start(settings->logs.format, least);
    return report(chosen(std::move(*settings)));
}

} // namespace federwerk::cli
