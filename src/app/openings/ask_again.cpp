// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/openings/ask_again.hpp"

#include "app/mail/queue_mail.hpp"
#include "app/openings/extend_opening.hpp"
#include "core/text.hpp"
#include "db/members.hpp"
#include "db/notifications.hpp"
#include "db/opening_audience.hpp"
#include "db/openings.hpp"
#include "db/organisations.hpp"

namespace federwerk::app {

namespace {

constexpr int most_at_once = 100;

mail_text still_holds_text(std::string const& locale, std::string const& instance_name,
                           domain::opening const& o, std::string const& link)
{
    auto const what = called(locale, o),
               until = core::to_iso_day(std::chrono::floor<std::chrono::days>(o.ends_at));
    auto const name = core::single_line(instance_name);
    if (locale == "de")
        return {"Gilt das noch? " + what,
                "Guten Tag,\n\nauf " + name + " steht von dir: " + what + ". Das endet am " + until +
                    ".\n\nGilt es noch, dann verlängere es hier mit einem Klick:\n" + link +
                    "\n\nSonst brauchst du nichts zu tun: Am Ende verschwindet es von selbst.\n"};
    return {"Does it still hold? " + what,
            "Hello,\n\non " + name + " you say: " + what + ". That ends on " + until +
                ".\n\nIf it still holds, extend it here with one click:\n" + link +
                "\n\nOtherwise there is nothing to do: at its end it goes by itself.\n"};
}

struct asking {
    core::secrets const& secrets;
    domain::uris const& uris;
    std::string const& instance_name;
    core::time_point now;
};

result<> write_to(db::transaction& tx, asking const& a, domain::opening const& o, core::snowflake member_id)
{
    TRY(auto const member, db::find_member(tx, member_id));
    if (!member || member->state != domain::member_state::active)
        return {};
    auto const link = extend_opening_link(a.secrets, a.uris, o, member_id);
    auto const text = still_holds_text(member->locale, a.instance_name, o, link);
    return queue_mail(tx, a.secrets, member->email, text, a.now);
}

result<> ask_about(db::transaction& tx, asking const& a, domain::opening const& o)
{
    domain::notification n;
    n.member_id = o.actor_id;
    n.kind = domain::notification_kind::opening_ends;
    n.opening_id = o.id;
    n.once = "opening_ends:" + o.id.text() + ":" + core::to_rfc3339(o.ends_at);
    TRY_VOID(db::notify(tx, n));
    TRY_VOID(write_to(tx, a, o, o.actor_id));
    TRY(auto const people, db::people_of(tx, o.actor_id));
    for (auto const& each : people)
        TRY_VOID(write_to(tx, a, o, each.member_id));
    return {};
}

} // namespace

result<std::size_t> ask_again(db::transaction& tx, core::secrets const& secrets, domain::uris const& uris,
                              std::string const& instance_name, core::time_point now)
{
    TRY(auto const due, db::ask_about_end(tx, now + asked_before_end, now, most_at_once));
    for (auto const id : due) {
        TRY(auto const o, db::lock_opening(tx, id));
        if (o)
            TRY_VOID(ask_about(tx, {secrets, uris, instance_name, now}, *o));
    }
    return due.size();
}

} // namespace federwerk::app
