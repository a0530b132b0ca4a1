// SPDX-License-Identifier: AGPL-3.0-or-later
// On the owner's server: an Offer that somebody else hands on.
#include "introduction_world.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

// alice has worked with cy, who introduces.
struct owner_world : introduction_world {
    owner_world()
    {
        work_together(alice, known(cy));
        o = opening_of_alice();
    }
    wish for_alice() const { return {alice.uri, o.seats.front().uri}; }
    std::string passes_on(remote_person const& who, std::string const& offer)
    {
        return invites(who, alice, offer,
                       R"(,"instrument":"https://d.test/invites/1","content":"<p>We built <b>it</b></p>")");
    }
    domain::opening o;
};

std::string forge(std::string text, std::string const& what, std::string const& instead)
{
    auto const at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), instead);
}

} // namespace

TEST_CASE("What somebody with whom the owner worked passes on is a request of who wrote it",
          "[requests][introduction]")
{
    owner_world w;
    bool const has_proof = GENERATE(true, false);
    auto const offer = has_proof ? w.proven(w.for_alice()) : w.offer(w.for_alice());
    if (!has_proof)
        w.world.serve("https://d.test/requests/1", offer); // Then its home is asked
    CHECK(w.passes_on(w.cy, offer) == "done");
    auto const r = w.request("https://d.test/requests/1");
    CHECK(r.sender_id == w.known(w.ada).id);
    CHECK(r.introducer_id == w.known(w.cy).id);
    CHECK(r.introduction == "We built it");
    CHECK(r.message == "I can help");
    CHECK(w.count("notification WHERE kind = 'request_received'") == 1);
    CHECK(w.passes_on(w.cy, offer).starts_with("ignored")); // Twice is once
    CHECK(w.requests() == 1);
}

TEST_CASE("What an introducer changes in an Offer does not count", "[requests][introduction][T-12]")
{
    owner_world w;
    auto const honest = w.proven(w.for_alice());
    auto const forged = forge(honest, "I can help", "Send money");
    bool const at_home = GENERATE(true, false);
    if (at_home)
        w.world.serve("https://d.test/requests/1", honest);
    w.passes_on(w.cy, forged);
    CHECK(w.requests() == (at_home ? 1 : 0));
    if (at_home)
        CHECK(w.request("https://d.test/requests/1").message == "I can help");
}

TEST_CASE("An Offer proven by somebody else than its sender is nobody's", "[requests][introduction][T-06]")
{
    owner_world w;
    signing_person eve("eve", "e.test");
    eve.live_in(w.world);
    auto const theirs = GENERATE(true, false);
    auto const offer = w.offer(w.for_alice());
    // A proof of eve's; or an Offer of eve's whose id is on ada's host.
    w.passes_on(w.cy, eve.signs(theirs ? offer : forge(offer, w.ada.uri, eve.uri)));
    CHECK(w.requests() == 0);
}

TEST_CASE("Only whom the owner of that very opening has worked with introduces to it",
          "[requests][introduction][T-17]")
{
    owner_world w;
    domain::opening other;
    w.base.commit([&](db::transaction& tx) { other = add_opening(tx, add_member(tx, "ben")); });
    CHECK(w.passes_on(w.bo, w.proven(w.for_alice())).starts_with("ignored")); // No collaborator of alice
    CHECK(w.passes_on(w.cy, w.proven({w.alice.uri, other.seats.front().uri})).starts_with("ignored"));
    CHECK(w.passes_on(w.ada, w.proven(w.for_alice())).starts_with("refused")); // Nobody introduces themselves
    CHECK(w.requests() == 0);
    CHECK(w.count("introduction") == 0);
    CHECK(w.count("activity") == 0);
}

TEST_CASE("An Offer that has waited too long is passed on in vain", "[requests][introduction][T-10]")
{
    owner_world w;
    auto wish = w.for_alice();
    wish.published = core::now() - domain::request_lasts - std::chrono::hours(1);
    CHECK(w.passes_on(w.cy, w.proven(wish)) == "ignored: an old Offer");
    CHECK(w.requests() == 0);
}

TEST_CASE("Requests that are passed on are held to the limits of all others", "[requests][introduction]")
{
    owner_world w;
    w.sql("UPDATE opening SET full_until = now() + interval '1 hour'");
    CHECK(w.passes_on(w.cy, w.proven(w.for_alice())) == "done: refused");
    CHECK(w.count("activity WHERE type = 'Reject'") == 1);
    CHECK(w.requests() == 0);
}
