// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/awards/look_at_award.hpp"

#include "app/prove_document.hpp"
#include "federation/trust/trust.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

constexpr std::size_t largest_document = 65'536; // What the table takes

failure refused(std::string why)
{
    return {errc::forbidden, std::move(why), {}};
}

award_look look_of(errc code)
{
    if (code == errc::gone || code == errc::not_found)
        return code == errc::gone ? award_look::gone : award_look::missing;
    if (is_passing(code) || code == errc::internal)
        return award_look::unanswered;
    return code == errc::forbidden ? award_look::bad : award_look::unreadable;
}

// Only their own server speaks for them (T-04, T-17).
asio::awaitable<result<>> read_credential(remote::resolver& remote, award_question const& what,
                                          known_award& out, remote::budget& spend)
{
    if (!trust::same_origin(what.uri, what.issuer))
        co_return refused(what.uri + " does not live with " + what.issuer);
    CO_TRY(auto page, co_await remote.credential(what.uri, spend));
    auto const document = page.document.root();
    if (vocab::is_tombstone(document))
        co_return failure{errc::gone, "taken back: " + what.uri, {}};
    CO_TRY(auto const credential, vocab::read_credential(document));
    CO_TRY(out.said, translate::to_award(credential, core::now()));
    if (page.uri != what.uri || credential.id != what.uri || credential.issuer != what.issuer)
        co_return refused(what.uri + " is " + page.uri + " by " + credential.issuer);
    if (page.bytes.size() > largest_document)
        co_return refused(what.uri + " is too large");
    out.said.award.document = std::move(page.bytes);
    auto proven = co_await prove_document(remote, document, what.issuer, spend);
    if (!proven && proven.error().code != errc::unauthenticated && proven.error().code != errc::forbidden)
        co_return proven.error();
    if (proven)
        out.said.award.key = std::move(proven->key);
    out.state = proven ? award_look::good : award_look::unproven;
    if (!proven)
        out.why = proven.error().log;
    co_return result<>{};
}

// The url of the issuer's profile must be the actor (BadgeFed's own rule). Its id may be that already.
asio::awaitable<result<>> check_issuer(remote::resolver& remote, award_question const& what,
                                       vocab::incoming_achievement const& badge, remote::budget& spend)
{
    if (badge.issuer_url == what.issuer || (badge.issuer_url.empty() && badge.issuer_id == what.issuer))
        co_return result<>{};
    if (!badge.issuer_url.empty() || !trust::same_origin(badge.issuer_id, what.issuer))
        co_return refused(what.uri + " is issued by " + badge.issuer_id + badge.issuer_url);
    CO_TRY(auto const page, co_await remote.credential(badge.issuer_id, spend));
    CO_TRY(auto const profile, vocab::read_badge_issuer(page.document.root()));
    if (page.uri != badge.issuer_id || profile.url != what.issuer)
        co_return refused(what.uri + " is issued by " + profile.url);
    co_return result<>{};
}

asio::awaitable<result<vocab::incoming_achievement>>
badge_class_of(remote::resolver& remote, award_question const& what, remote::budget& spend)
{
    auto const& assertion = *what.assertion;
    if (assertion.achievement)
        co_return *assertion.achievement;
    if (!trust::same_origin(assertion.badge, what.issuer))
        co_return refused("the badge " + assertion.badge + " does not live with " + what.issuer);
    CO_TRY(auto const page, co_await remote.credential(assertion.badge, spend));
    CO_TRY(auto badge, vocab::read_badge_class(page.document.root()));
    badge.id = page.uri;
    co_return badge;
}

asio::awaitable<result<>> read_assertion(remote::resolver& remote, award_question const& what,
                                         known_award& out, remote::budget& spend)
{
    if (!trust::same_origin(what.uri, what.issuer))
        co_return refused(what.uri + " does not live with " + what.issuer);
    auto assertion = *what.assertion;
    assertion.id = what.uri;
    CO_TRY(auto const badge, co_await badge_class_of(remote, what, spend));
    CO_TRY_VOID(co_await check_issuer(remote, what, badge, spend));
    CO_TRY(out.said, translate::to_award(assertion, badge, what.issuer, core::now()));
    if (assertion.document.size() > largest_document)
        co_return refused(what.uri + " is too large");
    out.said.award.document = std::move(assertion.document);
    out.state = award_look::good;
    co_return result<>{};
}

} // namespace

asio::awaitable<known_award> look_at_award(remote::resolver& remote, award_question const& what,
                                           remote::budget& spend)
{
    known_award out;
    auto const done = what.assertion ? co_await read_assertion(remote, what, out, spend)
                                     : co_await read_credential(remote, what, out, spend);
    if (done)
        co_return out;
    auto const& failed = done.error();
    out.why = failed.log;
    out.state = look_of(failed.code);
    co_return out;
}

// Hosted verification: 410, or a document that says so itself (Open Badges 2.0, "Revocation"). The id of an
// assertion may lead nowhere, so 404 says nothing; the Note that brought it is asked too.
asio::awaitable<award_look> look_for_assertion(remote::resolver& remote, domain::award const& a,
                                               remote::budget& spend)
{
    auto const page = co_await remote.credential(a.uri, spend);
    if (page && (vocab::is_tombstone(page->document.root()) ||
                 page->document.root()["revoked"].boolean().value_or(false)))
        co_return award_look::gone;
    if (!page && page.error().code == errc::gone)
        co_return award_look::gone;
    if (page || !a.offer_uri)
        co_return page ? award_look::good : award_look::unanswered;
    auto const note = co_await remote.object(*a.offer_uri, spend);
    if ((note && vocab::is_tombstone(note->document.root())) || (!note && note.error().code == errc::gone))
        co_return award_look::gone;
    co_return note ? award_look::good : award_look::unanswered;
}

} // namespace federwerk::app
