// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ways_in/join_waitlist.hpp"

#include "app/accounts/throttle.hpp"
#include "app/mail/queue_mail.hpp"
#include "app/ways_in/waitlist_links.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/members.hpp"

namespace federwerk::app {

namespace {

enum class gate { open, quiet, throttled };

result<gate> try_gate(db::transaction& tx, instance const& in, domain::application const& a,
                      std::string const& client, core::time_point now)
{
    auto const address = core::lower_ascii(a.email);
    auto const domain = address.substr(address.find('@') + 1);
    TRY(auto const by_client,
        take(tx, in.secrets, throttles::applications_by_client, client_network(client), now));
    if (!by_client)
        return gate::throttled;
    TRY(auto const by_domain, take(tx, in.secrets, throttles::applications_by_domain, domain, now));
    if (!by_domain)
        return gate::throttled;
    TRY(auto const by_address, take(tx, in.secrets, throttles::mail_to_address, address, now));
    return by_address ? gate::open : gate::quiet;
}

result<mail_text> enter(db::transaction& tx, instance const& in, domain::application const& a,
                        mail_links links, core::time_point now)
{
    domain::waitlist_entry made{
        .email = a.email, .handle = a.handle, .about = a.about, .locale = a.locale, .created_at = now};
    TRY(made.id, db::next_id(tx));
    auto const confirm = confirm_token(in.secrets, made), status = status_token(in.secrets, made);
    db::waitlist_hashes const hashes{confirm_hash(in.secrets, confirm), status_hash(in.secrets, status)};
    TRY_VOID(db::insert_waitlist_entry(tx, made, hashes));
    links.confirm = domain::waitlist_confirm_page(in.uris, confirm);
    links.status = in.uris.waitlist_status_page(status);
    return confirm_application_text(a.locale, links);
}

// Somebody who applies again gets the mail that they may have lost. Before the confirmation the latest wish
// counts.
result<mail_text> remind(db::transaction& tx, instance const& in, domain::waitlist_entry entry,
                         domain::application const& a, mail_links links)
{
    links.status = in.uris.waitlist_status_page(status_token(in.secrets, entry));
    if (entry.state == domain::waitlist_state::waiting)
        return still_waiting_text(entry.locale, links);
    if (entry.state == domain::waitlist_state::admitted) {
        links.join = in.uris.invitation_page(admission_token(in.secrets, entry));
        return admitted_text(entry.locale, links);
    }
    entry.handle = a.handle;
    entry.about = a.about;
    entry.locale = a.locale;
    TRY_VOID(db::update_waitlist_wish(tx, entry));
    links.confirm = domain::waitlist_confirm_page(in.uris, confirm_token(in.secrets, entry));
    return confirm_application_text(a.locale, links);
}

result<mail_text> answer(db::transaction& tx, instance const& in, domain::application const& a,
                         core::time_point now)
{
    mail_links links{.instance = in.settings.name};
    TRY(auto const member, db::find_member_by_email(tx, a.email));
    if (member) {
        links.join = in.uris.base() + "/";
        return already_member_text(member->locale, links);
    }
    TRY(auto entry, db::lock_open_waitlist_entry(tx, a.email));
    if (entry)
        return remind(tx, in, std::move(*entry), a, links);
    return enter(tx, in, a, links, now);
}

} // namespace

boost::asio::awaitable<result<>> join_waitlist(instance const& in, domain::application given,
                                               std::string client_address)
{
    CO_TRY(auto const wanted, domain::parse_application(given));
    auto const now = core::now();
    auto work = [&](db::transaction& tx) -> result<gate> {
        TRY(auto const state, try_gate(tx, in, wanted, client_address, now));
        if (state != gate::open)
            return state;
        TRY(auto const text, answer(tx, in, wanted, now));
        TRY_VOID(queue_mail(tx, in.secrets, wanted.email, text, now));
        return state;
    };
    CO_TRY(auto const state, co_await in.db.run(work));
    if (state == gate::throttled)
        co_return too_many("waitlist applications");
    co_return result<>();
}

} // namespace federwerk::app
