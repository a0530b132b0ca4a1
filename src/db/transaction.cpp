// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/transaction.hpp"

namespace federwerk::db {
namespace {

// A prepared statement costs each connection memory in PostgreSQL, so that what is rare goes without.
constexpr unsigned uses_before_preparing = 3;
// Far more than the program has. It holds where somebody builds SQL out of values after all.
constexpr std::size_t most_statements = 1'000;

} // namespace

std::string const& prepared_statements::name_of(pqxx::connection& connection, std::string_view sql)
{
    static std::string const none;
    auto found = known_.find(sql);
    if (found == known_.end()) {
        if (known_.size() >= most_statements)
            return none;
        found = known_.try_emplace(std::string(sql)).first;
    }
    auto& [text, known] = *found;
    if (known.name.empty() && ++known.uses >= uses_before_preparing) {
        auto name = "federwerk_" + std::to_string(++prepared_);
        connection.prepare(name, text); // Sent with its first use
        known.name = std::move(name);
    }
    return known.name;
}

} // namespace federwerk::db
