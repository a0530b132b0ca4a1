// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/settings.hpp"
#include "support/source_tree.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

TEST_CASE("docs/operations.md describes every setting as the program does", "[core][settings]")
{
    auto const written = tests::read_file(tests::source_tree() / "docs" / "operations.md");
    CHECK(written.find(core::settings_reference()) != std::string::npos);
}
