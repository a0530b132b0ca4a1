// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/shown_badges.hpp"

#include <algorithm>

namespace federwerk::domain {

std::vector<badge> one_of_each_slug(std::vector<badge> all)
{
    std::vector<badge> out;
    for (auto& each : all) {
        auto const same = std::ranges::find(out, each.slug, &badge::slug);
        if (same == out.end())
            out.push_back(std::move(each));
        else if (each.host.empty())
            *same = std::move(each);
    }
    return out;
}

} // namespace federwerk::domain
