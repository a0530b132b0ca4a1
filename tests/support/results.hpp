// SPDX-License-Identifier: AGPL-3.0-or-later
// Lets Catch2 show a result: CHECK(some_result) names the failure.
#pragma once

#include "core/result.hpp"

#include <ostream>

namespace federwerk {

inline std::ostream& operator<<(std::ostream& out, failure const& f)
{
    return out << static_cast<int>(f.code) << " " << f.log << (f.safe.empty() ? "" : " | ") << f.safe;
}

} // namespace federwerk
