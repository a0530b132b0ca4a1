// SPDX-License-Identifier: AGPL-3.0-or-later
#include "content/html.hpp"
#include "db/actors.hpp"
#include "db/openings.hpp"
#include "db/tombstones.hpp"
#include "web/pages.hpp"
#include "web/views.hpp"

namespace federwerk::web {

namespace {

struct contents {
    std::optional<domain::opening> opening;
    std::optional<domain::actor> owner;
    bool gone = false;
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

result<contents> load(db::transaction& tx, domain::uris const& uris, std::string const& handle,
                      core::snowflake id)
{
    contents out;
    TRY(out.owner, db::find_local_actor(tx, handle));
    TRY(out.opening, db::find_opening(tx, id, {}));
    if (out.opening && (!out.owner || out.opening->actor_id != out.owner->id))
        out.opening.reset();
    if (!out.opening) {
        TRY(out.gone, is_over(tx, uris, id));
    }
    return out;
}

page describe(app::instance const& in, locale const& language, contents const& found)
{
    auto const& o = *found.opening;
    auto const& owner = *found.owner;
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
    if (!found->opening)
        co_return not_found_page(in, request);
    if (wants_activity(request))
        co_return redirect(found->opening->uri);
    auto const& language = language_of(request);
    co_return render(in, language, describe(in, language, *found), request);
}

} // namespace federwerk::web
