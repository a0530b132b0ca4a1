// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/trust/trust.hpp"

#include <catch2/catch.hpp>

using namespace federwerk;
using trust::fetched;

namespace {

std::string const bob = "https://victim.test/u/bob", eve = "https://evil.test/u/eve",
                  mallory = "https://evil.test/u/m";

vocab::incoming_activity activity(std::string id, std::string actor)
{
    vocab::incoming_activity out;
    out.id = std::move(id);
    out.actor = std::move(actor);
    return out;
}

vocab::incoming_note note(std::string id, std::string owner)
{
    vocab::incoming_note out;
    out.id = std::move(id);
    out.attributed_to = std::move(owner);
    return out;
}

vocab::incoming_actor person(std::string id, std::vector<vocab::incoming_key> keys)
{
    vocab::incoming_actor out;
    out.id = std::move(id);
    out.keys = std::move(keys);
    return out;
}

} // namespace

TEST_CASE("an origin is scheme, host and port", "[trust][origin]")
{
    auto const [a, b, same] = GENERATE(table<std::string, std::string, bool>({
        {"https://a.test/x", "https://a.test/y?z#w", true},
        {"https://a.test/x", "https://A.TEST:443/y", true},
        {"https://a.test/x", "http://a.test/x", false},
        {"https://a.test/x", "https://a.test:8443/x", false},
        {"https://a.test/x", "https://b.a.test/x", false},
        {"https://a.test/x", "https://a.test.evil.test/x", false},
        {"https://a.test/x", "https://a.test@evil.test/x", false},
        {"https://a.test/x", "a.test/x", false},
        {"https://a.test/x", "", false},
        {"", "", false},
        {"acct:bob@a.test", "acct:bob@a.test", false},
        {"https://bücher.test/x", "https://xn--bcher-kva.test/x", true},
    }));
    CAPTURE(a, b);
    CHECK(trust::same_origin(a, b) == same);
    CHECK(trust::same_origin(b, a) == same);
}

TEST_CASE("T-01, T-02: the last address has authority, not what the body says", "[trust][fetched]")
{
    auto const [from, id, expected] = GENERATE(table<std::string, std::string, fetched>({
        {"https://victim.test/u/bob", "https://victim.test/u/bob", fetched::accept},
        {"https://victim.test/u/bob#main-key", "https://victim.test/u/bob", fetched::accept},
        {"https://victim.test/@bob", "https://victim.test/u/bob", fetched::refetch_id},
        {"https://victim.test/u/bob/main-key", "https://victim.test/u/bob", fetched::refetch_id},
        {"https://victim.test/u/bob", "https://victim.test/u/bob#x", fetched::refetch_id},
        {"https://evil.test/x", "https://victim.test/u/bob", fetched::refuse},
        {"http://victim.test/u/bob", "https://victim.test/u/bob", fetched::refuse},
        {"https://victim.test:8443/u/bob", "https://victim.test/u/bob", fetched::refuse},
        {"https://victim.test/u/bob", "", fetched::refuse},
        {"https://victim.test/u/bob", "urn:x:bob", fetched::refuse},
    }));
    CAPTURE(from, id);
    CHECK(trust::judge_fetched(from, id) == expected);
}

TEST_CASE("T-04: a note is on its owner's origin", "[trust][note]")
{
    CHECK(trust::check_note(note("https://victim.test/n/1", bob)).has_value());
    CHECK(trust::check_note(note("https://evil.test/n/1", bob)).has_error());
    CHECK(trust::check_note(note("https://victim.test/n/1", eve)).has_error());
    CHECK(trust::check_note(note("", bob)).has_error());
    CHECK(trust::check_note(note("https://victim.test/n/1", "")).has_error());
}

TEST_CASE("T-05: who signs is the actor, and the activity is on his origin", "[trust][activity]")
{
    CHECK(trust::check_activity(activity("https://victim.test/a/1", bob), bob).has_value());
    auto const [id, actor, signer] = GENERATE(table<std::string, std::string, std::string>({
        {"https://victim.test/a/1", bob, eve},
        {"https://evil.test/a/1", bob, bob},
        {"https://victim.test/a/1", eve, eve},
        {"https://evil.test/a/1", eve, mallory},
        {"https://victim.test/a/1", bob, bob + "/"},
        {"https://victim.test/a/1", bob, "https://victim.test/u/BOB"},
        {"", bob, bob},
        {"https://victim.test/a/1", "", ""},
    }));
    CAPTURE(id, actor, signer);
    auto const checked = trust::check_activity(activity(id, actor), signer);
    REQUIRE(checked.has_error());
    CHECK(checked.error().code == errc::forbidden);
}

