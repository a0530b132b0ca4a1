// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/fuzz_targets.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    federwerk::fuzz::json({reinterpret_cast<char const*>(data), size});
    return 0;
}
