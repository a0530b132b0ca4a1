// SPDX-License-Identifier: AGPL-3.0-or-later
// Bo of b.test and his openings, as they come to a.test.
#pragma once

#include "support/inbox_world.hpp"

namespace federwerk::tests {

struct wire_world : inbox_world {
    wire_world() { bo.live_in(world); }

    static std::string const& everybody()
    {
        static std::string const text = R"("to":["https://www.w3.org/ns/activitystreams#Public"],"cc":[])";
        return text;
    }
    // What a FEP-0837 peer sends, newer than any test; further overrides nothing.
    static std::string proposal(remote_person const& whose, std::string const& id,
                                std::string const& addressed, std::string const& further = {})
    {
        return R"({"id":")" + id + R"(","type":"Note","attributedTo":")" + whose.uri +
               R"(","content":"<p>Code review</p><script>x()</script>","purpose":"offer",)" + addressed +
               R"(,"published":")" + core::to_rfc3339(core::now() - std::chrono::hours(1)) +
               R"(","publishes":{"type":"Intent","id":")" + id +
               R"(#primary","action":"deliverService","resourceQuantity":{"hasUnit":"one"}})" + further + "}";
    }
    std::string offer(std::string const& n, std::string const& further = {}) const
    {
        return proposal(bo, "https://b.test/p/" + n, everybody(), further);
    }
    std::string create(std::string const& n, std::string const& object) const
    {
        return bo.says("https://b.test/a/" + n, "Create", object, "," + everybody());
    }
    std::int64_t openings() { return count("opening"); }
    bool alice_sees(std::string const& uri = "https://b.test/p/1")
    {
        return text("SELECT count(*) FROM opening o WHERE uri = '" + uri + "' AND opening_visible_to(" +
                    alice.id.text() + ", o.id, o.actor_id, o.local, o.audience, true)") == "1";
    }
};

} // namespace federwerk::tests
