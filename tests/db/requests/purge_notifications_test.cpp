// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/notifications.hpp"
#include "scene.hpp"
#include "support/purge.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

// What carol was told so many days ago; its name is its subject.
void tell(db::transaction& tx, core::snowflake member_id, std::string const& name, int days, bool read,
          std::optional<core::snowflake> request_id = {})
{
    domain::notification n;
    n.member_id = member_id;
    n.kind = domain::notification_kind::request_received;
    n.request_id = request_id;
    n.subject_uri = name;
    REQUIRE(db::notify(tx, n));
    tx.exec_params("UPDATE notification SET id = snowflake_at(now() - make_interval(days => $2)), "
                   "created_at = now() - make_interval(days => $2), "
                   "read_at = CASE WHEN $3 THEN now() END WHERE subject_uri = $1",
                   name, days, read);
}

std::string kept(db::transaction& tx)
{
    return tx
        .exec1("SELECT coalesce(string_agg(subject_uri, ' ' ORDER BY subject_uri), '') FROM notification")[0]
        .as<std::string>();
}

} // namespace

TEST_CASE("what was read goes after three months, all else after six, and what waits for an answer never",
          "[db][notifications][purge]")
{
    test_database base;
    base.in_transaction([](db::transaction& tx) {
        scene s(tx);
        auto const open = add_request(tx, s.bo, add_opening(tx, s.carol));
        auto over = add_request(tx, s.bo, add_opening(tx, s.carol));
        over.state = domain::request_state::expired;
        REQUIRE(db::update_request(tx, over));
        tell(tx, s.carol.id, "a_read", 89, true);
        tell(tx, s.carol.id, "b_read_long_ago", 91, true);
        tell(tx, s.carol.id, "c_unread", 179, false);
        tell(tx, s.carol.id, "d_unread_long_ago", 181, false);
        tell(tx, s.carol.id, "e_waits", 400, true, open.id);
        tell(tx, s.carol.id, "f_is_over", 400, true, over.id);
        CHECK(purge(tx) == 3);
        CHECK(kept(tx) == "a_read c_unread e_waits");
    });
}
