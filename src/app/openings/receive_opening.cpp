// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/openings/receive_opening.hpp"

#include "app/openings/incoming_opening.hpp"
#include "app/station/tell_matches.hpp"
#include "db/actors.hpp"
#include "db/found_highlights.hpp"
#include "db/opening_intake.hpp"
#include "db/openings.hpp"
#include "db/pacts.hpp"
#include "db/past_ids.hpp"
#include "db/seat_terms.hpp"
#include "db/throttles.hpp"
#include "db/tombstones.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

constexpr std::chrono::hours a_day{24};

struct arrival {
    domain::actor const& owner;
    bringing const& how;
    core::time_point now;
};

bool is_public(domain::opening const& o)
{
    return o.audience == domain::audience::everyone;
}

// Our station stands for everybody here, but only with the instances with which a pact holds.
result<> leave_out_station(db::transaction& tx, domain::uris const& uris, domain::actor const& owner,
                           std::vector<core::snowflake>& recipients)
{
    TRY(auto const station, db::find_actor_by_uri(tx, uris.station()));
    TRY(bool const holds, db::pact_holds(tx, owner.host));
    if (station && !holds)
        std::erase(recipients, station->id);
    return {};
}

// Whose inbox it came to, whom it names, and its owner's followers where it says so.
result<std::vector<core::snowflake>> recipients_of(db::transaction& tx, std::vector<std::string> named,
                                                   domain::actor const& owner,
                                                   std::optional<core::snowflake> came_to)
{
    if (came_to) {
        TRY(auto const who, db::find_actor(tx, *came_to));
        if (who)
            named.push_back(who->uri);
    }
    bool const to_followers = owner.followers && std::ranges::find(named, *owner.followers) != named.end();
    return db::recipients_here(tx, named, to_followers ? std::optional(owner.id) : std::nullopt);
}

// By what it comes here: people asked for it, or else the administrator's pact says what is exchanged.
struct concern {
    bool any = false;
    std::optional<domain::pact> pact = {}; // Where nobody asked for its owner
};

result<concern> concern_of(db::transaction& tx, arrival const& a, domain::opening const& o)
{
    if (!o.is_open(a.now) || (!is_public(o) && o.recipients.empty()))
        return concern{};
    // One that is not public and came to people is for them; to our station, by the pact.
    TRY(bool const asked_for,
        is_public(o) ? db::is_followed_by_people(tx, a.owner.id) : db::is_for_people(tx, o.recipients));
    if (asked_for)
        return concern{true};
    TRY(bool const holds, db::pact_holds(tx, a.owner.host));
    TRY(auto pact, db::find_pact(tx, a.owner.host));
    if (!holds || !pact || !domain::lets_through(pact->filters, o))
        return concern{};
    return concern{true, std::move(pact)};
}

// Its owner's cap is asked first: who says too much spends nothing of what the others of the instance have.
// Each new one counts, whatever becomes of it later: deleting does not make room for more on the same day.
result<intake> within_caps(db::transaction& tx, arrival const& a, std::optional<domain::pact> const& pact)
{
    auto const& caps = a.how.caps;
    auto const has_room = [&](std::string const& of, int most) -> result<bool> {
        return most > 0 ? db::take_from_throttle(tx, {of, most, a_day}, a.now) : false;
    };
    TRY(bool const of_owner, has_room("opening.by:" + a.owner.id.text(), caps.new_of_actor_a_day));
    if (!of_owner)
        return intake::busy_owner;
    TRY(auto const open,
        db::count_open_of_others(tx, a.owner.id, std::max(caps.open_of_actor, caps.open_of_host), a.now));
    if (open.of_actor >= caps.open_of_actor)
        return intake::busy_owner;
    if (open.of_host >= caps.open_of_host)
        return intake::flood;
    if (pact) {
        TRY(bool const of_pact, has_room("opening.pact:" + a.owner.host, pact->filters.per_day));
        if (!of_pact)
            return intake::flood;
    }
    TRY(bool const of_host, has_room("opening.at:" + a.owner.host, caps.new_of_host_a_day));
    return of_host ? intake::stored : intake::flood;
}

result<intake> store_new(db::transaction& tx, arrival const& a, domain::opening o)
{
    TRY(auto const concerns, concern_of(tx, a, o));
    if (!concerns.any)
        return intake::unconcerned;
    TRY(auto const room, within_caps(tx, a, concerns.pact));
    if (room != intake::stored)
        return room;
    TRY(o.id, a.how.found ? db::id_at(tx, o.published) : db::next_id(tx));
    TRY_VOID(db::insert_opening(tx, o));
    if (!a.how.found)
        TRY_VOID(tell_matches(tx, o, a.now));
    return intake::stored;
}

