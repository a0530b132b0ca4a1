// SPDX-License-Identifier: AGPL-3.0-or-later
// Whatever changes something keeps its answer in its own transaction, where the request has an
// Idempotency-Key.
#include "desk.hpp"

using namespace federwerk;
using namespace federwerk::tests;

TEST_CASE("every step of a request, and every message, happens once under its key", "[api][requests][once]")
{
    requests_desk d;
    auto const o = d.opening_of(d.carol);
    CHECK(d.keeps_answer(d.alice, "/requests", requests_desk::asking(o)));
    auto const id = d.text("SELECT id FROM request");
    CHECK(d.keeps_answer(d.carol, "/requests/{id}/interest", {}, id));
    CHECK(d.keeps_answer(d.alice, "/threads/{id}/messages", R"({"text":"Hello"})", id));
    CHECK(d.keeps_answer(d.carol, "/requests/{id}/agree", {}, id));
    CHECK(d.keeps_answer(d.carol, "/requests/{id}/done", {}, id));
    CHECK(d.keeps_answer(d.alice, "/requests/{id}/end", {}, id));
    auto const next = d.ask(d.alice, o);
    CHECK(d.keeps_answer(d.carol, "/requests/{id}/not_now", {}, next));
    CHECK(d.keeps_answer(d.alice, "/requests/{id}/withdraw", {}, next));
}
