// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/mail/send_mail.hpp"

#include "app/mail/mail_folder.hpp"
#include "app/mail/mail_message.hpp"
#include "app/mail/smtp.hpp"
#include "core/log.hpp"
#include "core/text.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace federwerk::app {

namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;

constexpr auto kept_for = std::chrono::days(3);
constexpr auto lease = 5min;

std::string sender_of(core::settings const& settings)
{
    if (!settings.mail.from.empty())
        return settings.mail.from;
    return "federwerk@" + settings.domain.substr(0, settings.domain.find(':'));
}

// Minutes: 1, 2, 4 … 256.
std::chrono::minutes pause_after(int attempts)
{
    return std::chrono::minutes(1 << std::clamp(attempts - 1, 0, 8));
}

result<> record(db::transaction& tx, db::outgoing_mail const& mail, result<> const& sent,
                core::time_point now)
{
    if (sent)
        return db::delete_mail(tx, mail.id);
    bool const over = now - mail.created_at > kept_for || sent.error().code == errc::internal;
    core::log::warning(over ? "mail.given_up" : "mail.postponed",
                       {{"mail", mail.id.value}, {"attempts", mail.attempts}, {"why", sent.error().log}});
    return over ? db::delete_mail(tx, mail.id)
                : db::postpone_mail(tx, mail.id, now + pause_after(mail.attempts));
}

} // namespace

result<> deliver_mail(core::settings const& settings, core::secrets const& secrets,
                      db::outgoing_mail const& mail)
{
    auto const body = secrets.open("outgoing_mail", mail.sealed_body);
    if (!body)
        return failure{errc::internal, "mail: the seal does not open: " + body.error().log, {}};
    std::string way_out;
    if (mail.sealed_unsubscribe) {
        TRY(way_out, secrets.open("outgoing_mail.unsubscribe", *mail.sealed_unsubscribe));
    }
    auto const from = sender_of(settings);
    mail_message const message{.from = from,
                               .to = mail.recipient,
                               .from_name = settings.name,
                               .subject = mail.subject,
                               .body = *body,
                               .id = mail.id.text(),
                               .date = mail.created_at,
                               .unsubscribe = way_out};
    if (settings.mail.smtp_url.empty())
        return write_to_mail_folder(settings.data / "outgoing-mail", mail.id.text() + ".eml",
                                    write_mail(message, mail_encoding::eight_bit));
    return send_by_smtp(settings, {from, mail.recipient, write_mail(message, mail_encoding::base64)});
}

asio::awaitable<result<bool>> send_next_mail(instance const& in)
{
    auto claims = [](db::transaction& tx) { return db::claim_mail(tx, core::now(), lease); };
    CO_TRY(auto const mail, co_await in.db.run(claims));
    if (!mail)
        co_return false;
    auto work = [&] { return deliver_mail(in.settings, in.secrets, *mail); };
    auto const sent = co_await in.workers.run(work);
    auto records = [&](db::transaction& tx) { return record(tx, *mail, sent, core::now()); };
    CO_TRY_VOID(co_await in.db.run(records));
    co_return true;
}

asio::awaitable<void> run_mailer(instance const& in)
{
    co_await asio::this_coro::throw_if_cancelled(false);
    asio::steady_timer pause(co_await asio::this_coro::executor);
    while ((co_await asio::this_coro::cancellation_state).cancelled() == asio::cancellation_type::none) {
        auto const sent = co_await send_next_mail(in);
        if (!sent)
            core::log::warning("mail.worker", {{"why", sent.error().log}});
        if (sent && *sent)
            continue;
        pause.expires_after(2s);
        co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

} // namespace federwerk::app
