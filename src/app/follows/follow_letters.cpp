// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/follows/follow_letters.hpp"

#include "db/actors.hpp"
#include "db/blocks.hpp"
#include "db/multiverse.hpp"
#include "outbox/enqueue.hpp"
#include "translate/outgoing.hpp"

namespace federwerk::app {
namespace {

// All that is said about one pair reaches a peer in order.
std::string ordering_key(follow_pair who)
{
    return "follow " + who.follower.uri + " " + who.followed.uri;
}

struct sentence {
    char const* type;
    domain::actor const& speaker;
    domain::actor const& hearer;
    std::string object_uri;
};

result<> send(db::transaction& tx, outbox::letter letter, sentence const& what)
{
    letter.actor_id = what.speaker.id;
    letter.type = what.type;
    letter.object_uri = what.object_uri;
    outbox::audience const whom{.followers = false, .actors = {what.hearer.id}, .followers_of = {}};
    TRY_VOID(outbox::enqueue(tx, letter, whom, core::now()));
    return {};
}

result<outbox::letter> new_letter(db::transaction& tx, domain::uris const& uris, follow_pair who)
{
    outbox::letter letter;
    TRY(letter.id, db::next_id(tx));
    letter.uri = uris.activity(letter.id);
    letter.ordering_key = ordering_key(who);
    return letter;
}

} // namespace

result<> send_accept(db::transaction& tx, domain::uris const& uris, db::follow const& f, follow_pair who)
{
    if (who.follower.local)
        return {};
    TRY(auto letter, new_letter(tx, uris, who));
    letter.body = translate::accept_follow(uris, letter.uri, f.uri, who.follower.uri, who.followed.uri);
    return send(tx, std::move(letter), {"Accept", who.followed, who.follower, f.uri});
}

result<> send_reject(db::transaction& tx, domain::uris const& uris, db::follow const& f, follow_pair who)
{
    if (who.follower.local)
        return {};
    TRY(auto letter, new_letter(tx, uris, who));
    letter.body = translate::reject_follow(uris, letter.uri, f.uri, who.follower.uri, who.followed.uri);
    return send(tx, std::move(letter), {"Reject", who.followed, who.follower, f.uri});
}

result<> send_undo(db::transaction& tx, domain::uris const& uris, db::follow const& f, follow_pair who)
{
    if (who.followed.local)
        return {};
    TRY(auto letter, new_letter(tx, uris, who));
    letter.body = translate::undo_follow(uris, letter.uri, f.uri, who.follower.uri, who.followed.uri);
    return send(tx, std::move(letter), {"Undo", who.follower, who.followed, f.uri});
}

result<db::follow> begin_follow(db::transaction& tx, domain::uris const& uris, follow_pair who,
                                core::time_point now)
{
    TRY(auto const known, db::find_follow(tx, who.follower.id, who.followed.id));
    if (known)
        return *known;
    TRY(auto const blocked, db::blocks_between(tx, who.follower.id, who.followed.id));
    if (blocked)
        return failure{
            errc::forbidden, "a block is between " + who.follower.uri + " and " + who.followed.uri, {}};
    TRY(auto letter, new_letter(tx, uris, who));
    auto const at_once = who.followed.local && !who.followed.approves_followers;
    db::follow wanted{
        .id = letter.id, .follower_id = who.follower.id, .followed_id = who.followed.id, .uri = letter.uri};
    wanted.state = at_once ? db::follow_state::accepted : db::follow_state::requested;
    wanted.created_at = now;
    TRY(auto made, db::upsert_follow(tx, wanted));
    if (at_once)
        TRY_VOID(db::back_fill_multiverse(tx, who.follower.id, who.followed.id));
    if (!who.followed.local) {
        letter.body = translate::follow(uris, letter.uri, who.follower.uri, who.followed.uri);
        TRY_VOID(send(tx, std::move(letter), {"Follow", who.follower, who.followed, who.followed.uri}));
    }
    return made;
}

} // namespace federwerk::app
