// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/credit.hpp"
#include "support/results.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using domain::credit_state;

TEST_CASE("A corrected space asks nobody again, another word does", "[domain][credit]")
{
    auto const before = domain::credit_digest("Shipped v2", "We built it.\nTogether.");
    CHECK(before.starts_with("sha-256:"));
    CHECK(before.size() == 8 + 64);
    CHECK(domain::credit_digest(" Shipped  v2", "We built it.  Together. ") == before);
    CHECK(domain::credit_digest("Shipped v2", "I built it. Together.") != before);
    CHECK(domain::credit_digest("Shipped v3", "We built it. Together.") != before);
    CHECK(domain::credit_digest("Shipped", "v2 We built it. Together.") != before);
}

TEST_CASE("A direct reply confirms or declines by its first word", "[domain][credit]")
{
    for (auto const* yes : {"yes", "Yes, that was me!", "@alice@a.test confirm", "Ja", "ja, gern.",
                            "@alice @kim bestätige ich", "Bestätigt.", "OK", "\"Yes\""})
        CHECK(domain::spoken_answer(yes) == credit_state::confirmed);
    for (auto const* no : {"no", "Nein!", "@alice@a.test nicht ich", "revoke", "Decline, sorry"})
        CHECK(domain::spoken_answer(no) == credit_state::declined);
    for (auto const* neither : {"", "@alice@a.test", "Who are you?", "yesterday", "I do not know, yes?",
                                "!!!", "notes follow", "jagd"})
        CHECK_FALSE(domain::spoken_answer(neither));
}

TEST_CASE("T-17: an authorization counts for its own credit alone", "[domain][credit][T-17]")
{
    domain::credit asked;
    asked.highlight_uri = "https://a.test/ap/highlights/1";
    asked.digest = "sha-256:1";
    asked.request_uri = "https://a.test/ap/activities/1";
    domain::credit_parties const who{"https://a.test/ap/actors/1", "https://b.test/u/bo"};
    domain::authorization said{.uri = "https://b.test/ap/credits/1",
                               .collaborator_uri = who.collaborator_uri,
                               .highlight_uri = asked.highlight_uri,
                               .author_uri = who.author_uri,
                               .role = "",
                               .digest = asked.digest,
                               .published = {}};
    CHECK(domain::check_authorization(said, asked, who));
    auto const [field, value] = GENERATE(table<std::string domain::authorization::*, std::string>({
        {&domain::authorization::collaborator_uri, "https://b.test/u/cy"},
        {&domain::authorization::highlight_uri, "https://a.test/ap/highlights/2"},
        {&domain::authorization::author_uri, "https://a.test/ap/actors/2"},
        {&domain::authorization::digest, "sha-256:2"},
        {&domain::authorization::role, "Founder"},
    }));
    said.*field = value;
    auto const checked = domain::check_authorization(said, asked, who);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().code == errc::forbidden);
}

TEST_CASE("What a collaborator says of their part counts where nobody asked about another",
          "[domain][credit]")
{
    domain::credit listed; // Read on somebody's highlight
    domain::authorization said{};
    said.role = "Design";
    CHECK(domain::check_authorization(said, listed, {}));
}

TEST_CASE("The longer a consent cannot be read, the less often it is looked for", "[domain][credit]")
{
    using namespace std::chrono;
    domain::credit c;
    auto const seen = core::parse_rfc3339("2026-03-01T10:00:00Z").value();
    c.checked_at = seen;
    CHECK(next_look(c, seen) == seen + hours(1));
    CHECK(next_look(c, seen + hours(5)) == seen + hours(10));
    CHECK(next_look(c, seen + days(20)) == seen + days(21));
    CHECK(next_look(c, seen + days(40)) == seen + days(80));
    CHECK_FALSE(is_missed_for_long(c, seen + days(30)));
    CHECK(is_missed_for_long(c, seen + days(31)));
}

TEST_CASE("States and kinds of evidence are written and read alike", "[domain][credit]")
{
    for (auto const state :
         {credit_state::requested, credit_state::confirmed, credit_state::declined, credit_state::revoked})
        CHECK(domain::parse_credit_state(to_string(state)) == state);
    for (auto const e : {domain::evidence::authorization, domain::evidence::reply})
        CHECK(domain::parse_evidence(to_string(e)) == e);
    CHECK_FALSE(domain::parse_credit_state("maybe"));
    CHECK_FALSE(domain::parse_evidence("hearsay"));
}
