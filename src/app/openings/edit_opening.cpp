// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/openings/edit_opening.hpp"

#include "app/look_up.hpp"
#include "app/openings/opening_letters.hpp"
#include "app/openings/opening_owner.hpp"
#include "app/openings/opening_parts.hpp"
#include "app/sign_document.hpp"
#include "app/station/tell_matches.hpp"
#include "db/actors.hpp"
#include "db/opening_audience.hpp"
#include "db/openings.hpp"
#include "translate/outgoing_opening.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

struct prepared {
    domain::opening before, after;
    domain::actor owner;
    core::snowflake activity_id;
    std::vector<std::string> excluded;
};

// What was agreed counts against the capacity as it is now.
result<std::optional<core::time_point>> until_when_full(db::transaction& tx, domain::opening const& after)
{
    TRY(auto const agreed, db::agreed_this_month(tx, after.id, *after.edited_at));
    return domain::full_until(after, agreed, *after.edited_at);
}

result<prepared> prepare(db::transaction& tx, domain::actor const& member, core::snowflake id,
                         domain::opening_form form, domain::opening_edit const& edit)
{
    TRY(auto found, lock_owned_opening(tx, id, member, form));
    prepared p{found.opening, {}, std::move(found.owner), {}, {}};
    TRY(p.after, domain::edit_opening(std::move(found.opening), edit, core::now()));
    TRY(p.after.full_until, until_when_full(tx, p.after));
    TRY(p.activity_id, db::next_id(tx));
    return p;
}

asio::awaitable<result<>> complete(instance const& in, domain::opening_edit const& edit, domain::opening& o)
{
    if (edit.badges) {
        CO_TRY(o.seats.front().badges, co_await look_up_badges(in, "badges", *edit.badges));
    }
    if (edit.exclusions) {
        CO_TRY(o.exclusions, co_await look_up_exclusions(in, *edit.exclusions));
    }
    if (edit.markdown)
        co_return co_await render_text(in, o);
    co_return result<>{};
}

// The Update says how many places are left, and is signed by now.
result<bool> is_as_before(db::transaction& tx, domain::opening const& current, prepared const& p)
{
    TRY(auto const full_until, until_when_full(tx, p.after));
    return current.edited_at == p.before.edited_at && current.closed_at == p.before.closed_at &&
           std::ranges::equal(current.seats, p.before.seats, {}, &domain::seat::taken,
                              &domain::seat::taken) &&
           full_until == p.after.full_until;
}

result<> store(db::transaction& tx, domain::uris const& uris, domain::actor const& member, prepared& p,
               outbox::letter const& update)
{
    TRY_VOID(check_may_publish(tx, member, p.owner));
    TRY(auto const current, lock_owned_opening(tx, p.before.id, member, p.before.form));
    TRY(bool const same, is_as_before(tx, current.opening, p));
    if (!same)
        return failure{errc::conflict, "edited at the same time", "This was changed at the same time."};
    TRY_VOID(db::update_opening(tx, p.after));
    TRY_VOID(tell_of_change(tx, current.opening, p.after, *p.after.edited_at));
    TRY(p.excluded, names_of_excluded(tx, p.after));
    return post_update(tx, uris, p.after, p.owner, update, *p.after.edited_at);
}

} // namespace

asio::awaitable<result<owned_opening>> edit_opening(instance const& in, domain::actor member,
                                                    core::snowflake id, domain::opening_form form,
                                                    domain::opening_edit edit)
{
    CO_TRY(auto p,
           co_await in.db.run([&](db::transaction& tx) { return prepare(tx, member, id, form, edit); }));
    CO_TRY_VOID(co_await complete(in, edit, p.after));
    auto update = letter_about(in.uris, p.activity_id, p.after, "Update");
    CO_TRY(update.body,
           co_await sign_document(in, p.owner, translate::update(in.uris, update.uri, p.after, p.owner),
                                  *p.after.edited_at));
    CO_TRY_VOID(
        co_await in.db.run([&](db::transaction& tx) { return store(tx, in.uris, member, p, update); }));
    in.post.nudge();
    co_return owned_opening{std::move(p.after), std::move(p.owner), std::move(p.excluded)};
}

} // namespace federwerk::app
