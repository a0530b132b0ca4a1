// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/highlights/delete_highlight.hpp"

#include "app/credits/ask_credits.hpp"
#include "app/highlights/announce_highlight.hpp"
#include "app/highlights/highlight_letters.hpp"
#include "app/pictures/media_files.hpp"
#include "app/sign_document.hpp"
#include "db/actors.hpp"
#include "db/highlights.hpp"
#include "db/media.hpp"
#include "translate/outgoing.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

struct prepared {
    domain::highlight highlight;
    core::snowflake activity_id;
};

result<prepared> prepare(db::transaction& tx, core::snowflake author_id, core::snowflake id)
{
    TRY(auto found, db::find_own_highlight(tx, id, author_id));
    if (!found)
        return failure{errc::not_found, "no such highlight of this member", {}};
    TRY(auto const activity_id, db::next_id(tx));
    return prepared{std::move(*found), activity_id};
}

// Followers of today, those addressed, and whoever heard of it through a badge. A quiet one may have been
// fetched, so that its Delete goes to followers too.
result<outbox::audience> everybody_who_may_have(db::transaction& tx, domain::highlight h)
{
    h.quiet = false;
    TRY(auto whom, audience_of(tx, h));
    TRY(auto const announces, db::announces_by_our_badges(tx, h.id));
    for (auto const& each : announces)
        whom.followers_of.push_back(each.actor_id);
    return whom;
}

result<std::vector<std::string>> remove(db::transaction& tx, domain::uris const& uris, prepared const& p,
                                        outbox::letter const& letter, core::time_point now)
{
    TRY_VOID(withdraw_questions(tx, uris, p.highlight.uri, now));
    TRY(auto const files, db::files_of(tx, p.highlight.id));
    TRY(auto const whom, everybody_who_may_have(tx, p.highlight));
    TRY_VOID(retract_announces(tx, p.highlight, which::all, now));
    TRY_VOID(outbox::enqueue(tx, letter, whom, now));
    TRY_VOID(db::delete_highlight(tx, p.highlight, now));
    return files;
}

} // namespace

asio::awaitable<result<>> delete_highlight(instance const& in, domain::actor author, core::snowflake id)
{
    auto const now = core::now();
    CO_TRY(auto const p, co_await in.db.run([&](db::transaction& tx) { return prepare(tx, author.id, id); }));
    auto const to = translate::address(in.uris, p.highlight, author);
    auto letter = letter_about(in.uris, p.activity_id, p.highlight, "Delete");
    letter.highlight_id.reset(); // It outlives the highlight
    auto document = translate::delete_(in.uris, letter.uri, author.uri, p.highlight.uri, to.to, to.cc);
    CO_TRY(letter.body, co_await sign_document(in, author, std::move(document), now));
    CO_TRY(auto const files,
           co_await in.db.run([&](db::transaction& tx) { return remove(tx, in.uris, p, letter, now); }));
    remove_media_files(in.settings, files);
    in.post.nudge();
    co_return result<>{};
}

} // namespace federwerk::app
