// SPDX-License-Identifier: AGPL-3.0-or-later
#include "inbox/visit_outbox.hpp"

#include "app/highlights/receive_found.hpp"
#include "core/log.hpp"
#include "db/follows.hpp"
#include "federation/trust/trust.hpp"
#include "inbox/outbox_reader.hpp"
#include "inbox/verbs/notes.hpp"

namespace federwerk::inbox {

namespace asio = boost::asio;

namespace {

constexpr int most_highlights = 20;          // As many as a follow back-fills (db::multiverse_back_fill)
constexpr std::chrono::seconds patience{15}; // Less than a process has when it is told to stop

class visit {
public:
    visit(visit_tools with, domain::actor who)
        : with_(with), who_(std::move(who)), reader_(with.remote, who_, who_.outbox.value_or(""))
    {
        known_.actor = who_;
        known_.is_followed = true;
    }

    asio::awaitable<result<int>> run(remote::budget& spend)
    {
        remote::budget half{.fetches = spend.fetches / 2, .until = spend.until};
        CO_TRY_VOID(co_await take_openings(half));
        spend.fetches -= spend.fetches / 2 - half.fetches;
        if (!who_.outbox)
            co_return failure{errc::not_found, "no outbox: " + who_.uri, {}};
        CO_TRY_VOID(co_await reader_.read(spend));
        // Each Announce costs a fetch, and a Create as a rule none: those go first.
        CO_TRY_VOID(co_await take_all("Create", spend));
        CO_TRY_VOID(co_await take_all("Announce", spend));
        co_return highlights_ + openings_;
    }

private:
    struct entry_found {
        vocab::incoming_activity activity;
        known_note const* note;
    };

    bool is_full() const { return highlights_ >= most_highlights; }

    // Where its own document says that its openings are: an outbox may be full of other things.
    asio::awaitable<result<std::optional<std::string>>> open_to(remote::budget& spend)
    {
        CO_TRY(auto const page, co_await with_.remote.object(who_.uri, spend));
        CO_TRY(auto said, vocab::read_actor(page.document.root()));
        if (page.uri != who_.uri || said.id != who_.uri)
            co_return failure{errc::forbidden, who_.uri + " is really " + page.uri, {}};
        co_return std::move(said.open_to);
    }

    asio::awaitable<result<>> take_openings(remote::budget& spend)
    {
        auto const where = co_await open_to(spend);
        if (!where || !*where)
            co_return result<>{};
        outbox_reader list(with_.remote, who_, **where);
        auto const read = co_await list.read(spend);
        if (!read)
            core::log::debug("outbox_visit.open_to", {{"list", **where}, {"why", read.error().log}});
        for (auto const& item : list.entries()) {
            // Whose list it is says each of them, as a Create would.
            vocab::incoming_activity said{.id = item.id, .type = "Create", .actor = who_.uri, .object = item};
            auto const found = co_await look_at(std::move(said), "Create", spend);
            if (found && *found && (*found)->note->opening)
                CO_TRY_VOID(co_await keep(**found));
        }
        co_return result<>{};
    }

    asio::awaitable<result<>> take_all(std::string_view type, remote::budget& spend)
    {
        for (auto const& entry : reader_.entries()) {
            if ((is_full() && type == "Announce") || (entry.type && *entry.type != type))
                continue;
            auto activity = co_await reader_.activity_of(entry, spend);
            auto const found = activity ? co_await look_at(std::move(*activity), type, spend)
                                        : result<std::optional<entry_found>>(activity.error());
            if (!found)
                core::log::debug("outbox_visit.entry", {{"entry", entry.id}, {"why", found.error().log}});
            if (found && *found)
                CO_TRY_VOID(co_await keep(**found));
        }
        co_return result<>{};
    }

    asio::awaitable<result<>> keep(entry_found const& what)
    {
        auto write = [&](db::transaction& tx) { return store(tx, what); };
        auto const is_new = co_await with_.db.run(write);
        if (!is_new && (is_passing(is_new.error().code) || is_new.error().code == errc::internal))
            co_return is_new.error();
        if (is_new && *is_new) // Otherwise, a conflict: it was delivered at this very moment
            ++(what.note->opening ? openings_ : highlights_);
        co_return result<>{};
    }

    // Openings are the owner's own to say, and have caps of their own.
    bool is_wanted(known_note const& note, std::string_view type) const
    {
        return note.opening ? type == "Create" : !is_full();
    }

    // Nothing where it is of another kind, a reply, or not this actor's to say.
    asio::awaitable<result<std::optional<entry_found>>> look_at(vocab::incoming_activity activity,
                                                                std::string_view type, remote::budget& spend)
    {
        if (activity.type != type)
            co_return std::nullopt;
        CO_TRY_VOID(trust::check_activity(activity, who_.uri));
        db::inbox_item item;
        item.activity_uri = activity.id;
        item.actor_uri = who_.uri;
        item.type = activity.type;
        item.trusted = true; // Its own server says it, asked by us
        context const c{with_.uris, item, activity, known_, core::now()};
        CO_TRY(auto const missing, find_verb(type)->needs(c));
        if (missing.notes.empty())
            co_return std::nullopt;
        CO_TRY_VOID(co_await with_.gather.add(missing, c, known_, spend));
        auto const note = known_.notes.find(missing.notes.front().id);
        if (note == known_.notes.end() || !is_wanted(note->second, type))
            co_return std::nullopt;
        CO_TRY(auto const credits, find_verb(type)->needs(c));
        CO_TRY_VOID(co_await with_.gather.add({.authorizations = credits.authorizations}, c, known_, spend));
        if (type == "Create")
            CO_TRY_VOID(trust::check_owner(who_.uri, note->second.author.uri, note->first));
        co_return entry_found{std::move(activity), &note->second};
    }

    result<bool> store(db::transaction& tx, entry_found const& what) const
    {
        auto const& author = what.note->author;
        auto const& content = what.note->content;
        if (auto const& opening = what.note->opening)
            return app::receive_found_opening(tx, with_.uris, *opening, author, with_.caps, core::now());
        TRY_VOID(app::hold_authorizations(tx, known_.authorizations));
        bool is_new = false;
        if (what.activity.type == "Announce") {
            TRY(bool const counts, verbs::announce_counts(tx, known_, *what.note));
            if (!counts)
                return false;
            app::announcement const said{what.activity.id, who_, content, author};
            TRY(is_new, app::receive_found_announced(tx, with_.uris, said, core::now()));
        } else {
            TRY(is_new, app::receive_found(tx, with_.uris, content, author));
        }
        TRY_VOID(app::receive_listed_credits(
            tx, with_.uris,
            {content.highlight, author, content.credits, what.note->text, known_.authorizations},
            core::now()));
        return is_new;
    }

    visit_tools with_;
    domain::actor who_;
    outbox_reader reader_;
    known_things known_;
    int highlights_ = 0, openings_ = 0;
};

} // namespace

asio::awaitable<result<int>> visit_outbox(visit_tools with, std::string actor_uri)
{
    remote::budget spend{.until = std::chrono::steady_clock::now() + patience};
    CO_TRY(auto who, co_await with.remote.actor(std::move(actor_uri), spend));
    auto count = [&](db::transaction& tx) { return db::local_followers_of(tx, who.id); };
    CO_TRY(auto const followers, co_await with.db.run(count));
    if (who.local || followers.empty())
        co_return 0;
    visit now(with, std::move(who));
    co_return co_await now.run(spend);
}

} // namespace federwerk::inbox
