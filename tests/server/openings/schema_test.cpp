// SPDX-License-Identifier: AGPL-3.0-or-later
// What the schemas of requests say is what the endpoints take, and refuse with the field's name.
#include "scene.hpp"

using namespace federwerk;
using namespace federwerk::tests;

namespace {

struct row {
    std::string body;
    std::string refused = {}; // The field named; empty where the body is accepted
};

struct endpoint {
    http::method method;
    std::string path, schema;
};

void hold(scene& s, endpoint const& at, std::vector<row> const& rows)
{
    auto const schema = source_tree() / "schemas" / "api" / (at.schema + ".json");
    for (auto const& [body, refused] : rows) {
        auto const answer = s.send(at.method, site::api + at.path, s.alice.token, body);
        CAPTURE(at.path, body, answer.status, answer.body);
        CHECK(json::validate(body, schema).has_value() == refused.empty());
        CHECK((answer.status < 300) == refused.empty());
        if (refused.empty())
            continue;
        CHECK(s.fits(answer, "error"));
        CHECK(refuses(answer, refused));
    }
}

std::string list_of(std::size_t count, std::string const& item)
{
    std::string out = "[";
    for (std::size_t i = 0; i < count; ++i)
        out += (i > 0 ? "," : "") + item;
    return out + "]";
}

std::string text(std::size_t length)
{
    return "\"" + std::string(length, 'a') + "\"";
}

std::string places(std::string const& further)
{
    return R"("place":{"name":"Zürich")" + further + "}";
}

// Members that new and edited openings have in common.
std::vector<row> shared_members()
{
    return {
        {R"("languages":["de","en-GB"],"questions":["Which show?"])"},
        {R"("languages":null,"questions":null,"place":null,"exclusions":null)"},
        {R"("at_distance":false,)" + places("")},
        {R"("at_distance":null,)" + places(R"(,"latitude":47.4,"longitude":8.5,"radius_km":30)")},
        {places(R"(,"latitude":null,"longitude":null,"radius_km":null)")},
        {R"("terms":["paid","swap"])"},
        {R"("terms":[])", "terms"},
        {R"("terms":["free"])", "terms"},
        {R"("terms":"paid")", "terms"},
        {R"("at_distance":"yes")", "at_distance"},
        {R"("place":"Zürich")", "place"},
        {R"("place":{})", "place.name"},
        {R"("place":{"name":" "})", "place.name"},
        {places(R"(,"latitude":91,"longitude":8)"), "place.latitude"},
        {places(R"(,"latitude":47,"longitude":-181)"), "place.longitude"},
        {places(R"(,"latitude":47)"), "place.latitude"},
        {places(R"(,"latitude":"47","longitude":8)"), "place.latitude"},
        {places(R"(,"radius_km":-1)"), "place.radius_km"},
        {places(R"(,"radius_km":20001)"), "place.radius_km"},
        {places(R"(,"country":"CH")"), "place.country"},
        {R"("languages":["german language"])", "languages"},
        {R"("languages":"de")", "languages"},
        {"\"languages\":" + list_of(11, R"("de")"), "languages"},
        {R"("questions":[" "])", "questions"},
        {R"("questions":[5])", "questions"},
        {"\"questions\":[" + text(201) + "]", "questions"},
        {"\"questions\":" + list_of(4, R"("Why?")"), "questions"},
        {R"("exclusions":["bo"])", "exclusions"},
        {R"("exclusions":[{"handle":"bo@a.test"}])", "exclusions"},
        {"\"exclusions\":" + list_of(51, R"("b.test")"), "exclusions"},
        {R"("slug":"x")", "slug"},
    };
}

// With the shared members behind what is required, whose terms they then replace.
std::vector<row> with_shared(std::string const& begin)
{
    std::vector<row> rows;
    for (auto const& each : shared_members()) {
        auto const terms =
            begin.empty() || each.body.find("\"terms\"") != std::string::npos ? "" : R"("terms":["paid"],)";
        rows.push_back({"{" + begin + terms + each.body + "}", each.refused});
    }
    return rows;
}

std::string when(std::string const& text)
{
    return R"("ends_at":")" + text + "\"";
}

} // namespace

TEST_CASE("the schema of a new openness is what the endpoint takes", "[server][openings][schema]")
{
    scene s;
    endpoint const at{http::method::post, "/openings", "opening_request"};
    std::string const begin = R"("kind":"mentoring","direction":"looking",)";
    auto const with = [&](std::string const& member) {
        return "{" + begin + R"("terms":["swap"],)" + member + "}";
    };
    hold(s, at, with_shared(begin));
    hold(
        s, at,
        {
            {with(
                R"("badges":["rust"],"note":"x","capacity":1,"in_exchange":"code-review","language":"de")")},
            {with(
                R"("badges":null,"note":null,"capacity":null,"in_exchange":null,"language":null,"audience":null)")},
            {with(R"("audience":"two_credits","exclusions":["bo@a.test","@bo@a.test","evil.test"])")},
            {with(R"("ends_at":null)")},
            {with(when(s.in_days(179)))},
            {with("\"note\":" + text(280))},
            {"{}", "kind"},
            {R"({"kind":"mentoring","terms":["paid"]})", "direction"},
            {R"({"kind":"mentoring","direction":"both","terms":["paid"]})", "direction"},
            {R"({"kind":"mentoring","direction":"looking"})", "terms"},
            {R"({"kind":"juggling","direction":"looking","terms":["paid"]})", "kind"},
            {R"({"kind":5,"direction":"looking","terms":["paid"]})", "kind"},
            {with("\"note\":" + text(281)), "note"},
            {with(R"("capacity":0)"), "capacity"},
            {with(R"("capacity":1001)"), "capacity"},
            {with(R"("capacity":"2")"), "capacity"},
            {with(R"("badges":["rust","rust"])"), "badges"},
            {with(R"("in_exchange":"juggling")"), "in_exchange"},
            {with(R"("language":"x")"), "language"},
            {with(R"("audience":"friends")"), "audience"},
            {with(R"("at_distance":false)"), "place"},
            {with(when("tomorrow")), "ends_at"},
            {with(when("2026-12-31")), "ends_at"},
            {with(R"("title":"x")"), "title"},
            {with(R"("organisation":"firm")"), "organisation"},
            {with(R"("seats":[{"kind":"mentoring"}])"), "seats"},
        });
}

