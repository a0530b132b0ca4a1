// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/failures.hpp"

#include "core/text.hpp"

#include <pqxx/pqxx>

#include <string>
#include <string_view>

namespace federwerk::db {
namespace {

failure unavailable(std::string const& why)
{
    return {errc::unavailable, "database: " + core::single_line(why), {}};
}

struct known_state {
    std::string_view prefix; // Of the SQLSTATE, PostgreSQL appendix A
    errc code;
    remedy then;
};
constexpr known_state known_states[] = {
    {"08", errc::unavailable, remedy::reconnect},  // connection exceptions
    {"57P", errc::unavailable, remedy::reconnect}, // shut down, crashed, cannot connect now
    {"25006", errc::unavailable,
     remedy::reconnect}, // read only: a replica, until the fail-over is done (F-04)
    {"25P03", errc::unavailable, remedy::reconnect}, // idle in a transaction for too long
    {"26000", errc::unavailable, remedy::reconnect}, // somebody dropped what we had prepared
    {"0A000", errc::internal, remedy::reconnect},    // a prepared result has another type since a migration
    {"40001", errc::unavailable, remedy::again},     // serialisation failure
    {"40P01", errc::unavailable, remedy::again},     // deadlock
    {"55P03", errc::unavailable, remedy::none},      // lock_timeout
    {"57014", errc::unavailable, remedy::none},      // statement_timeout
    {"53", errc::unavailable, remedy::none},         // disk full, out of memory, too many connections (F-05)
    {"23505", errc::conflict, remedy::none},         // unique
    {"23503", errc::conflict, remedy::none},         // what it refers to is gone
};

mishap of_state(std::string_view state, std::string const& what)
{
    auto text = "database: " + std::string(state) + " " + core::single_line(what);
    for (auto const& known : known_states)
        if (state.starts_with(known.prefix))
            return {{known.code, std::move(text), {}}, known.then};
    return {{errc::internal, std::move(text), {}}, remedy::none};
}

} // namespace

mishap current_mishap()
{
    try {
        throw;
    } catch (pqxx::in_doubt_error const& e) {
        return {unavailable(std::string("in doubt: ") + e.what()), remedy::in_doubt};
    } catch (pqxx::broken_connection const& e) {
        return {unavailable(e.what()), remedy::reconnect};
    } catch (pqxx::unique_violation const& e) {
        return of_state("23505", e.what());
    } catch (pqxx::serialization_failure const& e) {
        return of_state("40001", e.what());
    } catch (pqxx::deadlock_detected const& e) {
        return of_state("40P01", e.what());
    } catch (pqxx::statement_completion_unknown const& e) {
        return {unavailable(std::string("in doubt: ") + e.what()), remedy::in_doubt};
    } catch (pqxx::sql_error const& e) {
        return of_state(e.sqlstate(), e.what());
    } catch (std::exception const& e) {
        return {{errc::internal, std::string("in a transaction: ") + e.what(), {}}, remedy::none};
    }
}

} // namespace federwerk::db
