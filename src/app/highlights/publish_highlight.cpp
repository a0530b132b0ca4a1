// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/highlights/publish_highlight.hpp"

#include "app/credits/ask_credits.hpp"
#include "app/highlights/announce_highlight.hpp"
#include "app/highlights/highlight_letters.hpp"
#include "app/look_up.hpp"
#include "app/sign_document.hpp"
#include "content/html.hpp"
#include "db/actors.hpp"
#include "db/highlights.hpp"
#include "db/media.hpp"
#include "db/multiverse.hpp"
#include "translate/outgoing.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

// Who is named with a highlight for named people sees it, unless the audience is written out.
std::vector<std::string> named_people(domain::highlight_draft const& draft, domain::highlight const& h)
{
    std::vector<std::string> names = draft.audience;
    if (draft.seen_by == domain::visibility::named && names.empty())
        for (auto const& each : h.collaborators)
            names.push_back(each.handle);
    return names;
}

// What the Create must say of ids and pictures before it can be signed.
result<core::snowflake> take_ids(db::transaction& tx, domain::uris const& uris,
                                 std::vector<core::snowflake> const& media, domain::highlight& h)
{
    TRY(h.id, db::next_id(tx));
    h.uri = uris.highlight(h.id);
    TRY(h.pictures, db::find_unattached(tx, media, h.actor_id));
    if (h.pictures.size() != media.size())
        return failure{errc::invalid,
                       "media cannot be attached",
                       "This highlight cannot be saved.",
                       {{"media", "must be your own pictures that no other highlight has"}}};
    return db::next_id(tx);
}

result<> store(db::transaction& tx, domain::uris const& uris, domain::highlight const& h,
               domain::actor const& author, outbox::letter const& create)
{
    TRY_VOID(db::insert_highlight(tx, h));
    TRY_VOID(db::attach_media(tx, h));
    TRY(auto const whom, audience_of(tx, h));
    TRY_VOID(outbox::enqueue(tx, create, whom, h.published));
    if (h.quiet)
        return {};
    TRY_VOID(db::fan_out(tx, h));
    return announce_highlight(tx, uris, h, author, create.body, h.published);
}

asio::awaitable<result<>> complete(instance const& in, domain::highlight_draft const& draft,
                                   domain::actor const& author, domain::highlight& h)
{
    CO_TRY(h.badges, co_await look_up_badges(in, "badges", draft.badges));
    auto names = named_people(draft, h);
    CO_TRY(auto const people,
           co_await look_up_people(in, draft.audience.empty() ? "collaborators" : "audience", names));
    for (auto const& each : people)
        if (each.id != author.id)
            h.audience.push_back(each.uri);
    CO_TRY(h.html, co_await in.workers.run([&]() -> result<std::string> {
        return content::markdown_to_html(h.markdown.value_or(""));
    }));
    std::vector<std::string> handles;
    for (auto const& each : h.collaborators)
        handles.push_back(each.handle);
    co_return co_await look_up_collaborators(in, std::move(handles));
}

} // namespace

asio::awaitable<result<domain::highlight>> publish_highlight(instance const& in, domain::actor author,
                                                             domain::highlight_draft draft,
                                                             along<domain::highlight> with)
{
    auto const now = core::now();
    CO_TRY(auto h, domain::make_highlight(draft, author, now));
    CO_TRY_VOID(co_await complete(in, draft, author, h));
    CO_TRY(auto const activity_id,
           co_await in.db.run([&](db::transaction& tx) { return take_ids(tx, in.uris, draft.media, h); }));
    h.url = in.uris.highlight_page(author.username, h.id);
    CO_TRY(auto const text, co_await in.workers.run([&]() -> result<credited_text> { return text_of(h); }));
    auto create = letter_about(in.uris, activity_id, h, "Create");
    CO_TRY(create.body,
           co_await sign_document(in, author, translate::create(in.uris, create.uri, h, author), now));
    auto const write = [&](db::transaction& tx) -> result<> {
        TRY_VOID(store(tx, in.uris, h, author, create));
        TRY_VOID(ask_credits(tx, in.uris, h, {author, text, draft.roles, draft.request}, now));
        return write_along(with, tx, h);
    };
    CO_TRY_VOID(co_await in.db.run(write));
    in.post.nudge();
    co_return h;
}

} // namespace federwerk::app
