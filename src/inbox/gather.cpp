// SPDX-License-Identifier: AGPL-3.0-or-later
#include "inbox/gather.hpp"

#include "app/openings/incoming_opening.hpp"
#include "content/html.hpp"
#include "db/actors.hpp"
#include "db/follows.hpp"
#include "federation/trust/trust.hpp"

namespace federwerk::inbox {

namespace asio = boost::asio;
using freshness = remote::resolver::freshness;

namespace {

constexpr std::size_t most_badges = 4;

bool is_kept_type(std::string_view type)
{
    return type == "Note" || type == "Article" || type == "Page" || type == "Proposal";
}

// A Note that came inside the activity, where its signature speaks for the Note too (T-12, FEP-fe34).
std::optional<vocab::incoming_note> trusted_embedded(vocab::reference const& which, context const& c)
{
    if (!c.item.trusted || !which.embedded.present())
        return std::nullopt;
    auto note = vocab::read_note(which.embedded);
    if (!note || note->id != which.id || !trust::embedded_is_trusted(c.activity.actor, *note))
        return std::nullopt;
    return std::move(*note);
}

} // namespace

// Who deletes may be gone from home already: then the row is all that there is.
asio::awaitable<result<domain::actor>> gatherer::speaker(vocab::incoming_activity const& activity,
                                                         remote::budget& spend)
{
    if (activity.type != "Delete")
        co_return co_await remote_.actor(activity.actor, spend);
    auto find = [&](db::transaction& tx) { return db::find_actor_by_uri(tx, activity.actor); };
    CO_TRY(auto known, co_await db_.run(find));
    if (!known || known->local || known->state == domain::actor_state::gone)
        co_return failure{errc::gone, "unknown or gone: " + activity.actor, {}};
    co_return std::move(*known);
}

// Its own document, where the actor sent it along; otherwise its home is asked, as often as that is allowed.
asio::awaitable<result<domain::actor>> gatherer::fresh(std::string uri, context const& c,
                                                       remote::budget& spend)
{
    auto const& object = c.activity.object;
    if (c.item.trusted && uri == c.activity.actor && object && object->id == uri &&
        object->embedded.present()) {
        auto bytes = object->embedded.write();
        CO_TRY(auto document, json::document::parse(bytes));
        remote::fetched sent{uri, std::move(document), std::move(bytes)};
        auto learned = co_await remote_.learn(std::move(sent), spend);
        if (learned)
            co_return std::move(*learned);
    }
    co_return co_await remote_.actor(std::move(uri), spend, freshness::refreshed);
}

asio::awaitable<result<known_things>> gatherer::begin(vocab::incoming_activity const& activity,
                                                      remote::budget& spend)
{
    known_things known;
    CO_TRY(known.actor, co_await speaker(activity, spend));
    auto count = [&](db::transaction& tx) { return db::count_followers(tx, known.actor.id); };
    CO_TRY(auto const followers, co_await db_.run(count));
    known.is_followed = followers > 0;
    co_return std::move(known);
}

asio::awaitable<result<>> gatherer::add(wanted const& what, context const& c, known_things& known,
                                        remote::budget& spend)
{
    for (auto const& uri : what.actors) {
        CO_TRY(auto found, co_await remote_.actor(uri, spend));
        known.actors.insert_or_assign(uri, std::move(found));
    }
    for (auto const& uri : what.fresh_actors) {
        CO_TRY(auto found, co_await fresh(uri, c, spend));
        known.actors.insert_or_assign(uri, std::move(found));
    }
    for (auto const& which : what.notes)
        CO_TRY_VOID(co_await add_note(which, c, known, spend));
    for (auto const& uri : what.gone) {
        CO_TRY(auto const gone, co_await is_gone(uri, spend));
        known.gone[uri] = gone;
    }
    for (auto const& which : what.offers) {
        CO_TRY(auto found, co_await app::prove_offer(remote_, which.embedded, spend));
        known.offers.insert_or_assign(which.id, std::move(found));
    }
    for (auto const& uri : what.authorizations) {
        auto found = co_await app::fetch_authorization(remote_, uri, spend);
        known.authorizations.insert_or_assign(uri, std::move(found));
    }
    for (auto const& which : what.awards) {
        auto found = co_await app::look_at_award(remote_, which, spend);
        co_await look_at_badges(found.said.badge_uris, spend);
        known.awards.insert_or_assign(which.uri, std::move(found));
    }
    co_return result<>{};
}

asio::awaitable<result<>> gatherer::add_note(vocab::reference const& which, context const& c,
                                             known_things& known, remote::budget& spend)
{
    if (auto const embedded = trusted_embedded(which, c))
        co_return co_await take_note(*embedded, known, spend);
    CO_TRY(auto const page, co_await remote_.object(which.id, spend));
    if (page.uri != which.id)
        co_return failure{errc::forbidden, which.id + " is really " + page.uri, {}};
    CO_TRY(auto const note, vocab::read_note(page.document.root()));
    co_return co_await take_note(note, known, spend);
}

// A reply, or what is no note, is left out: the verb says so in its outcome.
asio::awaitable<result<>> gatherer::take_note(vocab::incoming_note const& note, known_things& known,
                                              remote::budget& spend)
{
    if (note.in_reply_to || !is_kept_type(note.type))
        co_return result<>{};
    CO_TRY_VOID(trust::check_note(note));
    known_note made;
    made.author = known.actor; // Nearly always, and looked up for this activity already
    if (note.attributed_to != known.actor.uri) {
        CO_TRY(made.author, co_await remote_.actor(note.attributed_to, spend));
    }
    if (note.proposal) {
        CO_TRY(made.opening, co_await opening_in(note, spend));
        known.notes.insert_or_assign(note.id, std::move(made));
        co_return result<>{};
    }
    CO_TRY(made.content, translate::to_highlight(note, made.author.followers.value_or(""), core::now()));
    auto clean = [&]() -> result<std::string> {
        auto& h = made.content.highlight;
        auto plain = content::plain_text(made.content.credited_html);
        made.text = {h.headline, plain, domain::credit_digest(h.headline, plain)};
        return content::sanitise(h.html);
    };
    CO_TRY(made.content.highlight.html, co_await workers_.run(clean));
    co_await look_at_badges(made.content.badge_uris, spend);
    known.notes.insert_or_assign(note.id, std::move(made));
    co_return result<>{};
}

asio::awaitable<result<translate::remote_opening>> gatherer::opening_in(vocab::incoming_note const& note,
                                                                        remote::budget& spend)
{
    CO_TRY(auto read, translate::to_opening(note, core::now()));
    auto clean = [&] { return app::clean_opening(std::move(read)); };
    CO_TRY(auto made, co_await workers_.run(clean));
    std::vector<std::string> badges;
    for (auto const& of_seat : made.badge_uris)
        badges.insert(badges.end(), of_seat.begin(), of_seat.end());
    co_await look_at_badges(badges, spend);
    co_return made;
}

// Badges are worth a look, not a failure.
asio::awaitable<void> gatherer::look_at_badges(std::vector<std::string> const& uris, remote::budget& spend)
{
    for (std::size_t i = 0; i < uris.size() && i < most_badges; ++i)
        co_await remote_.actor(uris[i], spend);
}

asio::awaitable<result<bool>> gatherer::is_gone(std::string uri, remote::budget& spend)
{
    auto const page = co_await remote_.object(std::move(uri), spend);
    if (page)
        co_return vocab::is_tombstone(page->document.root());
    if (page.error().code == errc::gone || page.error().code == errc::not_found)
        co_return true;
    co_return page.error();
}

} // namespace federwerk::inbox
