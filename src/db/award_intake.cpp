// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/award_intake.hpp"

#include "db/award_rows.hpp"

namespace federwerk::db {

result<std::vector<domain::award>> awards_of_offer(transaction& tx, std::string const& offer_uri,
                                                   core::snowflake issuer_id)
{
    return to_awards(tx.exec_params("/* award_intake.of_offer */ SELECT" + award_columns + R"sql(
          FROM award w
         WHERE w.offer_uri = $1 AND w.issuer_id = $2
         ORDER BY w.id
           FOR UPDATE)sql",
                                    offer_uri, issuer_id.value));
}

result<int> count_offers_to(transaction& tx, core::snowflake recipient_id)
{
    return tx
        .exec_params1(R"sql(/* award_intake.count_offers_to */
        SELECT count(*) AS open FROM award
         WHERE recipient_id = $1 AND state = 'offered' AND (expires_at IS NULL OR expires_at > now())
    )sql",
                      recipient_id.value)["open"]
        .as<int>();
}

} // namespace federwerk::db
