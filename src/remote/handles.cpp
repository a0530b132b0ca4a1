// SPDX-License-Identifier: AGPL-3.0-or-later
#include "remote/handles.hpp"

#include "core/text.hpp"
#include "federation/trust/trust.hpp"

#include <algorithm>

namespace federwerk::remote {

namespace asio = boost::asio;

namespace {

bool same_account(discovery::account const& a, discovery::account const& b)
{
    return a.host == b.host && core::equals_ignoring_case(a.username, b.username);
}

// Wider than what we give out, narrow enough to be shown in a line: what Misskey and Mastodon accept.
bool is_username(std::string_view name)
{
    auto const plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-' || c == '.';
    };
    return !name.empty() && name.size() <= 255 && std::ranges::all_of(name, plain);
}

result<discovery::account> at_own_authority(vocab::incoming_actor const& actor)
{
    TRY(auto const id, core::url::parse(actor.id));
    if (!is_username(actor.preferred_username))
        return failure{errc::malformed, "no usable preferredUsername: " + actor.id, {}};
    return discovery::account{actor.preferred_username, id.authority()};
}

// Instances and bots that only sign: some have no WebFinger, and a name at their own authority spoofs nobody
// else.
bool may_do_without(vocab::incoming_actor const& actor)
{
    return actor.type == "Application" || actor.type == "Service";
}

result<std::string> read_template(std::string const& body)
{
    std::optional<std::string> found;
    if (core::trim(body).starts_with('{')) {
        TRY(auto const document, json::document::parse(body));
        found = discovery::lrdd_template(document.root());
    } else {
        found = discovery::lrdd_template(std::string_view(body));
    }
    if (!found)
        return failure{errc::not_found, "host-meta names no LRDD template", {}};
    return std::move(*found);
}

} // namespace

std::string handles::origin_of(std::string const& authority) const
{
    auto const host = authority.substr(0, authority.find(':'));
    auto const loops_back = host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.");
    return (settings_.dev && loops_back ? "http://" : "https://") + authority;
}

result<core::url> handles::address_of(discovery::account const& who) const
{
    return core::url::parse(origin_of(who.host) + discovery::webfinger_target("acct:" + who.handle()));
}

// Where the host says that others answer for its accounts (RFC 6415): it speaks for itself, so that may be
// anywhere, but never less secure than the host itself.
asio::awaitable<result<core::url>> handles::delegate_of(discovery::account who, budget& spend)
{
    CO_TRY(auto const target, core::url::parse(origin_of(who.host) + "/.well-known/host-meta"));
    CO_TRY(auto const page, co_await fetch_.host_meta(target, spend));
    CO_TRY(auto const lrdd, read_template(page->body));
    CO_TRY(auto const there, core::url::parse(discovery::fill_template(lrdd, "acct:" + who.handle())));
    if (target.secure() && !there.secure())
        co_return failure{errc::unsupported, "an LRDD template without TLS: " + there.text(), {}};
    co_return there.without_fragment();
}

// host-meta comes after a 404 only (interop 1.1): whoever answers anything else answers for itself.
asio::awaitable<result<handles::page_ptr>> handles::webfinger(discovery::account who, budget& spend)
{
    CO_TRY(auto const target, address_of(who));
    auto direct = co_await fetch_.jrd(target, spend);
    if (direct || direct.error().code != errc::not_found)
        co_return direct;
    auto const there = co_await delegate_of(who, spend);
    if (!there || *there == target)
        co_return direct;
    CO_TRY(auto page, co_await fetch_.jrd(*there, spend));
    if (trust::same_origin(there->text(), target.text()))
        co_return std::move(page);
    // Another host answers for these accounts; it neither renames them nor speaks of others.
    CO_TRY(auto const document, json::document::parse(page->body));
    CO_TRY(auto const jrd, discovery::read_jrd(document.root()));
    auto const subject = discovery::parse_account(jrd.subject);
    if (!subject || !same_account(*subject, who))
        co_return failure{errc::forbidden, there->text() + " speaks of " + jrd.subject, {}};
    co_return std::move(page);
}

asio::awaitable<result<handles::answer>> handles::ask(discovery::account who, budget& spend)
{
    CO_TRY(auto const page, co_await webfinger(who, spend));
    CO_TRY(auto const document, json::document::parse(page->body));
    CO_TRY(auto const jrd, discovery::read_jrd(document.root()));
    auto const link = discovery::actor_link(jrd);
    if (!link)
        co_return failure{errc::not_found, "WebFinger names no actor: " + who.handle(), {}};
    auto const subject = discovery::parse_account(jrd.subject);
    co_return answer{*link, subject ? *subject : who};
}

asio::awaitable<result<std::string>> handles::actor_of(discovery::account who, budget& spend)
{
    CO_TRY(auto const found, co_await ask(who, spend));
    co_return found.actor_uri;
}

asio::awaitable<result<discovery::account>> handles::confirm(discovery::account who, std::string const& id,
                                                             budget& spend)
{
    CO_TRY(auto const found, co_await ask(who, spend));
    if (found.actor_uri != id)
        co_return failure{errc::forbidden, who.handle() + " is another actor than " + id, {}};
    if (same_account(found.subject, who))
        co_return who;
    // The web host names the handle's host; that one has the last word.
    auto const at_home = co_await ask(found.subject, spend);
    auto const agrees = at_home && at_home->actor_uri == id && same_account(at_home->subject, found.subject);
    co_return agrees ? found.subject : who;
}

result<discovery::account> handles::claimed(vocab::incoming_actor const& actor)
{
    if (actor.webfinger) {
        auto const account = discovery::parse_account(*actor.webfinger);
        if (account && is_username(account->username))
            return *account;
    }
    return at_own_authority(actor);
}

asio::awaitable<result<discovery::account>> handles::handle_of(vocab::incoming_actor const& actor,
                                                               budget& spend)
{
    CO_TRY(auto const claim, claimed(actor));
    auto const id = actor.id;
    auto confirmed = co_await confirm(claim, id, spend);
    if (confirmed && is_username(confirmed->username))
        co_return confirmed;
    CO_TRY(auto const fallback, at_own_authority(actor));
    if (may_do_without(actor))
        co_return fallback;
    if (same_account(fallback, claim))
        co_return confirmed ? result<discovery::account>(fallback) : confirmed;
    co_return co_await confirm(fallback, id, spend);
}

asio::awaitable<result<discovery::account>> handles::unconfirmed_name(vocab::incoming_actor const& actor,
                                                                      budget& spend)
{
    CO_TRY(auto own, at_own_authority(actor));
    auto const page = co_await webfinger(own, spend);
    if (!page && page.error().code == errc::not_found)
        co_return std::move(own);
    // An answer without an actor is an answer too: the name may be that of somebody who has none.
    co_return failure{errc::forbidden, own.handle() + " is not free for " + actor.id, {}};
}

} // namespace federwerk::remote
