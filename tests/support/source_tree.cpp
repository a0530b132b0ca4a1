// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/source_tree.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace federwerk::tests {

std::filesystem::path source_tree()
{
    return FEDERWERK_SOURCE_DIR;
}

std::filesystem::path program()
{
    return FEDERWERK_PROGRAM;
}

std::optional<std::filesystem::path> vectors()
{
    auto const folder = source_tree().parent_path() / "shared" / "vectors";
    return std::filesystem::is_directory(folder) ? std::optional(folder) : std::nullopt;
}

std::string read_file(std::filesystem::path const& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw std::runtime_error("cannot read " + file.string());
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace federwerk::tests
