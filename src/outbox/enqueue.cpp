// SPDX-License-Identifier: AGPL-3.0-or-later
#include "outbox/enqueue.hpp"

#include "core/secrets.hpp"
#include "db/deliveries.hpp"
#include "federation/delivery/schedule.hpp"

namespace federwerk::outbox {

namespace {

// The same in every process and every version: an Update must find the lane of its Create.
unsigned hash_of(std::string const& ordering_key)
{
    unsigned out = 0;
    for (auto const c : core::sha256(ordering_key).substr(0, 4))
        out = out << 8 | static_cast<unsigned char>(c);
    return out;
}

bool is_about_actor(letter const& what)
{
    return !what.highlight_id && (what.type == "Update" || what.type == "Delete");
}

} // namespace

result<std::size_t> enqueue(db::transaction& tx, letter const& what, audience const& whom,
                            core::time_point now)
{
    db::new_activity row{what.id,           what.uri,     what.actor_id, what.type, what.object_uri,
                         what.highlight_id, what.public_, what.body,     {}};
    // FEP-8fcf goes with what is addressed to followers and creates something.
    if (whom.followers && what.type == "Create")
        row.followers_of = what.actor_id;
    TRY_VOID(db::insert_activity(tx, row));
    db::recipients to{whom.followers_of, whom.actors, whom.personal};
    if (whom.followers)
        to.followers_of.push_back(what.actor_id);
    if (to.followers_of.empty() && to.actors.empty())
        return std::size_t{0};
    auto const expires = now + delivery::lifetime(what.type, is_about_actor(what));
    return db::insert_deliveries(tx, what.id, to, hash_of(what.ordering_key), expires);
}

} // namespace federwerk::outbox
