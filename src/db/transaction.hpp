// SPDX-License-Identifier: AGPL-3.0-or-later
// What runs SQL: a transaction that has PostgreSQL parse and plan a statement once per connection, not once
// per use.
#pragma once

#include <pqxx/pqxx>

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace federwerk::db {

// Which statements one connection has met. It lives and dies with its connection.
class prepared_statements {
public:
    // The name under which the connection has the statement prepared; empty where it is not worth it.
    std::string const& name_of(pqxx::connection& connection, std::string_view sql);

private:
    struct entry {
        unsigned uses = 0;
        std::string name;
    };
    struct hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    // By the whole text: two statements with one leading comment are two statements.
    std::unordered_map<std::string, entry, hash, std::equal_to<>> known_;
    std::size_t prepared_ = 0;
};

// A pqxx::work whose exec_params prepares what comes again. Nobody needs to know: types of parameters are
// inferred as before, and errors are the same. exec() sends its text as it is: for SQL that has no
// parameters, several statements, or another text each time.
class transaction : public pqxx::work {
public:
    transaction(pqxx::connection& connection, prepared_statements& statements)
        : pqxx::internal::namedclass("transaction"), pqxx::work(connection), connection_(connection),
          statements_(statements)
    {
    }

    template <class... Parameters>
    pqxx::result exec_params(std::string_view sql, Parameters&&... parameters)
    {
        auto const& name = statements_.name_of(connection_, sql);
        return name.empty()
                   ? pqxx::work::exec_params(std::string(sql), std::forward<Parameters>(parameters)...)
                   : exec_prepared(name, std::forward<Parameters>(parameters)...);
    }

    template <class... Parameters>
    pqxx::row exec_params1(std::string_view sql, Parameters&&... parameters)
    {
        auto const& name = statements_.name_of(connection_, sql);
        return name.empty()
                   ? pqxx::work::exec_params1(std::string(sql), std::forward<Parameters>(parameters)...)
                   : exec_prepared1(name, std::forward<Parameters>(parameters)...);
    }

private:
    pqxx::connection& connection_;
    prepared_statements& statements_;
};

} // namespace federwerk::db
