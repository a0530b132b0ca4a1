// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/organisation.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using namespace federwerk::domain;

namespace {

core::time_point day(int n)
{
    return core::time_point{} + std::chrono::days(20'000 + n);
}

organisation with_state(organisation_state state)
{
    return {.actor_id = {},
            .domain = "x.org",
            .token = "t",
            .state = state,
            .method = {},
            .verified_at = {},
            .checked_at = {},
            .failing_since = {},
            .created_by = {},
            .created_at = day(0)};
}

} // namespace

TEST_CASE("a domain that can be proven is a name with a dot", "[domain][organisations]")
{
    CHECK(parse_organisation_domain(" X.Org ").value() == "x.org");
    CHECK(parse_organisation_domain("bücher.example").value() == "xn--bcher-kva.example");
    auto const bad = GENERATE(as<std::string>(), "", "localhost", "127.0.0.1", "[::1]", "x.org:80", "x/y.org",
                              "a..b", "https://x.org");
    CAPTURE(bad);
    auto const refused = parse_organisation_domain(bad);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().details.at(0).field == "domain");
}

TEST_CASE("a proof that is found verifies from any state", "[domain][organisations]")
{
    auto const before =
        GENERATE(organisation_state::claimed, organisation_state::verified, organisation_state::lapsed);
    auto const after = after_check(with_state(before), proof_method::dns, day(3));
    CHECK(after.state == organisation_state::verified);
    CHECK(after.method == proof_method::dns);
    CHECK(after.verified_at == day(3));
    CHECK_FALSE(after.failing_since);
}

TEST_CASE("a proof that is missed has two weeks of grace, and begins anew once found",
          "[domain][organisations]")
{
    auto o = after_check(with_state(organisation_state::claimed), proof_method::file, day(0));
    o = after_check(o, {}, day(7));
    CHECK(o.state == organisation_state::verified);
    CHECK(o.failing_since == day(7));
    CHECK(after_check(o, {}, day(20)).state == organisation_state::verified);
    CHECK(after_check(o, {}, day(21)).state == organisation_state::lapsed);
    auto const found = after_check(o, proof_method::dns, day(20));
    CHECK(after_check(found, {}, day(21)).failing_since == day(21));
}

TEST_CASE("what was never proven is only claimed, however often it is looked at", "[domain][organisations]")
{
    auto const o = after_check(with_state(organisation_state::claimed), {}, day(30));
    CHECK(o.state == organisation_state::claimed);
    CHECK_FALSE(o.failing_since);
    CHECK(o.checked_at == day(30));
}

TEST_CASE("owners do everything, admins all but make owners, scouts calls and requests",
          "[domain][organisations]")
{
    using enum organisation_act;
    for (auto const act :
         {manage_owners, manage_roles, edit_profile, publish_calls, answer_requests, issue_badges}) {
        CHECK(may(organisation_role::owner, act));
        CHECK(may(organisation_role::admin, act) == (act != manage_owners));
        CHECK(may(organisation_role::scout, act) == (act == publish_calls || act == answer_requests));
    }
}

TEST_CASE("what is left of a lapsed organisation says nothing for its domain", "[domain][organisations]")
{
    domain::actor a{.uri = "https://a.test/ap/actors/1",
                    .kind = domain::actor_kind::organization,
                    .username = "acme",
                    .name = "Acme",
                    .summary = "<p>x.org</p>",
                    .icon_url = "https://a.test/media/a.webp",
                    .discoverable = true,
                    .fields = {{"Site", "x.org"}},
                    .state = domain::actor_state::suspended,
                    .verified = "x.org"};
    auto const left = domain::without_its_word(a);
    CHECK((left.uri == a.uri && left.username == "acme" && left.name == "acme"));
    CHECK((left.summary.empty() && left.fields.empty() && !left.icon_url && !left.verified));
    CHECK_FALSE(left.discoverable);
}
