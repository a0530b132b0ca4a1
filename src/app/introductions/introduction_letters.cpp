// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/introductions/introduction_letters.hpp"

#include "db/actors.hpp"
#include "db/notifications.hpp"
#include "outbox/enqueue.hpp"
#include "translate/outgoing_request.hpp"

namespace federwerk::app {

namespace {

struct said {
    core::snowflake id;
    std::string uri, type, body;
};

result<> send(db::transaction& tx, introduction_file const& file, said what, domain::actor const& from,
              domain::actor const& to)
{
    outbox::letter letter{.uri = std::move(what.uri),
                          .id = what.id,
                          .actor_id = from.id,
                          .type = std::move(what.type),
                          .object_uri = file.introduction.offer_uri,
                          .highlight_id = {},
                          .body = std::move(what.body),
                          .ordering_key = file.introduction.opening_uri};
    outbox::audience const whom{.followers = false, .actors = {to.id}, .followers_of = {}};
    TRY_VOID(outbox::enqueue(tx, letter, whom, core::now()));
    return {};
}

} // namespace

result<> send_wish(db::transaction& tx, introduction_file const& file, core::snowflake activity_id)
{
    auto const& i = file.introduction;
    if (!file.introducer.local) {
        auto body = translate::ask_introduction({i.uri, file.asker, file.introducer, i.offer}, file.owner);
        return send(tx, file, {activity_id, i.uri, "Invite", std::move(body)}, file.asker, file.introducer);
    }
    domain::notification news;
    news.member_id = file.introducer.id;
    news.kind = domain::notification_kind::introduction_asked;
    news.actor_id = file.asker.id;
    news.subject_uri = i.uri;
    news.once = "introduction " + i.id.text();
    return db::notify(tx, news);
}

result<> send_passed_on(db::transaction& tx, domain::uris const& uris, introduction_file const& file)
{
    auto const& i = file.introduction;
    if (!file.owner.local) {
        TRY(auto const id, db::next_id(tx));
        auto const uri = uris.activity(id);
        auto body = translate::pass_on({uri, file.introducer, file.owner, i.offer}, i.sentence, i.uri);
        TRY_VOID(send(tx, file, {id, uri, "Invite", std::move(body)}, file.introducer, file.owner));
    }
    if (file.asker.local)
        return {};
    TRY(auto const id, db::next_id(tx));
    auto const uri = uris.activity(id);
    auto body = translate::passed_on(uri, i.uri, file.introducer, file.asker);
    return send(tx, file, {id, uri, "Accept", std::move(body)}, file.introducer, file.asker);
}

result<> send_introduction_withdrawal(db::transaction& tx, domain::uris const& uris,
                                      introduction_file const& file)
{
    if (file.introducer.local)
        return {};
    TRY(auto const id, db::next_id(tx));
    auto const uri = uris.activity(id);
    auto body = translate::undo_introduction(uri, file.introduction.uri, file.asker, file.introducer);
    return send(tx, file, {id, uri, "Undo", std::move(body)}, file.asker, file.introducer);
}

} // namespace federwerk::app
