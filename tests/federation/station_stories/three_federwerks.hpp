// SPDX-License-Identifier: AGPL-3.0-or-later
// alice@a.test, bo@b.test and cleo@c.test: three Federwerks, and a member of each.
#pragma once

#include "federation/federwerks/two_federwerks.hpp"

namespace federwerk::tests {

struct three_federwerks : two_federwerks {
    program_under_test c{around, "c.test"};
    member cleo{around, c, "cleo"};
    three_federwerks& world = *this; // For EVENTUALLY

    std::string logs() const { return two_federwerks::logs() + "\nc.test:\n" + c.log(); }

    // Both administrators agree; each of the two is the first to say so to the other, in their own time.
    void make_pact(program_under_test& one, program_under_test& other)
    {
        one.command({"pact", "make", other.authority()});
        EVENTUALLY(other.command({"pact", "list"}).find("asked") != std::string::npos);
        other.command({"pact", "make", one.authority()});
        EVENTUALLY(holds(one, other) && holds(other, one));
    }
    static bool holds(program_under_test const& one, program_under_test const& other)
    {
        return one.command({"pact", "list"}).find(other.authority() + "\tholds") != std::string::npos;
    }
    void follow(member& who, member const& whom)
    {
        auto const made = who.follow(whom.address());
        EVENTUALLY(who.is_following(made));
    }

    // The id, on the searcher's own instance, of what they find with these words in it; empty where they do
    // not.
    static std::string found(member& who, std::string const& words)
    {
        auto const page = who.get("/space_station?limit=40");
        for (auto const& item : page["items"].items())
            if (item.write().find(words) != std::string::npos)
                return std::string(item["opening"]["id"].text().value_or(""));
        return {};
    }
    static answer offer(member& who, std::string const& note, std::string const& further = "")
    {
        return who.post("/openings",
                        R"({"kind":"mentoring","direction":"offering","terms":["unpaid"],"note":")" + note +
                            '"' + further + "}");
    }
    static std::string ask(member& who, std::string const& opening, std::string const& further = "")
    {
        return who.post("/requests", R"({"opening":")" + opening + R"(","message":"Gladly")" + further + "}")
            .text("id");
    }
    static std::string state(member& who, std::string const& request)
    {
        return who.get("/requests/" + request).text("state");
    }
};

} // namespace federwerk::tests
