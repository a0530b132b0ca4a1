// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/openings/publish_opening.hpp"

#include "app/look_up.hpp"
#include "app/openings/opening_letters.hpp"
#include "app/openings/opening_parts.hpp"
#include "app/pacts/announce_opening.hpp"
#include "app/sign_document.hpp"
#include "app/station/tell_matches.hpp"
#include "db/openings.hpp"
#include "translate/outgoing_opening.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

asio::awaitable<result<domain::actor>> owner_of(instance const& in, domain::actor member,
                                                std::optional<std::string> organisation)
{
    if (!organisation)
        co_return member;
    co_return co_await in.db.run([&](db::transaction& tx) {
        return find_organisation_for(tx, member, *organisation, in.uris.authority());
    });
}

asio::awaitable<result<>> complete(instance const& in, domain::opening_draft const& draft, domain::opening& o)
{
    auto const is_call = o.form == domain::opening_form::call;
    for (std::size_t i = 0; i < o.seats.size(); ++i) {
        auto field = is_call ? "seats[" + std::to_string(i) + "].badges" : std::string("badges");
        CO_TRY(o.seats[i].badges, co_await look_up_badges(in, std::move(field), draft.seats[i].badges));
    }
    CO_TRY(o.exclusions, co_await look_up_exclusions(in, draft.exclusions));
    co_return co_await render_text(in, o);
}

result<> store(db::transaction& tx, domain::uris const& uris, domain::actor const& member, owned_opening& p,
               outbox::letter const& create)
{
    TRY_VOID(check_may_publish(tx, member, p.owner));
    TRY_VOID(check_room(tx, p.opening));
    TRY_VOID(db::insert_opening(tx, p.opening));
    TRY(p.excluded, names_of_excluded(tx, p.opening));
    TRY_VOID(post_letter(tx, p.opening, create, p.opening.published));
    TRY_VOID(tell_matches(tx, p.opening, p.opening.published));
    return announce_opening(tx, uris, p.opening, p.opening.published);
}

} // namespace

asio::awaitable<result<owned_opening>> publish_opening(instance const& in, domain::actor member,
                                                       domain::opening_draft draft,
                                                       std::optional<std::string> organisation,
                                                       along<owned_opening> with)
{
    auto const now = core::now();
    owned_opening p;
    CO_TRY(p.owner, co_await owner_of(in, member, std::move(organisation)));
    CO_TRY(p.opening, domain::make_opening(draft, p.owner, now));
    CO_TRY_VOID(co_await complete(in, draft, p.opening));
    CO_TRY(auto const activity_id, co_await in.db.run([&](db::transaction& tx) {
        return give_ids(tx, in.uris, p.opening, p.owner);
    }));
    auto create = letter_about(in.uris, activity_id, p.opening, "Create");
    CO_TRY(create.body, co_await sign_document(
                            in, p.owner, translate::create(in.uris, create.uri, p.opening, p.owner), now));
    auto const write = [&](db::transaction& tx) -> result<> {
        TRY_VOID(store(tx, in.uris, member, p, create));
        return write_along(with, tx, p);
    };
    CO_TRY_VOID(co_await in.db.run(write));
    in.post.nudge();
    co_return p;
}

} // namespace federwerk::app
