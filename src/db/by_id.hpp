// SPDX-License-Identifier: AGPL-3.0-or-later
// Objects by their ids, while what stands beside them in other tables is read for all of them at once.
#pragma once

#include "db/values.hpp"

#include <map>

namespace federwerk::db {

template <class T>
using by_id = std::map<core::snowflake, T*>;

template <class T>
by_id<T> index(std::vector<T>& objects)
{
    by_id<T> all;
    for (auto& each : objects)
        all.emplace(each.id, &each);
    return all;
}

template <class T>
std::string array(by_id<T> const& all)
{
    std::vector<core::snowflake> ids;
    for (auto const& [id, object] : all)
        ids.push_back(id);
    return array(ids);
}

} // namespace federwerk::db
