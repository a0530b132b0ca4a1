// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/openings/opening_retraction.hpp"

#include "app/openings/opening_letters.hpp"
#include "app/sign_document.hpp"
#include "db/actors.hpp"
#include "db/openings.hpp"
#include "translate/outgoing_opening.hpp"

namespace federwerk::app {

namespace asio = boost::asio;

asio::awaitable<result<retraction>> prepare_retraction(instance const& in, domain::actor member,
                                                       core::snowflake id, domain::opening_form form,
                                                       core::time_point now)
{
    retraction r;
    core::snowflake activity_id;
    CO_TRY_VOID(co_await in.db.run([&](db::transaction& tx) -> result<> {
        TRY(r.found, lock_owned_opening(tx, id, member, form));
        TRY(activity_id, db::next_id(tx));
        return {};
    }));
    r.letter = letter_about(in.uris, activity_id, r.found.opening, "Delete");
    auto document = translate::delete_(r.letter.uri, r.found.opening, r.found.owner);
    CO_TRY(r.letter.body, co_await sign_document(in, r.found.owner, std::move(document), now));
    co_return r;
}

result<> close_and_retract(db::transaction& tx, retraction const& r, core::time_point now)
{
    TRY(auto const current, db::lock_opening(tx, r.found.opening.id));
    if (!current || current->closed_at)
        return {};
    TRY_VOID(post_letter(tx, r.found.opening, r.letter, now));
    return db::close_opening(tx, r.found.opening.id, now);
}

} // namespace federwerk::app
