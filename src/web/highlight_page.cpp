// SPDX-License-Identifier: AGPL-3.0-or-later
#include "content/html.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/highlights.hpp"
#include "db/tombstones.hpp"
#include "web/pages.hpp"
#include "web/views.hpp"

namespace federwerk::web {

namespace {

struct contents {
    std::optional<domain::highlight> highlight;
    std::optional<domain::actor> author;
    people known;
    bool gone = false;
};

result<contents> load(db::transaction& tx, domain::uris const& uris, std::string const& handle,
                      core::snowflake id)
{
    contents out;
    TRY(out.author, db::find_local_actor(tx, handle));
    TRY(out.highlight, db::find_highlight(tx, id, {}));
    if (out.highlight && (!out.author || out.highlight->actor_id != out.author->id))
        out.highlight.reset();
    if (out.highlight) {
        TRY(out.known, people_of(tx, {*out.highlight}));
    } else {
        TRY(auto const stone, db::find_tombstone(tx, uris.highlight(id)));
        out.gone = stone.has_value();
    }
    return out;
}

page describe(app::instance const& in, locale const& language, contents const& found)
{
    auto const& h = *found.highlight;
    page p{.view = "highlight", .title = h.headline, .og_type = "article"};
    p.description = content::excerpt(h.html, 200);
    p.canonical = in.uris.highlight_page(found.author->username, h.id);
    p.alternate = h.uri;
    p.creator = "@" + found.author->handle();
    if (!h.pictures.empty()) {
        p.image = h.pictures.front().url;
        p.image_alt = h.pictures.front().alt;
    }
    p.values = highlight_view(in.uris, language, h, found.known, "h1");
    p.values.set("collaborate_hint",
                 language.format("highlight_collaborate", {{"handle", "@" + found.author->handle()}}));
    return p;
}

} // namespace

answer highlight_page(app::instance const& in, http::request request)
{
    auto const id = core::snowflake::parse(request.parameter("id"));
    if (!id)
        co_return not_found_page(in, request);
    std::string const handle(request.parameter("handle"));
    auto const found =
        co_await in.db.run([&](db::transaction& tx) { return load(tx, in.uris, handle, *id); });
    if (!found)
        co_return unavailable_page(in, request);
    if (found->gone)
        co_return gone_page(in, request);
    if (!found->highlight)
        co_return not_found_page(in, request);
    if (wants_activity(request))
        co_return redirect(found->highlight->uri);
    auto const& language = language_of(request);
    co_return render(in, language, describe(in, language, *found), request);
}

} // namespace federwerk::web
