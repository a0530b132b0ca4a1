// SPDX-License-Identifier: AGPL-3.0-or-later
// How a subcommand gets what it works with. CLI11 calls back while it parses, before the settings are read: a
// subcommand only says there what is to be done, and main does it once the settings are read and the database
// is there.
#pragma once

#include "core/secrets.hpp"
#include "core/settings.hpp"
#include "db/pool.hpp"
#include "domain/uris.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <istream>
#include <ostream>

namespace federwerk::cli {

struct command_context {
    core::settings const& settings;
    domain::uris const& uris;
    core::secrets const& secrets;
    db::pool& db;
    std::istream& in;  // Standard input
    std::ostream& out; // Standard output: what scripts read, nothing else
};

// Blocks. The safe text of a failure is what the operator is shown.
using action = std::function<result<>(command_context const&)>;
using choose = std::function<void(action)>;

void add_member_command(CLI::App& app, choose const& chosen);
void add_invitation_command(CLI::App& app, choose const& chosen);
void add_waitlist_command(CLI::App& app, choose const& chosen);
void add_token_command(CLI::App& app, choose const& chosen);

// Of a member here, by handle, with or without "@" and host. errc::not_found.
result<core::snowflake> find_member_id(db::transaction& tx, std::string handle);

} // namespace federwerk::cli
