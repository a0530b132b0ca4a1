// SPDX-License-Identifier: AGPL-3.0-or-later
#include "translate/incoming_award.hpp"

#include "core/text.hpp"
#include "core/url.hpp"
#include "translate/limits.hpp"

namespace federwerk::translate {

namespace {

constexpr std::size_t most_name = 200, most_text = 5'000; // Characters, as the table takes them
constexpr std::chrono::minutes clocks_differ{5};

bool is_address(std::string const& text)
{
    return text.size() <= most_url_bytes && core::url::parse(text).has_value();
}

std::optional<std::string> address(std::optional<std::string> const& text)
{
    return text && is_address(*text) ? text : std::nullopt;
}

// What it is for, in the words of who issues it.
void describe(vocab::incoming_achievement const& what, domain::award& out)
{
    out.name = core::first_characters(core::single_line(what.name), most_name);
    out.description = core::first_characters(core::trim(what.description), most_text);
    out.criteria = core::first_characters(core::trim(what.criteria), most_text);
    out.image_url = address(what.image);
    out.achievement_uri = is_address(what.id) ? what.id : std::string();
}

result<> check(domain::award const& a, core::time_point now)
{
    if (a.name.empty() || !is_address(a.uri))
        return failure{errc::malformed, "an award without a name or an address: " + a.uri, {}};
    if (a.issued_at > now + clocks_differ)
        return failure{errc::forbidden, "an award of the future: " + a.uri, {}};
    if (a.expires_at && *a.expires_at <= now)
        return failure{errc::forbidden, "an award that is over: " + a.uri, {}};
    return {};
}

} // namespace

result<remote_award> to_award(vocab::incoming_credential const& in, core::time_point now)
{
    remote_award out;
    out.award.uri = in.id;
    out.award.source = domain::award_source::open_badges;
    describe(in.achievement, out.award);
    out.award.evidence_uri = address(in.evidence);
    out.award.issued_at = in.valid_from.value_or(now);
    out.award.expires_at = in.valid_until;
    out.issuer_uri = in.issuer;
    out.recipient_uri = in.subject;
    for (auto const& uri : in.achievement.related)
        if (is_address(uri))
            out.badge_uris.push_back(uri);
    TRY_VOID(check(out.award, now));
    return out;
}

result<remote_award> to_award(vocab::incoming_assertion const& in,
                              vocab::incoming_achievement const& achievement, std::string const& issuer_uri,
                              core::time_point now)
{
    if (in.hashed)
        return failure{errc::forbidden, "whose award this is, is a digest: " + in.id, {}};
    if (in.revoked)
        return failure{errc::forbidden, "taken back: " + in.id, {}};
    remote_award out;
    out.award.uri = in.id;
    out.award.source = domain::award_source::badgefed;
    describe(achievement, out.award);
    out.award.evidence_uri = address(in.evidence);
    out.award.issued_at = in.issued_on.value_or(now);
    out.award.expires_at = in.expires;
    out.issuer_uri = issuer_uri;
    out.recipient_uri = in.recipient;
    TRY_VOID(check(out.award, now));
    return out;
}

} // namespace federwerk::translate
