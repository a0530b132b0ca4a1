// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/openings/ask_again.hpp"

#include "app/mail/queue_mail.hpp"
#include "core/text.hpp"
#include "db/members.hpp"
#include "db/notifications.hpp"
#include "db/opening_audience.hpp"
#include "db/openings.hpp"
#include "db/organisations.hpp"

namespace federwerk::app {

namespace {

constexpr int most_at_once = 100;

std::string name_in(std::string const& locale, domain::opening const& o)
{
    auto const* kind = o.seats.empty() ? nullptr : domain::find_kind(o.seats.front().kind);
    if (!kind)
        return core::single_line(o.plain);
    auto const& names = o.direction == domain::direction::offering ? kind->offering : kind->looking;
    return std::string(locale == "de" ? names.de : names.en);
}

mail_text still_holds_text(std::string const& locale, std::string const& instance_name,
                           domain::opening const& o)
{
    auto const what = name_in(locale, o), where = o.url.value_or(o.uri),
               until = core::to_iso_day(std::chrono::floor<std::chrono::days>(o.ends_at));
    auto const name = core::single_line(instance_name);
    if (locale == "de")
        return {"Gilt das noch? " + what,
                "Guten Tag,\n\nauf " + name + " steht von dir: " + what + ". Das endet am " + until +
                    ".\n\nGilt es noch, dann setze hier ein neues Ende. Sonst brauchst du nichts zu tun: Am "
                    "Ende verschwindet es von selbst.\n" +
                    where + "\n"};
    return {"Does it still hold? " + what,
            "Hello,\n\non " + name + " you say: " + what + ". That ends on " + until +
                ".\n\nIf it still holds, set a new end here. Otherwise there is nothing to do: at its end it "
                "goes by itself.\n" +
                where + "\n"};
}

result<> write_to(db::transaction& tx, core::secrets const& secrets, std::string const& instance_name,
                  domain::opening const& o, core::snowflake member_id, core::time_point now)
{
    TRY(auto const member, db::find_member(tx, member_id));
    if (!member || member->state != domain::member_state::active)
        return {};
    return queue_mail(tx, secrets, member->email, still_holds_text(member->locale, instance_name, o), now);
}

result<> ask_about(db::transaction& tx, core::secrets const& secrets, std::string const& instance_name,
                   domain::opening const& o, core::time_point now)
{
    domain::notification n;
    n.member_id = o.actor_id;
    n.kind = domain::notification_kind::opening_ends;
    n.opening_id = o.id;
    n.once = "opening_ends:" + o.id.text() + ":" + core::to_rfc3339(o.ends_at);
    TRY_VOID(db::notify(tx, n));
    TRY_VOID(write_to(tx, secrets, instance_name, o, o.actor_id, now));
    TRY(auto const people, db::people_of(tx, o.actor_id));
    for (auto const& each : people)
        TRY_VOID(write_to(tx, secrets, instance_name, o, each.member_id, now));
    return {};
}

} // namespace

result<std::size_t> ask_again(db::transaction& tx, core::secrets const& secrets,
                              std::string const& instance_name, core::time_point now)
{
    TRY(auto const due, db::ask_about_end(tx, now + asked_before_end, now, most_at_once));
    for (auto const id : due) {
        TRY(auto const o, db::lock_opening(tx, id));
        if (o)
            TRY_VOID(ask_about(tx, secrets, instance_name, *o, now));
    }
    return due.size();
}

} // namespace federwerk::app
