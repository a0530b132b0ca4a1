// SPDX-License-Identifier: AGPL-3.0-or-later
#include "inbox/receiver.hpp"
#include "core/text.hpp"

#include "core/log.hpp"
#include "db/actors.hpp"
#include "federation/trust/trust.hpp"
#include "inbox/verbs.hpp"

namespace federwerk::inbox {

namespace asio = boost::asio;

namespace {

http::response answer_to(failure const& f)
{
    http::response out;
    out.status = http::status_of(f.code);
    out.headers.set("Content-Type", "text/plain; charset=utf-8");
    if (f.code == errc::throttled)
        out.headers.set("Retry-After", "300");
    else if (out.status == 503)
        out.headers.set("Retry-After", "60");
    out.body = f.safe.empty() ? std::string(http::name_of(f.code)) : f.safe;
    out.body += '\n';
    return out;
}

result<> check_type(http::headers const& headers)
{
    auto const type = http::media_type(headers);
    if (type == "application/activity+json" || type == "application/ld+json")
        return {};
    return failure{errc::unsupported, "content type " + type, "Send application/activity+json."};
}

failure malformed(std::string text)
{
    return {errc::malformed, text, text};
}

result<> check_shape(vocab::incoming_activity const& activity)
{
    if (!core::url::parse(activity.id) || !core::url::parse(activity.actor) || activity.type.empty())
        return malformed("An activity needs id, type and actor.");
    return {};
}

// The route limits the bytes; too deep or too many nodes is nothing that a shorter body would mend (T-40).
result<json::document> parse(std::string_view body)
{
    auto document = json::document::parse(body);
    if (!document && document.error().code == errc::too_large)
        return malformed("The activity is nested too deep or has too many parts.");
    return document;
}

// Why a key could not be had: only what is about the moment may be asked again later.
failure as_answer(failure f)
{
    if (!is_passing(f.code) && f.code != errc::forbidden && f.code != errc::internal)
        f.code = errc::unauthenticated;
    if (f.code == errc::throttled)
        f.code = errc::unavailable;
    return f;
}

} // namespace

receiver::receiver(domain::uris const& uris, db::pool& db, remote::resolver& remote, verifier& verify,
                   std::function<void()> nudge)
    : uris_(uris), db_(db), remote_(remote), verify_(verify), nudge_(std::move(nudge)), writer_(db),
      quota_(db)
{
}

asio::awaitable<http::response> receiver::receive(http::request request, std::optional<std::string> inbox_of)
{
    auto const done = co_await handle(request, std::move(inbox_of));
    if (!done) {
        ++counts_.refused;
        core::log::debug("inbox.refused", {{"why", done.error().log}});
        co_return answer_to(done.error());
    }
    if (*done == fate::stored) {
        ++counts_.stored;
        nudge_();
    } else {
        ++counts_.dropped;
    }
    http::response accepted;
    accepted.status = 202;
    co_return accepted;
}

asio::awaitable<result<receiver::fate>> receiver::handle(http::request const& request,
                                                         std::optional<std::string> inbox_of)
{
    CO_TRY_VOID(check_type(request.headers));
    CO_TRY(auto const whom, co_await recipient(std::move(inbox_of)));
    CO_TRY(auto const document, parse(request.body));
    CO_TRY(auto const activity, vocab::read_activity(document.root()));
    CO_TRY_VOID(check_shape(activity));
    if (uris_.is_ours(activity.id))
        co_return fate::dropped;
    CO_TRY(auto claim, verify_.read_claim(request));
    CO_TRY(auto const suspended, co_await is_suspended({activity.actor, activity.id, claim.key_uri}));
    if (suspended)
        co_return fate::dropped;
    CO_TRY(auto const strange, co_await concerns_a_stranger(activity));
    if (strange)
        co_return fate::dropped;

    CO_TRY(auto const key_url, core::url::parse(claim.key_uri));
    CO_TRY_VOID(co_await quota_.take(key_url.authority()));
    remote::budget spend;
    auto const signer = co_await verify_.check(std::move(claim), spend);
    if (!signer)
        co_return as_answer(signer.error());
    CO_TRY(auto const authentic, co_await is_authentic(activity, *signer, spend));
    if (is_dropped(uris_, activity))
        co_return fate::dropped;

    db::inbox_item item;
    item.activity_uri = activity.id;
    item.actor_uri = activity.actor;
    item.sender_host = key_url.authority();
    item.type = core::first_characters(activity.type, 100);
    item.body = request.body;
    item.recipient_id = whom;
    item.trusted = authentic;
    item.limited = (activity.type == "Create" || activity.type == "Update" || activity.type == "Delete") &&
                   !vocab::is_public(activity.to, activity.cc);
    if (auto header = request.headers.get("Collection-Synchronization"); header && header->size() <= 8'192)
        item.synchronization = std::move(*header);
    CO_TRY_VOID(co_await writer_.write(std::move(item), key_url.origin()));
    co_return fate::stored;
}

asio::awaitable<result<std::optional<core::snowflake>>>
receiver::recipient(std::optional<std::string> inbox_of)
{
    if (!inbox_of)
        co_return std::optional<core::snowflake>{};
    if (auto const known = recipients_.find(*inbox_of))
        co_return std::optional(*known);
    auto find = [&](db::transaction& tx) { return db::find_actor_by_uri(tx, *inbox_of); };
    CO_TRY(auto const found, co_await db_.run(find));
    if (!found || !found->local)
        co_return failure{errc::not_found, "no inbox of " + *inbox_of, {}};
    if (found->state == domain::actor_state::gone)
        co_return failure{errc::gone, "gone: " + *inbox_of, {}};
    recipients_.put(*inbox_of, found->id, std::chrono::minutes(1));
    co_return std::optional(found->id);
}

// Before anything is fetched (T-80).
asio::awaitable<result<bool>> receiver::is_suspended(std::vector<std::string> uris)
{
    for (auto const& uri : uris) {
        CO_TRY(auto const parsed, core::url::parse(uri));
        CO_TRY(auto const severity, co_await remote_.severity(parsed.authority()));
        if (severity == db::block_severity::suspend)
            co_return true;
    }
    co_return false;
}

// Storms of deletions go to every server (interop quirk 11): who was never known here cannot have left
// anything.
asio::awaitable<result<bool>> receiver::concerns_a_stranger(vocab::incoming_activity const& activity)
{
    if (activity.type != "Delete" && activity.type != "Update")
        co_return false;
    auto find = [&](db::transaction& tx) { return db::find_actor_by_uri(tx, activity.actor); };
    CO_TRY(auto const found, co_await db_.run(find));
    co_return !found || found->state == domain::actor_state::gone;
}

// False: it was forwarded, and will be taken from its own home or not at all (T-11).
asio::awaitable<result<bool>> receiver::is_authentic(vocab::incoming_activity const& activity,
                                                     domain::actor const& signer, remote::budget& spend)
{
    auto const straight = trust::check_activity(activity, signer.uri);
    if (straight)
        co_return true;
    if (uris_.is_ours(activity.actor) || !may_be_forwarded(activity.type))
        co_return straight.error();
    auto const prover = co_await verify_.proven_by(activity.whole, spend);
    if (prover && *prover && trust::check_activity(activity, (*prover)->uri))
        co_return true;
    if (!trust::same_origin(activity.id, activity.actor))
        co_return straight.error();
    co_return false;
}

} // namespace federwerk::inbox
