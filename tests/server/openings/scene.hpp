// SPDX-License-Identifier: AGPL-3.0-or-later
// Alice's openness and calls, by the API alone.
#pragma once

#include "../highlights/site.hpp"

#include <algorithm>

namespace federwerk::tests {

struct scene : site {
    person alice = member("alice"), bo = member("bo");

    // An openness with further members, each beginning with a comma.
    static std::string openness(std::string const& further = {})
    {
        return R"({"kind":"podcast-guest","direction":"offering","terms":["unpaid"])" + further + "}";
    }
    static std::string call(std::string const& further = {})
    {
        return R"({"title":"Talk at our meetup","text":"*Two* talks.","terms":["expenses"],)"
               R"("seats":[{"kind":"speaking","badges":["rust"],"places":2},{"kind":"workshop"}])" +
               further + "}";
    }
    http::response post(std::string const& path, std::string const& body, person const& who,
                        http::headers headers = {})
    {
        return send(http::method::post, api + path, who.token, body, std::move(headers));
    }
    json::document made(std::string const& path, std::string const& body)
    {
        auto const answer = post(path, body, alice);
        CAPTURE(answer.body);
        REQUIRE(answer.status == 201);
        CHECK(fits(answer, "opening_own"));
        return json::document::parse(answer.body).value();
    }
    std::string made_id(std::string const& path, std::string const& body)
    {
        return text_of(made(path, body).root()["id"]);
    }
    static std::string in_days(int days) { return core::to_rfc3339(core::now() + std::chrono::days(days)); }

    // An organisation of this instance for which the member acts.
    domain::actor organisation(std::string const& handle, person const& who, std::string const& role)
    {
        auto const firm = member(handle).actor;
        base.commit([&](db::transaction& tx) {
            tx.exec_params("UPDATE actor SET kind = 'Organization' WHERE id = $1", firm.id.value);
            tx.exec_params("INSERT INTO organisation (actor_id, domain, token, state) VALUES ($1, 'x.org', "
                           "'t', 'verified')",
                           firm.id.value);
            tx.exec_params(
                "INSERT INTO organisation_role (organisation_id, member_id, role) VALUES ($1, $2, $3)",
                firm.id.value, who.actor.id.value, role);
        });
        return firm;
    }
    void credit(domain::actor const& author, domain::actor const& collaborator)
    {
        base.commit([&](db::transaction& tx) {
            tx.exec_params("INSERT INTO credit (highlight_uri, author_id, collaborator_id, digest, state) "
                           "VALUES ('https://x.test/' || snowflake(), $1, $2, 'x', 'confirmed')",
                           author.id.value, collaborator.id.value);
        });
    }
    // "Create https://b.test/inbox", one line for each delivery, sorted.
    std::string deliveries()
    {
        return text(
            "SELECT coalesce(string_agg(a.type || ' ' || i.uri, E'\\n' ORDER BY a.type, i.uri), '') "
            "FROM delivery d JOIN activity a ON a.id = d.activity_id JOIN peer_inbox i ON i.id = d.inbox_id");
    }
    void forget_deliveries()
    {
        base.commit([](db::transaction& tx) { tx.exec("DELETE FROM delivery"); });
    }
};

inline std::vector<std::string> fields_of(http::response const& answer)
{
    std::vector<std::string> out;
    auto const read = json::document::parse(answer.body);
    REQUIRE(read);
    for (auto const& detail : read->root()["error"]["details"].items())
        out.push_back(text_of(detail["field"]));
    return out;
}

inline bool refuses(http::response const& answer, std::string const& field)
{
    auto const named = fields_of(answer);
    return answer.status == 422 && std::ranges::find(named, field) != named.end();
}

} // namespace federwerk::tests
