// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/organisations/delete_organisation.hpp"

#include "app/openings/tell_opening.hpp"
#include "app/pictures/media_files.hpp"
#include "app/sign_document.hpp"
#include "db/actors.hpp"
#include "db/media.hpp"
#include "db/members.hpp"
#include "db/openings.hpp"
#include "db/tombstones.hpp"
#include "federation/vocab/incoming.hpp"
#include "outbox/enqueue.hpp"
#include "translate/outgoing.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;
using domain::organisation_act;

struct prepared {
    organisation_file file;
    core::snowflake activity_id;
};

result<prepared> prepare(db::transaction& tx, domain::uris const& uris, std::string const& name,
                         core::snowflake member_id)
{
    prepared p;
    TRY(p.file, open_organisation_to(tx, uris, name, member_id, organisation_act::manage_owners));
    TRY(p.activity_id, db::next_id(tx));
    return p;
}

asio::awaitable<result<outbox::letter>> farewell(instance const& in, prepared const& p, core::time_point now)
{
    auto const& actor = p.file.actor;
    outbox::letter letter{.uri = in.uris.activity(p.activity_id),
                          .id = p.activity_id,
                          .actor_id = actor.id,
                          .type = "Delete",
                          .object_uri = actor.uri,
                          .highlight_id = {},
                          .public_ = true,
                          .body = {},
                          .ordering_key = actor.uri};
    auto document = translate::delete_(in.uris, letter.uri, actor.uri, actor.uri,
                                       {std::string(vocab::public_audience)}, {in.uris.followers(actor.uri)});
    CO_TRY(letter.body, co_await sign_document(in, actor, std::move(document), now));
    co_return letter;
}

result<> say_farewell(db::transaction& tx, domain::actor const& actor, outbox::letter const& letter,
                      core::time_point now)
{
    TRY_VOID(outbox::enqueue(tx, letter, {.followers = true, .actors = {}, .followers_of = {}}, now));
    TRY_VOID(db::insert_tombstone(
        tx,
        {.uri = actor.uri, .local = true, .former_type = "Organization", .deleted_at = now, .actor_id = {}}));
    return db::retire_handle(tx, actor.username, now);
}

// An organisation that is not there any more answers for none of its openings.
result<> take_openings_away(db::transaction& tx, domain::uris const& uris, domain::actor const& actor,
                            core::time_point now)
{
    TRY(auto const open, retract_openings(tx, uris, actor, now));
    for (auto const& each : open)
        TRY_VOID(db::delete_opening(tx, each, now));
    return {};
}

result<std::vector<std::string>> remove(db::transaction& tx, domain::uris const& uris, prepared const& p,
                                        core::snowflake member_id, outbox::letter const& letter,
                                        core::time_point now)
{
    auto const id = p.file.actor.id;
    TRY(auto const locked, db::lock_organisation(tx, id));
    TRY(auto const role, db::role_in(tx, id, member_id));
    if (!locked || !role || !domain::may(*role, organisation_act::manage_owners))
        return failure{errc::conflict, "organisation changed at the same time",
                       "This organisation was changed at the same time."};
    TRY_VOID(take_openings_away(tx, uris, p.file.actor, now));
    if (locked->state != domain::organisation_state::claimed)
        TRY_VOID(say_farewell(tx, p.file.actor, letter, now));
    TRY(auto files, db::delete_avatars(tx, id));
    TRY_VOID(db::delete_organisation(tx, *locked));
    return files;
}

} // namespace

asio::awaitable<result<>> delete_organisation(instance const& in, domain::actor member, std::string name)
{
    auto const now = core::now();
    auto const read = [&](db::transaction& tx) { return prepare(tx, in.uris, name, member.id); };
    CO_TRY(auto const p, co_await in.db.run(read));
    CO_TRY(auto const letter, co_await farewell(in, p, now));
    auto const write = [&](db::transaction& tx) { return remove(tx, in.uris, p, member.id, letter, now); };
    CO_TRY(auto const files, co_await in.db.run(write));
    remove_media_files(in.settings, files);
    in.post.nudge();
    co_return result<>{};
}

asio::awaitable<result<>> end_old_claims(instance const& in, core::time_point now)
{
    auto const write = [&](db::transaction& tx) -> result<std::vector<std::string>> {
        std::vector<std::string> files;
        TRY(auto const old, db::lock_old_claims(tx, now - longest_claim, 100));
        for (auto const& each : old) {
            TRY(auto const theirs, db::delete_avatars(tx, each.actor_id));
            files.insert(files.end(), theirs.begin(), theirs.end());
            TRY_VOID(db::delete_organisation(tx, each));
        }
        return files;
    };
    CO_TRY(auto const files, co_await in.db.run(write));
    remove_media_files(in.settings, files);
    co_return result<>{};
}

} // namespace federwerk::app
