// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/introductions/ask_introduction.hpp"

#include "app/introductions/introduction_letters.hpp"
#include "app/requests/prepare_request.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/blocks.hpp"
#include "db/credits.hpp"
#include "db/introductions.hpp"
#include "db/profiles.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

failure not_both()
{
    std::string const why = "must be somebody with whom both of you have worked";
    return {errc::invalid, "no common collaborator", "This cannot be passed on.", {{"introducer", why}}};
}

// "@carla@c.test" and "carla@c.test" alike; of people here "carla" is enough.
bool is_called(domain::actor const& who, std::string name)
{
    if (name.starts_with('@'))
        name.erase(0, 1);
    return core::equals_ignoring_case(who.handle(), name) ||
           (who.local && core::equals_ignoring_case(who.username, name));
}

result<domain::actor> find_introducer(db::transaction& tx, request_file const& file, std::string const& name)
{
    TRY(auto const ids, db::common_collaborators(tx, file.sender.id, file.receiver.id));
    TRY(auto const people, db::find_actors(tx, ids));
    auto const found = std::ranges::find_if(people, [&](auto const& each) { return is_called(each, name); });
    if (found == people.end())
        return not_both();
    TRY(bool const blocked, db::blocks_between(tx, found->id, file.sender.id));
    if (blocked)
        return not_both();
    return *found;
}

result<> check_open(db::transaction& tx, domain::request const& r)
{
    TRY(int const of_this, db::count_open_introductions(tx, r.sender_id, r.created_at, r.opening_uri));
    if (of_this > 0)
        return failure{errc::conflict, "asked for an introduction to " + r.opening_uri,
                       "You have asked for this already."};
    TRY(int const all, db::count_introductions(tx, r.sender_id, r.created_at));
    if (all >= domain::most_open_introductions)
        return failure{errc::throttled, "too many introductions at once",
                       "Wait for those that you have asked for."};
    return {};
}

introduction_file file_of(prepared const& p, domain::actor introducer, std::string offer)
{
    auto const& r = p.file.request;
    introduction_file out{.introduction = {},
                          .asker = p.file.sender,
                          .introducer = std::move(introducer),
                          .owner = p.file.receiver};
    auto& i = out.introduction;
    i.offer = std::move(offer);
    i.offer_uri = r.uri;
    i.opening_uri = r.opening_uri;
    i.asker_id = r.sender_id;
    i.introducer_id = out.introducer.id;
    i.owner_id = r.receiver_id;
    i.message = r.message;
    i.created_at = r.created_at;
    i.expires_at = r.created_at + domain::introduction_lasts;
    return out;
}

} // namespace

result<introduction_file> open_introduction(db::transaction& tx, domain::introduction i)
{
    TRY(auto asker, db::find_actor(tx, i.asker_id));
    TRY(auto introducer, db::find_actor(tx, i.introducer_id));
    TRY(auto owner, db::find_actor(tx, i.owner_id));
    if (!asker || !introducer || !owner)
        return failure{errc::not_found, "people of introduction " + i.id.text() + " are gone", {}};
    return introduction_file{std::move(i), std::move(*asker), std::move(*introducer), std::move(*owner)};
}

asio::awaitable<result<introduction_file>> ask_introduction(instance const& in, domain::actor asker,
                                                            domain::request_draft draft,
                                                            along<introduction_file> with)
{
    CO_TRY(auto const p, co_await prepare_request(in, draft, std::move(asker)));
    auto const name = draft.introducer.value_or("");
    auto const look = [&](db::transaction& tx) { return find_introducer(tx, p.file, name); };
    CO_TRY(auto introducer, co_await in.db.run(look));
    CO_TRY(auto offer, co_await sign_offer(in, p));
    auto const ready = file_of(p, std::move(introducer), std::move(offer));
    auto const write = [&](db::transaction& tx) -> result<introduction_file> {
        TRY_VOID(check_open(tx, p.file.request));
        TRY_VOID(check_limits(tx, p.file.request));
        auto made = ready;
        TRY(made.introduction.id, db::next_id(tx));
        made.introduction.uri = in.uris.activity(made.introduction.id);
        TRY_VOID(db::insert_introduction(tx, made.introduction));
        TRY_VOID(send_wish(tx, made, made.introduction.id));
        TRY_VOID(write_along(with, tx, made));
        return made;
    };
    CO_TRY(auto made, co_await in.db.run(write));
    in.post.nudge();
    co_return made;
}

} // namespace federwerk::app
