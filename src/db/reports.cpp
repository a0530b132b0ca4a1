// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/reports.hpp"

#include "db/values.hpp"

namespace federwerk::db {
result<> insert_report(transaction& tx, report const& r)
{
    tx.exec_params(R"sql(/* reports.insert */
        INSERT INTO report (uri, reporter_id, reported_id, objects, comment) VALUES ($1, $2, $3, $4::text[], $5)
        ON CONFLICT (uri) DO NOTHING
    )sql",
                   r.uri, nullable(r.reporter_id), nullable(r.reported_id), array(r.objects), r.comment);
    return {};
}

} // namespace federwerk::db
