// SPDX-License-Identifier: AGPL-3.0-or-later
// On the author's server: asking, believing, and not believing.
#include "credit_world.hpp"
#include "domain/credit.hpp"

using namespace federwerk;
using Catch::Contains;
using tests::credit_world;

namespace {

std::string const bo_named = R"("bo@b.test")";

} // namespace

TEST_CASE("Whoever is named is asked in the same transaction, and named to nobody before they agree",
          "[credit][author]")
{
    credit_world w;
    w.publish(bo_named);
    CHECK(w.state() == "requested");
    CHECK(w.fits(w.last_body("CreditRequest"), "activitypub/credit_request"));
    CHECK(w.text(R"(SELECT count(*) FROM activity WHERE body LIKE '%"creditRequest":"https%')") == "1");
    CHECK(w.text("SELECT body FROM activity WHERE type = 'Create' ORDER BY id LIMIT 1").find("bo@b.test") ==
          std::string::npos);
    auto const sought = w.get(w.api + "/credits?box=sought");
    CHECK(w.fits(sought.body, "api/credits"));
    CHECK_THAT(sought.body, Contains("\"state\":\"requested\""));
    CHECK(w.get(w.api + "/credits?box=all").status == 422);
}

TEST_CASE("An authorization that was read at its home names the collaborator, to everybody",
          "[credit][author]")
{
    credit_world w;
    auto const id = w.publish(bo_named);
    w.hosts(w.bo, w.bo_agrees());
    CHECK(w.accept(w.bo, "https://b.test/ap/credits/1") == "done");
    CHECK(w.state() == "confirmed");
    auto const update = w.last_body("Update");
    CHECK_THAT(update, Contains(R"("authorization":"https://b.test/ap/credits/1")"));
    CHECK_THAT(update,
               Contains(R"("canAnnounce":{"automaticApproval":[")" + w.alice.uri + "\",\"" + w.bo.uri));
    CHECK_THAT(w.get("/api/federwerk/v1/highlights/" + id).body,
               Contains(R"("with":[{"handle":"bo@b.test")"));
    CHECK(w.count("notification WHERE kind = 'credit_confirmed'") == 1);
    CHECK(w.accept(w.bo, "https://b.test/ap/credits/1") == "done"); // Twice is once
    CHECK(w.count("notification WHERE kind = 'credit_confirmed'") == 1);
}

TEST_CASE("A consent that was taken back stays so, though its Accept comes again", "[credit][author][T-10]")
{
    credit_world w;
    w.publish(bo_named);
    w.hosts(w.bo, w.bo_agrees());
    CHECK(w.accept(w.bo, "https://b.test/ap/credits/1") == "done");
    CHECK(w.says(w.cy, "Delete", R"("https://b.test/ap/credits/1")").starts_with("refused")); // A stranger
    CHECK(w.state() == "confirmed");
    CHECK(w.says(w.bo, "Delete", R"("https://b.test/ap/credits/1")") == "done");
    CHECK(w.state() == "revoked");
    CHECK(w.last_body("Update").find("credits/1") == std::string::npos);
    CHECK(w.count("notification WHERE kind = 'credit_revoked'") == 1);
    CHECK(w.accept(w.bo, "https://b.test/ap/credits/1").starts_with("refused")); // Though home still shows it
    CHECK(w.state() == "revoked");
}

TEST_CASE("A Delete that comes before its Accept wins", "[credit][author]")
{
    credit_world w;
    w.publish(bo_named);
    w.hosts(w.bo, w.bo_agrees());
    w.says(w.bo, "Delete", R"("https://b.test/ap/credits/1")");
    CHECK(w.accept(w.bo, "https://b.test/ap/credits/1").starts_with("refused"));
    CHECK(w.state() == "requested");
}

TEST_CASE("An edit of the text asks again; a corrected link does not", "[credit][author]")
{
    credit_world w;
    auto const id = w.publish(bo_named);
    w.hosts(w.bo, w.bo_agrees());
    REQUIRE(w.accept(w.bo, "https://b.test/ap/credits/1") == "done");
    auto const path = w.api + "/highlights/" + id;
    auto const first = w.request_uri();
    REQUIRE(w.call(http::method::patch, path, R"({"markdown":"We  built it."})").status == 200);
    REQUIRE(w.call(http::method::patch, path, R"({"links":["https://y.test/"]})").status == 200);
    CHECK(w.state() == "confirmed");
    CHECK_THAT(w.last_body("Update"), Contains("credits/1"));
    REQUIRE(w.call(http::method::patch, path, R"({"markdown":"I built it."})").status == 200);
    CHECK(w.state() == "requested");
    CHECK(w.request_uri() != first);
    CHECK(w.last_body("Update").find("bo@b.test") == std::string::npos);
    CHECK(w.accept(w.bo, "https://b.test/ap/credits/1").starts_with("refused")); // Of the former text
    w.hosts(w.bo, w.bo_agrees("https://b.test/ap/credits/2"));
    CHECK(w.accept(w.bo, "https://b.test/ap/credits/2") == "done");
    CHECK(w.state() == "confirmed");
}

TEST_CASE("Who declines is not named, and not asked again", "[credit][author]")
{
    credit_world w;
    auto const id = w.publish(bo_named);
    auto const reject = '"' + w.request_uri() + '"';
    CHECK(w.says(w.cy, "Reject", reject).starts_with("refused"));
    CHECK(w.says(w.bo, "Reject", reject) == "done");
    CHECK(w.state() == "declined");
    w.call(http::method::patch, w.api + "/highlights/" + id, R"({"markdown":"Other words."})");
    CHECK(w.state() == "declined");
    CHECK(w.count("activity WHERE type = 'CreditRequest'") == 1);
}

TEST_CASE("Who is taken off the list is told so", "[credit][author]")
{
    credit_world w;
    auto const id = w.publish(bo_named);
    w.call(http::method::patch, w.api + "/highlights/" + id, R"({"collaborators":[]})");
    CHECK(w.count("credit") == 0);
    CHECK_THAT(w.last_body("Undo"), Contains("\"type\":\"CreditRequest\""));
}

TEST_CASE("Who said no is not asked again by taking their name off the list and putting it back",
          "[credit][author]")
{
    credit_world w;
    auto const path = w.api + "/highlights/" + w.publish(bo_named);
    REQUIRE(w.says(w.bo, "Reject", '"' + w.request_uri() + '"') == "done");
    w.call(http::method::patch, path, R"({"collaborators":[]})");
    w.call(http::method::patch, path, R"({"collaborators":["bo@b.test"]})");
    CHECK(w.state() == "declined");
    CHECK(w.count("activity WHERE type = 'CreditRequest'") == 1);
}

TEST_CASE("Nobody is asked all day by one author", "[credit][author][flood]")
{
    credit_world w;
    auto const path = w.api + "/highlights/" + w.publish(bo_named);
    for (int i = 0; i < domain::most_asked_by_one + 2; ++i) {
        w.call(http::method::patch, path, R"({"collaborators":[]})");
        w.call(http::method::patch, path, R"({"collaborators":["bo@b.test"]})");
    }
    CHECK(w.count("activity WHERE type = 'CreditRequest'") == domain::most_asked_by_one);
}

TEST_CASE("A text that may not be asked about any more today stands beside nobody's name",
          "[credit][author][flood]")
{
    credit_world w;
    auto const id = w.publish(bo_named);
    w.hosts(w.bo, w.bo_agrees());
    REQUIRE(w.accept(w.bo, "https://b.test/ap/credits/1") == "done");
    w.sql("UPDATE throttle SET count = 100 WHERE key LIKE 'credit.%'");
    w.call(http::method::patch, w.api + "/highlights/" + id, R"({"markdown":"I built it."})");
    CHECK(w.count("credit") == 0);
    CHECK(w.count("collaborator WHERE confirmed_at IS NOT NULL") == 0);
}

TEST_CASE("A role goes with the question; what is none is refused by its field", "[credit][author]")
{
    credit_world w;
    auto const path = w.api + "/highlights";
    for (auto const* wrong :
         {R"("roles":{"bo@b.test":""})", R"("roles":{"bo@b.test":7})", R"("roles":["Design"])"}) {
        auto const made =
            w.call(http::method::post, path, R"({"headline":"Shipped",)" + std::string(wrong) + "}");
        CHECK(made.status == 422);
        CHECK_THAT(made.body, Contains("\"field\":\"roles\""));
    }
    w.publish(bo_named, R"(,"roles":{"@Bo@b.test":"Design"})");
    CHECK(w.text("SELECT role FROM credit") == "Design");
    CHECK_THAT(w.last_body("CreditRequest"), Contains(R"("content":"Design")"));
}
