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

} // namespace

int run(int argc, char** argv)
{
    CLI::App app("Federwerk, a federated professional network");
    app.require_subcommand(1);
    app.fallthrough();
    flags given;
    given.offer(app);

    std::function<result<>(core::settings)> chosen;
    auto const choose_action = [&](action what) {
        chosen = [what = std::move(what)](core::settings s) { return act(std::move(s), what); };
    };
    app.add_subcommand("serve", "Run the instance")->callback([&] { chosen = serve; });
    app.add_subcommand("migrate", "Bring the database to this version's schema")->callback([&] {
        chosen = migrate;
    });
    app.add_subcommand("check", "Say whether settings, files and database are right")->callback([&] {
        chosen = check;
    });
    auto* const keys = app.add_subcommand("keys", "Keys of members");
    auto* const rotating =
        keys->require_subcommand(1)->add_subcommand("rotate", "Make new ones, and tell followers");
    std::string whose;
    rotating->add_option("handle", whose, "Whose keys")->required();
    rotating->callback([&] { chosen = [&](core::settings s) { return rotate_keys(std::move(s), whose); }; });
    auto* const credit = app.add_subcommand("credit", "Sealed copies of credits");
    auto* const verifying =
        credit->require_subcommand(1)->add_subcommand("verify", "Say whether one holds; offline");
    std::string sealed, sealed_with;
    verifying->add_option("file", sealed, "What GET /credits/export gave")->required();
    verifying->add_option("--key", sealed_with, "The Multikey that it must be sealed with");
    verifying->callback(
        [&] { chosen = [&](core::settings) { return verify_credits(sealed, sealed_with, std::cout); }; });
    auto* const version = app.add_subcommand("version", "Print the version");
    add_member_command(app, choose_action);
    add_invitation_command(app, choose_action);
    add_waitlist_command(app, choose_action);
    add_token_command(app, choose_action);
    add_domain_command(app, choose_action);
    add_organisation_command(app, choose_action);
    add_pact_command(app, choose_action);
    CLI11_PARSE(app, argc, argv);

    if (version->parsed()) {
        std::cout << "federwerk " << FEDERWERK_VERSION << "\n";
        return 0;
    }
    auto settings = given.settings();
    if (!settings)
        return report(settings.error());
    // A subcommand speaks by its answer: only what is wrong is logged beside it.
    bool const serving = app.got_subcommand("serve");
    core::log::start(settings->logs.format, serving
                                                ? settings->logs.level
                                                : std::max(settings->logs.level, core::log::level::warning));
    return report(chosen(std::move(*settings)));
}

} // namespace federwerk::cli