TEST_CASE("T-06: a key and its owner name each other on one origin", "[trust][key]")
{
    vocab::incoming_key const key{bob + "#main-key", bob, "PEM", ""};
    CHECK(trust::check_key(key.id, key, person(bob, {key})).has_value());
    vocab::incoming_key const path{bob + "/main-key", bob, "PEM", ""}; // GoToSocial
    CHECK(trust::check_key(path.id, path, person(bob, {path})).has_value());

    vocab::incoming_key const foreign{"https://evil.test/k", bob, "PEM", ""};
    vocab::incoming_key const other_owner{bob + "#main-key", eve, "PEM", ""};
    vocab::incoming_key const other_pem{bob + "#main-key", bob, "OTHER", ""};
    vocab::incoming_key const nobodys{bob + "#main-key", "", "PEM", ""};
    CHECK(trust::check_key("https://evil.test/k", foreign, person(bob, {foreign})).has_error());
    CHECK(trust::check_key("https://victim.test/k1", key, person(bob, {key})).has_error());
    CHECK(trust::check_key(key.id, other_owner, person(bob, {other_owner})).has_error());
    CHECK(trust::check_key(key.id, other_pem, person(bob, {key})).has_error());
    CHECK(trust::check_key(key.id, nobodys, person(bob, {nobodys})).has_error());
    CHECK(trust::check_key(key.id, key, person(bob, {})).has_error());
    CHECK(trust::check_key(key.id, key, person(eve, {key})).has_error());
}

TEST_CASE("T-11, T-12, T-16: an embedded note counts only from its owner on his origin", "[trust][embedded]")
{
    CHECK(trust::embedded_is_trusted(bob, note("https://victim.test/n/1", bob)));
    CHECK_FALSE(trust::embedded_is_trusted(eve, note("https://victim.test/n/1", bob)));
    CHECK_FALSE(trust::embedded_is_trusted(eve, note("https://evil.test/n/1", bob)));
    CHECK_FALSE(trust::embedded_is_trusted(eve, note("https://victim.test/n/1", eve)));
    CHECK_FALSE(trust::embedded_is_trusted(eve, note("https://evil.test/n/1", mallory)));
    CHECK_FALSE(trust::embedded_is_trusted(eve, note("", eve)));
    CHECK_FALSE(trust::embedded_is_trusted("", note("https://evil.test/n/1", "")));
}

TEST_CASE("T-13, T-14, T-15, T-21: only the owner himself changes, deletes or undoes", "[trust][owner]")
{
    CHECK(trust::check_owner(bob, bob, "https://victim.test/n/1").has_value());
    CHECK(trust::check_owner(bob, bob, bob).has_value()); // Delete or Update of the actor
    auto const [actor, owner, object] = GENERATE(table<std::string, std::string, std::string>({
        {eve, bob, "https://victim.test/n/1"},
        {eve, mallory, "https://evil.test/n/1"},
        {eve, eve, "https://victim.test/n/1"},
        {eve, eve, bob},
        {eve, mallory, mallory},
        {"", "", "https://evil.test/n/1"},
        {eve, eve, ""},
    }));
    CAPTURE(actor, owner, object);
    CHECK(trust::check_owner(actor, owner, object).has_error());
}

TEST_CASE("a key can be its owner's where its id is a part of their document or on their origin",
          "[trust][T-06]")
{
    CHECK(trust::can_be_key_of(bob + "#main-key", bob));
    CHECK(trust::can_be_key_of(bob + "/main-key", bob));
    CHECK(trust::can_be_key_of("https://victim.test/keys/7", bob));
    CHECK_FALSE(trust::can_be_key_of(mallory + "#main-key", eve)); // A neighbour's
    CHECK_FALSE(trust::can_be_key_of(bob + "by#main-key", bob));
    CHECK_FALSE(trust::can_be_key_of("https://evil.test/keys/7", bob));
    CHECK_FALSE(trust::can_be_key_of("did:key:z6Mk", bob));
}
