// SPDX-License-Identifier: AGPL-3.0-or-later
// The command line (DESIGN.md 7): flags become settings, a subcommand becomes an act.
#pragma once

namespace federwerk::cli {

// 0: done. 1: it failed, and standard error says why. CLI11's own codes where the line cannot be understood.
int run(int argc, char** argv);

} // namespace federwerk::cli
