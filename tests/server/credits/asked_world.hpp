// SPDX-License-Identifier: AGPL-3.0-or-later
// alice is asked by bo, who lives elsewhere.
#pragma once

#include "api/idempotency.hpp"
#include "credit_world.hpp"
#include "domain/credit.hpp"

namespace federwerk::tests {

inline std::string const text_of_bo = "<p><strong>Shipped</strong></p><p>Together.</p>";

struct asked_world : credit_world {
    std::string digest = domain::credit_digest("Shipped", "Together.");

    std::string note(std::string const& id = "https://b.test/n/1", std::string const& body = "Together.",
                     std::string const& further = {})
    {
        auto const with = R"(,"highlight":{"type":"Highlight","headline":"Shipped","badges":[]})";
        return bo.note(id, "<p><strong>Shipped</strong></p><p>" + body + "</p>", with + further);
    }
    std::string ask(std::string const& with_digest, std::string const& object,
                    std::string const& further = {})
    {
        return says(bo, "CreditRequest", object,
                    R"(,"target":")" + alice.uri + R"(","digest":")" + with_digest +
                        R"(","content":"Design")" + further);
    }
    // With an Idempotency-Key: whether the act itself keeps its answer, in its own transaction.
    bool keeps_answer(std::string const& pattern, std::string const& id)
    {
        federwerk::api::receipt once(secrets, {alice.id, pattern, "request"});
        http::request request{.method = http::method::post};
        request.parameters["id"] = id;
        for (auto const& route : federwerk::api::credit_routes(in))
            if (route.method == http::method::post && route.pattern == api + pattern)
                REQUIRE(run(route.handle(
                    {request, federwerk::api::viewer{alice, domain::member_role::member}, &once})));
        return once.written() && count("idempotency WHERE key = '" + pattern + "'") == 1;
    }
    std::string credit_path(std::string const& what = {})
    {
        return api + "/credits/" + text("SELECT id FROM credit") + what;
    }
};

} // namespace federwerk::tests
