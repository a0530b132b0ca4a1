// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/fuzz_targets.hpp"
#include "support/source_tree.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;

TEST_CASE("what the fuzzers have found worth keeping does no harm", "[fuzz]")
{
    auto const [name, run] =
        GENERATE(table<std::string, void (*)(std::string_view)>({{"json", &fuzz::json},
                                                                 {"signature", &fuzz::signature},
                                                                 {"multibase", &fuzz::multibase},
                                                                 {"url", &fuzz::url}}));
    std::size_t files = 0;
    for (auto const& file :
         std::filesystem::directory_iterator(tests::source_tree() / "tests/fuzz/corpus" / name)) {
        CAPTURE(file.path());
        auto const bytes = tests::read_file(file.path());
        for (std::size_t length = 0; length <= bytes.size(); length += 1 + bytes.size() / 64) // And cut short
            run(std::string_view(bytes).substr(0, length));
        run(bytes);
        ++files;
    }
    CHECK(files > 0);
}
