// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/vocab/contexts.hpp"
#include "federation/vocab/incoming.hpp"
#include "translate/writing.hpp"

namespace federwerk::translate {

namespace {

struct head {
    std::string_view context, id, type, actor;
};

// One activity: the parts that all have, then what the body adds.
template <class Body>
std::string activity(head const& begin, addressing const& to, Body&& body)
{
    json::writer out;
    out.object([&] {
        out.key("@context").raw(begin.context);
        out.field("id", begin.id).field("type", begin.type).field("actor", begin.actor);
        out.field("to", to.to).field("cc", to.cc);
        body(out);
    });
    return out.take();
}

std::string about_follow(head const& begin, std::string const& other, std::string const& follow_id,
                         std::string const& follower, std::string const& followed)
{
    return activity(begin, {.to = {other}, .cc = {}}, [&](json::writer& out) {
        out.object("object", [&] {
            out.field("id", follow_id).field("type", "Follow");
            out.field("actor", follower).field("object", followed);
        });
    });
}

std::string about_note(head const& begin, core::time_point said, domain::uris const& uris,
                       domain::highlight const& h, domain::actor const& author)
{
    return activity(begin, address(uris, h, author), [&](json::writer& out) {
        out.field("published", said);
        out.object("object", [&] { write_note(out, uris, h, author); });
    });
}

// The document without its @context, whose place is the outermost object.
std::string embedded(std::string const& document)
{
    auto const begin = "{\"@context\":" + std::string(vocab::actor_context()) + ",";
    return document.starts_with(begin) ? "{" + document.substr(begin.size()) : document;
}

} // namespace

std::string create(domain::uris const& uris, std::string const& id, domain::highlight const& h,
                   domain::actor const& author)
{
    return about_note({vocab::note_context(), id, "Create", author.uri}, h.published, uris, h, author);
}

std::string update(domain::uris const& uris, std::string const& id, domain::highlight const& h,
                   domain::actor const& author)
{
    auto const said = h.edited_at.value_or(h.published);
    return about_note({vocab::note_context(), id, "Update", author.uri}, said, uris, h, author);
}

// The whole actor, keys included, or Mastodon takes the change for a new key (interop quirk 8).
std::string update_actor(domain::uris const& uris, std::string const& id, domain::actor const& actor,
                         std::string const& document)
{
    addressing const everybody{.to = {std::string(vocab::public_audience)},
                               .cc = {actor.followers.value_or(uris.followers(actor.uri))}};
    return activity({vocab::actor_context(), id, "Update", actor.uri}, everybody,
                    [&](json::writer& out) { out.key("object").raw(embedded(document)); });
}

std::string delete_(domain::uris const&, std::string const& id, std::string const& actor_uri,
                    std::string const& object_uri, std::vector<std::string> const& to,
                    std::vector<std::string> const& cc)
{
    return activity(
        {vocab::activity_context(), id, "Delete", actor_uri}, {.to = to, .cc = cc}, [&](json::writer& out) {
            if (object_uri == actor_uri) // Mastodon knows the end of an account by the bare id
                out.field("object", object_uri);
            else
                out.object("object", [&] { out.field("id", object_uri).field("type", "Tombstone"); });
        });
}

std::string follow(domain::uris const&, std::string const& id, std::string const& follower,
                   std::string const& followed)
{
    return activity({vocab::activity_context(), id, "Follow", follower}, {.to = {followed}, .cc = {}},
                    [&](json::writer& out) { out.field("object", followed); });
}

std::string undo_follow(domain::uris const&, std::string const& id, std::string const& follow_id,
                        std::string const& follower, std::string const& followed)
{
    return about_follow({vocab::activity_context(), id, "Undo", follower}, followed, follow_id, follower,
                        followed);
}

std::string accept_follow(domain::uris const&, std::string const& id, std::string const& follow_id,
                          std::string const& follower, std::string const& followed)
{
    return about_follow({vocab::activity_context(), id, "Accept", followed}, follower, follow_id, follower,
                        followed);
}

std::string reject_follow(domain::uris const&, std::string const& id, std::string const& follow_id,
                          std::string const& follower, std::string const& followed)
{
    return about_follow({vocab::activity_context(), id, "Reject", followed}, follower, follow_id, follower,
                        followed);
}

std::string answer_interaction(std::string const& answer, std::string const& id, std::string const& owner,
                               std::string const& requester, std::string const& request_id)
{
    return activity({vocab::activity_context(), id, answer, owner}, {.to = {requester}, .cc = {}},
                    [&](json::writer& out) { out.field("object", request_id); });
}

std::string announce_note(domain::uris const& uris, std::string const& id, std::string const& badge_uri,
                          domain::highlight const& h, std::string const& author_uri)
{
    addressing everybody{.to = {std::string(vocab::public_audience)}, .cc = {uris.followers(badge_uri)}};
    if (!author_uri.empty())
        everybody.cc.push_back(author_uri);
    return activity({vocab::activity_context(), id, "Announce", badge_uri}, everybody,
                    [&](json::writer& out) { out.field("published", h.published).field("object", h.uri); });
}

// The Create keeps its own @context: its proof covers these bytes.
std::string announce_create(domain::uris const& uris, std::string const& id, std::string const& badge_uri,
                            std::string_view create_document, core::time_point published)
{
    addressing const everybody{.to = {std::string(vocab::public_audience)},
                               .cc = {uris.followers(badge_uri)}};
    return activity(
        {vocab::activity_context(), id, "Announce", badge_uri}, everybody,
        [&](json::writer& out) { out.field("published", published).key("object").raw(create_document); });
}

std::string undo_announce(domain::uris const& uris, std::string const& id, std::string const& badge_uri,
                          std::string const& announce_id, std::string const& object_uri)
{
    addressing const everybody{.to = {std::string(vocab::public_audience)},
                               .cc = {uris.followers(badge_uri)}};
    return activity({vocab::activity_context(), id, "Undo", badge_uri}, everybody, [&](json::writer& out) {
        out.object("object", [&] {
            out.field("id", announce_id).field("type", "Announce");
            out.field("actor", badge_uri).field("object", object_uri);
        });
    });
}

} // namespace federwerk::translate
