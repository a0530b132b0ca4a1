// SPDX-License-Identifier: AGPL-3.0-or-later
// Mail as .eml files, for instances without a mail server.
#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <string>

namespace federwerk::app {

// Durable (core/durable_file.hpp): a reader never sees half a mail. Twice with one name is once.
result<> write_to_mail_folder(std::filesystem::path const& folder, std::string const& name,
                              std::string const& message);

} // namespace federwerk::app
