// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/found_highlights.hpp"

#include "db/highlights.hpp"
#include "db/past_ids.hpp"
#include "db/values.hpp"

namespace federwerk::db {

result<core::snowflake> insert_found_highlight(transaction& tx, domain::highlight h)
{
    TRY(h.id, id_at(tx, h.published));
    TRY_VOID(insert_highlight(tx, h));
    tx.exec_params("/* found_highlights.mark */ UPDATE highlight SET found = true WHERE id = $1", h.id.value);
    return h.id;
}

result<> fan_out_to_followers(transaction& tx, core::snowflake highlight_id)
{
    tx.exec_params(R"sql(/* found_highlights.fan_out */
        INSERT INTO multiverse_item (member_id, highlight_id, by_follow)
             SELECT f.follower_id, h.id, true
               FROM highlight h
               JOIN follow f ON f.followed_id = h.actor_id AND f.state = 'accepted'
               JOIN member m ON m.actor_id = f.follower_id AND m.state = 'active'
              WHERE h.id = $1 AND h.visibility <> 'named'
                AND NOT EXISTS (SELECT FROM block b WHERE b.actor_id = f.follower_id AND b.blocked_id = h.actor_id)
              ORDER BY f.follower_id
        ON CONFLICT (member_id, highlight_id) DO UPDATE SET by_follow = true
    )sql",
                   highlight_id.value);
    return {};
}

result<bool> arrives_now(transaction& tx, core::snowflake highlight_id)
{
    auto const rows = tx.exec_params("/* found_highlights.arrives */ UPDATE highlight SET found = false, "
                                     "quiet = false WHERE id = $1 AND found",
                                     highlight_id.value);
    return rows.affected_rows() > 0;
}

result<> hold_back_others(transaction& tx, std::string const& highlight_uri)
{
    tx.exec_params("/* found_highlights.hold */ SELECT pg_advisory_xact_lock(hashtextextended($1, 9))",
                   highlight_uri);
    return {};
}

} // namespace federwerk::db
