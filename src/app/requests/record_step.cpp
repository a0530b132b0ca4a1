// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/requests/record_step.hpp"

#include "app/openings/tell_opening.hpp"
#include "core/secrets.hpp"
#include "core/text.hpp"
#include "db/notifications.hpp"
#include "db/openings.hpp"
#include "db/requests.hpp"

namespace federwerk::app {

namespace {

std::optional<domain::notification_kind> news_of(domain::step what)
{
    using enum domain::notification_kind;
    switch (what) {
    case domain::step::interest:
        return request_interested;
    case domain::step::agree:
        return request_agreed;
    case domain::step::done:
        return request_done;
    case domain::step::withdraw:
    case domain::step::end:
        return request_closed;
    case domain::step::not_now:
        break;
    }
    return std::nullopt;
}

// Places are counted where the opening lives. One that was deleted has none any more.
result<bool> count_places(db::transaction& tx, domain::request const& before, request_file const& after)
{
    auto const& r = after.request;
    if (!after.receiver.local || !r.opening_id)
        return false;
    if (!before.agreed_at && r.agreed_at)
        return db::take_place(tx, *r.opening_id, r.position, *r.agreed_at);
    if (before.state != r.state && r.state == domain::request_state::ended && r.agreed_at)
        return db::give_place_back(tx, *r.opening_id, r.position, *r.agreed_at);
    return false;
}

} // namespace

result<> tell_other(db::transaction& tx, own_request const& after, domain::notification_kind what)
{
    return tell_other_once(tx, after, what, {});
}

result<> tell_other_once(db::transaction& tx, own_request const& after, domain::notification_kind what,
                         std::string const& subject_uri)
{
    auto const& r = after.file.request;
    domain::notification news;
    news.member_id = after.file.other(after.who).id;
    news.kind = what;
    news.actor_id = after.file.own(after.who).id;
    news.request_id = r.id;
    news.opening_id = r.opening_id;
    news.subject_uri = subject_uri;
    auto const about = subject_uri.empty() ? r.id.text() : core::to_hex(core::sha256(subject_uri));
    news.once = std::string(domain::to_string(what)) + " " + about + " to " + news.member_id.text();
    return db::notify(tx, news);
}

result<> record_step(db::transaction& tx, step_taken const& from, own_request const& after, domain::step what)
{
    TRY(bool const news_of_places, count_places(tx, from.before, after.file));
    if (news_of_places)
        TRY_VOID(tell_opening(tx, from.uris, *after.file.request.opening_id, from.now));
    TRY_VOID(db::update_request(tx, after.file.request));
    if (auto const news = news_of(what))
        return tell_other(tx, after, *news);
    return {};
}

} // namespace federwerk::app
