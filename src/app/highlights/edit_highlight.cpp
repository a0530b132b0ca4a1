// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/highlights/edit_highlight.hpp"

#include "app/credits/ask_credits.hpp"
#include "app/highlights/announce_highlight.hpp"
#include "app/highlights/highlight_letters.hpp"
#include "app/look_up.hpp"
#include "app/pictures/media_files.hpp"
#include "app/sign_document.hpp"
#include "content/html.hpp"
#include "db/actors.hpp"
#include "db/highlights.hpp"
#include "db/media.hpp"
#include "db/multiverse.hpp"
#include "translate/outgoing.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

failure absent()
{
    return {errc::not_found, "no such highlight of this member", {}};
}

// The pictures in the order wished for: some that it has, some that no highlight has yet.
result<> choose_pictures(db::transaction& tx, std::vector<core::snowflake> const& wanted,
                         domain::highlight& h)
{
    TRY(auto candidates, db::find_unattached(tx, wanted, h.actor_id));
    candidates.insert(candidates.end(), h.pictures.begin(), h.pictures.end());
    h.pictures.clear();
    for (auto const id : wanted) {
        auto const found = std::ranges::find(candidates, id, &domain::picture::id);
        if (found == candidates.end())
            return failure{errc::invalid,
                           "media cannot be attached",
                           "This highlight cannot be saved.",
                           {{"media", "must be your own pictures that no other highlight has"}}};
        h.pictures.push_back(*found);
    }
    return {};
}

struct prepared {
    domain::highlight before, after;
    core::snowflake activity_id;
    credited_text text{}; // Of the text as it will stand
    std::map<std::string, std::string> roles{};
};

result<prepared> prepare(db::transaction& tx, domain::actor const& author, core::snowflake id,
                         domain::highlight_edit const& edit)
{
    TRY(auto found, db::find_own_highlight(tx, id, author.id));
    if (!found)
        return absent();
    prepared p{*found, *found, {}};
    TRY(p.after, domain::edit_highlight(std::move(*found), edit, core::now()));
    if (edit.media)
        TRY_VOID(choose_pictures(tx, *edit.media, p.after));
    p.roles = edit.roles;
    TRY(p.activity_id, db::next_id(tx));
    return p;
}

result<std::vector<std::string>> store(db::transaction& tx, domain::uris const& uris, prepared const& p,
                                       domain::actor const& author, outbox::letter const& update)
{
    TRY(auto const current, db::find_own_highlight(tx, p.before.id, author.id));
    if (!current)
        return absent();
    if (current->edited_at != p.before.edited_at)
        return failure{errc::conflict, "edited at the same time",
                       "This highlight was changed at the same time."};
    TRY_VOID(db::update_highlight(tx, p.after));
    TRY(auto const files, db::attach_media(tx, p.after));
    TRY(auto const whom, audience_of(tx, p.after));
    TRY_VOID(outbox::enqueue(tx, update, whom, *p.after.edited_at));
    TRY_VOID(ask_credits(tx, uris, p.after, {author, p.text, p.roles, {}}, *p.after.edited_at));
    if (!p.after.quiet) {
        TRY_VOID(db::fan_out(tx, p.after));
        TRY_VOID(retract_announces(tx, p.after, which::no_longer_worn, *p.after.edited_at));
        TRY_VOID(announce_highlight(tx, uris, p.after, author, {}, *p.after.edited_at));
    }
    return files;
}

// Who confirmed another text is not named with this one before they have confirmed anew.
asio::awaitable<result<>> look_at_credits(instance const& in, prepared& p)
{
    std::vector<std::string> handles;
    for (auto const& each : p.after.collaborators)
        handles.push_back(each.handle);
    CO_TRY_VOID(co_await look_up_collaborators(in, std::move(handles)));
    CO_TRY(auto const before,
           co_await in.workers.run([&]() -> result<credited_text> { return text_of(p.before); }));
    CO_TRY(p.text, co_await in.workers.run([&]() -> result<credited_text> { return text_of(p.after); }));
    if (before.digest == p.text.digest)
        co_return result<>{};
    for (auto& each : p.after.collaborators)
        each.confirmed_at.reset();
    co_return result<>{};
}

} // namespace

asio::awaitable<result<domain::highlight>> edit_highlight(instance const& in, domain::actor author,
                                                          core::snowflake id, domain::highlight_edit edit)
{
    CO_TRY(auto p, co_await in.db.run([&](db::transaction& tx) { return prepare(tx, author, id, edit); }));
    if (edit.badges) {
        CO_TRY(p.after.badges, co_await look_up_badges(in, "badges", *edit.badges));
    }
    if (edit.markdown) {
        CO_TRY(p.after.html, co_await in.workers.run([&]() -> result<std::string> {
            return content::markdown_to_html(*edit.markdown);
        }));
    }
    if (!domain::same_content(p.before, p.after))
        p.after.content_edited_at = p.after.edited_at;
    CO_TRY_VOID(co_await look_at_credits(in, p));
    auto update = letter_about(in.uris, p.activity_id, p.after, "Update");
    CO_TRY(update.body,
           co_await sign_document(in, author, translate::update(in.uris, update.uri, p.after, author),
                                  *p.after.edited_at));
    CO_TRY(auto const files,
           co_await in.db.run([&](db::transaction& tx) { return store(tx, in.uris, p, author, update); }));
    remove_media_files(in.settings, files);
    in.post.nudge();
    co_return p.after;
}

} // namespace federwerk::app
