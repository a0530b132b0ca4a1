// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/credits/question_caps.hpp"

#include "db/blocks.hpp"
#include "db/credits.hpp"
#include "db/throttles.hpp"

namespace federwerk::app {

namespace {

constexpr std::chrono::hours a_day{24};

} // namespace

result<bool> may_be_asked(db::transaction& tx, domain::actor const& author, core::snowflake collaborator_id,
                          std::optional<domain::credit> const& known, core::time_point now)
{
    TRY(bool const blocked, db::blocks_between(tx, author.id, collaborator_id));
    TRY(int const open, db::count_open_between(tx, author.id, collaborator_id));
    bool const is_one_of_them = known && known->state == domain::credit_state::requested;
    if (blocked || (open >= domain::most_asked_by_one && !is_one_of_them))
        return false;
    auto const to_whom = ":" + collaborator_id.text();
    db::throttle_rule const by{"credit.by:" + author.id.text() + to_whom, domain::most_asked_by_one, a_day};
    db::throttle_rule const at{"credit.at:" + author.host + to_whom, domain::most_asked_by_host, a_day};
    TRY(bool const author_may, db::take_from_throttle(tx, by, now));
    if (!author_may || author.local)
        return author_may;
    return db::take_from_throttle(tx, at, now);
}

} // namespace federwerk::app
