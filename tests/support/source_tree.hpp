// SPDX-License-Identifier: AGPL-3.0-or-later
// Where the tests find the repository, the program and the published vectors.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace federwerk::tests {

std::filesystem::path source_tree();
std::filesystem::path program();
// ../shared/vectors beside the clone; nothing where a clone has no such folder: report the test as skipped
// then.
std::optional<std::filesystem::path> vectors();
std::string read_file(std::filesystem::path const& file); // Throws where it cannot

} // namespace federwerk::tests
