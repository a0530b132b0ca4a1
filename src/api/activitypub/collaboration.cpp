// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests, agreements and messages of threads at their ids: private, so only the two whom they concern read
// them, who sign with their own key or their instance's. To all others they are not there.
#include "api/activitypub/reading.hpp"
#include "app/requests/request_people.hpp"
#include "app/requests/request_promises.hpp"
#include "db/activities.hpp"
#include "db/requests.hpp"
#include "db/thread_messages.hpp"
#include "translate/outgoing_request.hpp"

namespace federwerk::api {

namespace {

failure absent()
{
    return {errc::not_found, "nothing there for this viewer", {}};
}

using finder = result<std::string> (*)(db::transaction&, domain::uris const&, core::snowflake,
                                       domain::actor const&);

result<app::request_file> open_for(db::transaction& tx, std::optional<domain::request> found,
                                   domain::actor const& who)
{
    if (!found)
        return absent();
    TRY(auto file, app::open_file(tx, std::move(*found)));
    if (!app::is_party(file.sender, who) && !app::is_party(file.receiver, who))
        return absent();
    return file;
}

translate::request_parties parties_of(app::request_file const& file)
{
    translate::request_parties out{file.sender, file.receiver};
    if (file.behalf)
        out.behalf_uri = file.behalf->uri;
    return out;
}

// As it was sent, with its proof; without where it never left.
result<std::string> find_offer(db::transaction& tx, domain::uris const& uris, core::snowflake id,
                               domain::actor const& who)
{
    TRY(auto found, db::find_request_by_uri(tx, uris.request(id)));
    TRY(auto const file, open_for(tx, std::move(found), who));
    TRY(auto const said, db::find_activity(tx, id));
    if (said && said->uri == file.request.uri)
        return said->body;
    TRY(auto const what_for, app::promises_of(tx, file.request));
    return translate::offer(file.request, what_for, parties_of(file));
}

result<std::string> find_agreement(db::transaction& tx, domain::uris const& uris, core::snowflake id,
                                   domain::actor const& who)
{
    TRY(auto found, db::find_request_of_agreement(tx, uris.agreement(id)));
    TRY(auto const file, open_for(tx, std::move(found), who));
    TRY(auto const what_for, app::promises_of(tx, file.request));
    return translate::agreement_document(file.request, what_for, parties_of(file));
}

result<std::string> find_message(db::transaction& tx, domain::uris const& uris, core::snowflake id,
                                 domain::actor const& who)
{
    TRY(auto const message, db::find_thread_message(tx, uris.message(id)));
    if (!message)
        return absent();
    TRY(auto found, db::find_request(tx, message->request_id));
    TRY(auto const file, open_for(tx, std::move(found), who));
    bool const by_sender = message->actor_id == file.sender.id;
    translate::direct_message const note{message->uri, message->html, {}, message->published};
    return translate::message_document(file.request, note, by_sender ? file.sender : file.receiver,
                                       by_sender ? file.receiver : file.sender);
}

answer read(reading_ptr self, http::request request, finder find)
{
    CO_TRY(auto const who, co_await signer(self, request));
    auto const id = core::snowflake::parse(request.parameter("id"));
    if (!id || !who)
        co_return absent();
    auto const work = [&](db::transaction& tx) { return find(tx, self->in.uris, *id, *who); };
    CO_TRY(auto body, co_await self->in.db.run(work));
    co_return document_response(request, std::move(body), true);
}

} // namespace

answer read_request(reading_ptr self, http::request request)
{
    co_return co_await read(std::move(self), std::move(request), find_offer);
}

answer read_agreement(reading_ptr self, http::request request)
{
    co_return co_await read(std::move(self), std::move(request), find_agreement);
}

answer read_message(reading_ptr self, http::request request)
{
    co_return co_await read(std::move(self), std::move(request), find_message);
}

} // namespace federwerk::api
