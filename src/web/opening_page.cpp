// SPDX-License-Identifier: AGPL-3.0-or-later
#include "content/html.hpp"
#include "db/actors.hpp"
#include "db/openings.hpp"
#include "db/tombstones.hpp"
#include "web/stored_page.hpp"
#include "web/views.hpp"

namespace federwerk::web {

namespace {

struct contents {
    domain::opening opening;
    domain::actor owner;
};

// What was public once may be known to be over.
result<bool> is_over(db::transaction& tx, domain::uris const& uris, core::snowflake id)
{
    for (auto const& uri : {uris.opening(id), uris.call(id)}) {
        TRY(auto const stone, db::find_tombstone(tx, uri));
        TRY(auto const stored, db::find_any_opening(tx, uri));
        if (stone || (stored && stored->local && stored->is_public() && !stored->is_open(core::now())))
            return true;
    }
    return false;
}

result<contents> load(db::transaction& tx, domain::uris const& uris, http::request const& request)
{
    TRY(auto const id, core::snowflake::parse(request.parameter("id")));
    TRY(auto const owner, db::find_local_actor(tx, std::string(request.parameter("handle"))));
    TRY(auto const opening, db::find_opening(tx, id, {}));
    if (opening && owner && opening->actor_id == owner->id)
        return contents{*opening, *owner};
    TRY(bool const over, is_over(tx, uris, id));
    return failure{over ? errc::gone : errc::not_found, "no opening for a visitor: " + id.text(), {}};
}

page describe(app::instance const& in, locale const& language, contents const& found)
{
    auto const& o = found.opening;
    auto const& owner = found.owner;
    page p{.view = "opening", .title = title_of(language, o), .og_type = "article"};
    p.description = content::excerpt(o.html, 200);
    p.canonical = in.uris.opening_page(owner.username, o.id);
    p.alternate = o.uri;
    p.creator = "@" + owner.handle();
    p.values = opening_view(in.uris, language, o, owner);
    p.values.set("answer_hint", language.format("open_answer", {{"address", *p.canonical}}));
    p.values.set("mastodon_hint",
                 language.format("open_answer_mastodon", {{"handle", "@" + owner.handle()}}));
    return p;
}

} // namespace

answer opening_page(app::instance const& in, http::request request)
{
    auto const found = co_await in.db.run([&](db::transaction& tx) { return load(tx, in.uris, request); });
    co_return show(in, request, found, describe);
}

} // namespace federwerk::web
