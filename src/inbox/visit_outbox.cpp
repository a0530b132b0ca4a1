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
    visit(visit_tools with, domain::actor who) : with_(with), who_(std::move(who)), reader_(with.remote, who_)
    {
        known_.actor = who_;
        known_.is_followed = true;
    }

    asio::awaitable<result<int>> run(remote::budget& spend)
    {
        CO_TRY_VOID(co_await reader_.read(spend));
        // Each Announce costs a fetch, and a Create as a rule none: those go first.
        CO_TRY_VOID(co_await take_all("Create", spend));
        CO_TRY_VOID(co_await take_all("Announce", spend));
        co_return highlights_ + openings_;
    }

private:
    bool is_full() const { return highlights_ >= most_highlights; }

    asio::awaitable<result<>> take_all(std::string_view type, remote::budget& spend)
    {
        for (auto const& entry : reader_.entries()) {
            if ((is_full() && type == "Announce") || (entry.type && *entry.type != type))
                continue;
            auto const found = co_await look_at(entry, type, spend);
            if (!found) {
                core::log::debug("outbox_visit.entry", {{"entry", entry.id}, {"why", found.error().log}});
                continue;
            }
            if (!*found)
                continue;
            auto write = [&](db::transaction& tx) { return store(tx, **found); };
            auto const is_new = co_await with_.db.run(write);
            if (!is_new && (is_passing(is_new.error().code) || is_new.error().code == errc::internal))
                co_return is_new.error();
            if (is_new && *is_new) // Otherwise, a conflict: it was delivered at this very moment
                ++((*found)->note->opening ? openings_ : highlights_);
        }
        co_return result<>{};
    }

    struct entry_found {
        vocab::incoming_activity activity;
        known_note const* note;
    };

    // Openings are the owner's own to say, and have caps of their own.
    bool is_wanted(known_note const& note, std::string_view type) const
    {
        return note.opening ? type == "Create" : !is_full();
    }

    // Nothing where it is of another kind, a reply, or not this actor's to say.
    asio::awaitable<result<std::optional<entry_found>>> look_at(vocab::reference const& entry,
                                                                std::string_view type, remote::budget& spend)
    {
        CO_TRY(auto activity, co_await reader_.activity_of(entry, spend));
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