TEST_CASE("the schema of a new call is what the endpoint takes", "[server][openings][schema]")
{
    scene s;
    s.organisation("firm", s.alice, "owner");
    endpoint const at{http::method::post, "/calls", "call_request"};
    std::string const begin = R"("title":"x","text":"*x*","seats":[{"kind":"speaking"}],)";
    auto const with = [&](std::string const& member) {
        return "{" + begin + R"("terms":["paid"],)" + member + "}";
    };
    auto const seats = [](std::string const& list) {
        return R"({"title":"x","text":"x","terms":["paid"],"seats":)" + list + "}";
    };
    hold(s, at, with_shared(begin));
    hold(
        s, at,
        {
            {with(R"("organisation":"firm")")},
            {with(R"("organisation":null)")},
            {with(when(s.in_days(89)))},
            {seats(
                R"([{"kind":"speaking","badges":["rust"],"places":100},{"kind":"workshop","badges":null,"places":null}])")},
            {"{}", "title"},
            {R"({"title":" ","text":"x","terms":["paid"],"seats":[{"kind":"speaking"}]})", "title"},
            {R"({"title":"x","text":" ","terms":["paid"],"seats":[{"kind":"speaking"}]})", "text"},
            {R"({"title":)" + text(201) + R"(,"text":"x","terms":["paid"],"seats":[{"kind":"speaking"}]})",
             "title"},
            {R"({"title":"x","text":)" + text(5'001) + R"(,"terms":["paid"],"seats":[{"kind":"speaking"}]})",
             "text"},
            {R"({"title":"x","text":"x","terms":["paid"]})", "seats"},
            {seats("[]"), "seats"},
            {seats(R"("speaking")"), "seats"},
            {seats(R"([{"kind":"speaking"},{}])"), "seats[1].kind"},
            {seats(R"([{"kind":"juggling"}])"), "seats[0].kind"},
            {seats(R"([{"kind":"speaking","places":0}])"), "seats[0].places"},
            {seats(R"([{"kind":"speaking","places":101}])"), "seats[0].places"},
            {seats(R"([{"kind":"speaking","badges":["rust","rust"]}])"), "seats[0].badges"},
            {seats(R"([{"kind":"speaking","title":"x"}])"), "seats[0].title"},
            {seats(list_of(21, R"({"kind":"speaking"})")), "seats"},
            {with(R"("capacity":2)"), "capacity"},
            {with(R"("direction":"looking")"), "direction"},
            {with(R"("note":"x")"), "note"},
        });
}

TEST_CASE("the schemas of edits and renewals are what the endpoints take", "[server][openings][schema]")
{
    scene s;
    auto const openness = s.made_id("/openings", s.openness(R"(,"audience":"instance")"));
    endpoint const at{http::method::patch, "/openings/" + openness, "opening_edit_request"};
    hold(s, at, with_shared(""));
    hold(s, at,
         {
             {"{}"},
             {R"({"note":"x","capacity":3,"badges":["rust"],"exclusions":["bo@a.test"]})"},
             {R"({"note":null,"capacity":null,"badges":null,"ends_at":null})"},
             {"{" + when(s.in_days(179)) + "}"},
             {R"({"ends_at":"soon"})", "ends_at"},
             {R"({"kind":"speaking"})", "kind"},
             {R"({"direction":"offering"})", "direction"},
             {R"({"audience":"everyone"})", "audience"},
             {R"({"in_exchange":"speaking"})", "in_exchange"},
             {R"({"title":"x"})", "title"},
         });
    auto const call = s.made_id(
        "/calls",
        R"({"title":"x","text":"x","terms":["paid"],"audience":"instance","seats":[{"kind":"speaking"}]})");
    endpoint const at_call{http::method::patch, "/calls/" + call, "call_edit_request"};
    hold(s, at_call, with_shared(""));
    hold(s, at_call,
         {
             {R"({"title":"New","text":"*New*","badges":["rust"]})"},
             {R"({"title":null})", "title"},
             {R"({"text":""})", "text"},
             {R"({"seats":[{"kind":"speaking"}]})", "seats"},
             {R"({"ends_at":null})", "ends_at"},
             {R"({"organisation":"firm"})", "organisation"},
         });
    hold(s, {http::method::post, "/calls/" + call + "/renew", "call_renewal_request"},
         {
             {R"({"ends_at":"later"})", "ends_at"},
             {R"({"title":"x"})", "title"},
             {R"({"ends_at":null})"},
         });
}