// Its form and direction are what requests were made to: they stay. What was not public may be so now, and
// the other way: it is the owner's newest word.
result<> store_edit(db::transaction& tx, arrival const& a, domain::opening o, domain::opening const& before)
{
    bool further = false; // To others it comes now
    for (auto const& who : o.recipients) {
        further = further || std::ranges::find(before.recipients, who) == before.recipients.end();
        TRY_VOID(db::add_recipient(tx, before.id, who));
    }
    if (further && !a.how.found)
        TRY_VOID(tell_matches(tx, before, a.now));
    auto const said = o.edited_at.value_or(o.published);
    auto const said_before = before.edited_at.value_or(before.published);
    if (said < said_before || (said == said_before && !a.how.from_home))
        return {};
    o.id = before.id;
    o.form = before.form;
    o.direction = before.direction;
    o.published = before.published;
    TRY_VOID(keep_positions(tx, before, o));
    TRY_VOID(db::update_opening(tx, o));
    return a.how.found ? result<>{} : tell_of_change(tx, before, o, a.now);
}

result<intake> store(db::transaction& tx, arrival const& a, domain::opening o)
{
    TRY(bool const own_seats, db::seats_are_its_own(tx, o));
    if (!own_seats)
        return failure{errc::forbidden, "a seat of another opening is claimed by " + o.uri, {}};
    TRY(auto const before, db::find_any_opening(tx, o.uri));
    if (!before)
        return store_new(tx, a, std::move(o));
    if (before->actor_id != a.owner.id)
        return failure{errc::forbidden, "not the owner of " + o.uri + ": " + a.owner.uri, {}};
    TRY_VOID(store_edit(tx, a, std::move(o), *before));
    TRY_VOID(db::touch_fetched(tx, before->id, a.now));
    return intake::stored;
}

// Taken back from some, it stays with the others. What its home shows to few is no news from there.
result<bool> is_left_to_others(db::transaction& tx, domain::opening const& stored, taking_back const& what,
                               domain::actor const& owner)
{
    if (is_public(stored))
        return false;
    if (!what.by_its_owner)
        return failure{errc::forbidden, "a Delete of what is not public, by others: " + stored.uri, {}};
    auto const& to = what.addressed;
    if (owner.followers && std::ranges::find(to, *owner.followers) != to.end())
        return false;
    TRY(auto const from, recipients_of(tx, to, owner, what.recipient));
    if (from.empty())
        return false;
    return db::take_from_recipients(tx, stored.id, from);
}

} // namespace

opening_caps caps_of(core::settings const& settings)
{
    auto const& given = settings.openings;
    auto const number = [](unsigned n) { return static_cast<int>(std::min(n, 1'000'000U)); };
    return {.open_of_host = number(given.open_per_host),
            .open_of_actor = number(given.open_per_actor),
            .new_of_host_a_day = number(given.new_per_host_a_day),
            .new_of_actor_a_day = number(given.new_per_actor_a_day)};
}

result<intake> take_in_opening(db::transaction& tx, domain::uris const& uris, translate::remote_opening in,
                               domain::actor const& owner, bringing const& how, core::time_point now)
{
    arrival const a{owner, how, now};
    auto const uri = in.opening.uri;
    auto const terms = in.terms;
    TRY_VOID(db::hold_back_others(tx, uri));
    TRY(bool const deleted, db::is_deleted(tx, uri, owner.id));
    if (deleted || owner.state == domain::actor_state::suspended || owner.state == domain::actor_state::gone)
        return intake::unconcerned;
    std::vector<core::snowflake> recipients;
    if (!is_public(in.opening)) {
        TRY(recipients, recipients_of(tx, in.addressed, owner, how.recipient));
        TRY_VOID(leave_out_station(tx, uris, owner, recipients));
    }
    TRY(auto o, incoming_opening(tx, uris, std::move(in), owner));
    o.recipients = std::move(recipients);
    o.fetched_at = now;
    TRY(auto const done, store(tx, a, std::move(o)));
    if (done != intake::stored)
        return done;
    TRY(auto const stored, db::find_any_opening(tx, uri));
    if (!stored)
        return intake::unconcerned;
    TRY_VOID(db::replace_seat_terms(tx, stored->id, terms));
    return intake::stored;
}

result<bool> receive_opening_deletion(db::transaction& tx, taking_back const& what, domain::actor const& by,
                                      core::time_point now)
{
    TRY_VOID(db::hold_back_others(tx, what.uri));
    TRY(auto const stored, db::find_any_opening(tx, what.uri));
    if (!stored)
        return false;
    if (stored->local)
        return failure{errc::forbidden, "a peer deleted an opening of ours: " + what.uri, {}};
    if (stored->actor_id != by.id)
        return failure{errc::forbidden, by.uri + " deletes what is not theirs: " + what.uri, {}};
    TRY(bool const left, is_left_to_others(tx, *stored, what, by));
    if (!left)
        TRY_VOID(db::delete_opening(tx, *stored, now));
    return true;
}

} // namespace federwerk::app
