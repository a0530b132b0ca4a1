// SPDX-License-Identifier: AGPL-3.0-or-later
#include "content/html.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/highlights.hpp"
#include "db/tombstones.hpp"
#include "web/stored_page.hpp"
#include "web/views.hpp"

namespace federwerk::web {

namespace {

struct contents {
    domain::highlight highlight;
    domain::actor author;
    people known;
};

result<contents> load(db::transaction& tx, domain::uris const& uris, http::request const& request)
{
    TRY(auto const id, core::snowflake::parse(request.parameter("id")));
    TRY(auto const author, db::find_local_actor(tx, std::string(request.parameter("handle"))));
    TRY(auto const h, db::find_highlight(tx, id, {}));
    if (h && author && h->actor_id == author->id) {
        TRY(auto known, people_of(tx, {*h}));
        return contents{*h, *author, std::move(known)};
    }
    TRY(auto const stone, db::find_tombstone(tx, uris.highlight(id)));
    return failure{stone ? errc::gone : errc::not_found, "no highlight for a visitor: " + id.text(), {}};
}

page describe(app::instance const& in, locale const& language, contents const& found)
{
    auto const& h = found.highlight;
    page p{.view = "highlight", .title = h.headline, .og_type = "article"};
    p.description = content::excerpt(h.html, 200);
    p.canonical = in.uris.highlight_page(found.author.username, h.id);
    p.alternate = h.uri;
    p.creator = "@" + found.author.handle();
    if (!h.pictures.empty()) {
        p.image = h.pictures.front().url;
        p.image_alt = h.pictures.front().alt;
    }
    p.values = highlight_view(in.uris, language, h, found.known, "h1");
    p.values.set("collaborate_hint",
                 language.format("highlight_collaborate", {{"handle", "@" + found.author.handle()}}));
    return p;
}

} // namespace

answer highlight_page(app::instance const& in, http::request request)
{
    auto const found = co_await in.db.run([&](db::transaction& tx) { return load(tx, in.uris, request); });
    co_return show(in, request, found, describe);
}

} // namespace federwerk::web
