// SPDX-License-Identifier: AGPL-3.0-or-later
#include "held_requests.hpp"

using namespace federwerk;
using namespace federwerk::tests;

TEST_CASE("the schema of a badge is what the endpoint takes", "[server][schema]")
{
    site s;
    auto const alice = s.member("alice");
    hold(
        s, alice, {http::method::post, "/badges", "badge_request"},
        {
            {R"({"name":"Beekeeping"})"},
            {R"({"name":"Weaving","icon":"spool","description":"Cloth","hue":359,"kind":"craft","aliases":["Loom"]})"},
            {R"({"name":"Felting","icon":null,"description":null,"hue":null,"kind":null,"aliases":null})"},
            {"{}", "name"},
            {R"({"name":""})", "name"},
            {R"({"name":" "})", "name"},
            {"{\"name\":" + text(81) + "}", "name"},
            {R"({"name":"Knitting","icon":"A b"})", "icon"},
            {R"({"name":"Knitting","icon":)" + text(61) + "}", "icon"},
            {R"({"name":"Knitting","description":)" + text(1'001) + "}", "description"},
            {R"({"name":"Knitting","hue":360})", "hue"},
            {R"({"name":"Knitting","hue":-1})", "hue"},
            {R"({"name":"Knitting","hue":1.5})", "hue"},
            {R"({"name":"Knitting","kind":"hobby"})", "kind"},
            {R"({"name":"Knitting","aliases":"Purl"})", "aliases"},
            {R"({"name":"Knitting","aliases":[)" + text(81) + "]}", "aliases"},
            {R"({"name":"Knitting","aliases":)" + list_of(11, R"("Purl")") + "}", "aliases"},
            {R"({"name":"Knitting","slug":"knit"})", "slug"},
        });
}

TEST_CASE("the schemas of a profile and of worn badges are what the endpoints take", "[server][schema]")
{
    site s;
    auto const alice = s.member("alice");
    hold(
        s, alice, {http::method::patch, "/profile", "profile_request"},
        {
            {"{}"},
            {R"({"name":"Alice","bio":"*b*","locale":"de","fields":[{"name":"Site","value":"https://x.test/"}]})"},
            {R"({"discoverable":true,"indexable":false,"approves_followers":true,"shows_follows":false})"},
            {R"({"name":null,"bio":null,"locale":null,"fields":null,"avatar":null,"discoverable":null})"},
            {"{\"name\":" + text(101) + "}", "name"},
            {"{\"bio\":" + text(5'001) + "}", "bio"},
            {R"({"locale":"fr"})", "locale"},
            {R"({"fields":{"name":"a","value":"b"}})", "fields"},
            {R"({"fields":[{"name":"a"}]})", "fields"},
            {R"({"fields":["a"]})", "fields"},
            {R"({"fields":[{"name":"a","value":"b","verified":true}]})", "fields"},
            {R"({"fields":[{"name":"a","value":)" + text(501) + "}]}", "fields"},
            {"{\"fields\":" + list_of(9, R"({"name":"a","value":"b"})") + "}", "fields"},
            {R"({"indexable":"yes"})", "indexable"},
            {R"({"avatar":5})", "avatar"},
            {R"({"avatar":"me.png"})", "avatar"},
            {R"({"handle":"al"})", "handle"},
        });
    hold(s, alice, {http::method::put, "/profile/badges", "worn_badges_request"},
         {
             {R"({"badges":["rust","cpp"]})"},
             {R"({"badges":[]})"},
             {"{}", "badges"},
             {R"({"badges":null})", "badges"},
             {R"({"badges":"rust"})", "badges"},
             {R"({"badges":[5]})", "badges"},
             {"{\"badges\":" + list_of(51, R"("rust")") + "}", "badges"},
             {R"({"badges":[],"primary":"rust"})", "primary"},
         });
}

TEST_CASE("the schemas of a picture's description and of a follow are what the endpoints take",
          "[server][schema]")
{
    site s;
    auto const alice = s.member("alice"), bo = s.member("bo");
    s.base.commit([&](db::transaction& tx) {
        tx.exec_params("INSERT INTO media (id, actor_id, url, media_type, alt, width, height, file) "
                       "VALUES (7, $1, 'https://a.test/media/x.webp', 'image/webp', '', 1, 1, 'x.webp')",
                       alice.actor.id.value);
    });
    hold(s, alice, {http::method::patch, "/media/7", "picture_request"},
         {
             {R"({"alt":"A loom"})"},
             {R"({"alt":""})"},
             {"{\"alt\":" + text(1'500) + "}"},
             {"{\"alt\":" + text(1'501) + "}", "alt"},
             {"{}", "alt"},
             {R"({"alt":null})", "alt"},
             {R"({"alt":5})", "alt"},
             {R"({"alt":"a","focus":"0,0"})", "focus"},
         });
    hold(s, alice, {http::method::post, "/follows", "follow_request"},
         {
             {R"({"target":"bo@a.test"})"},
             {R"({"target":"@bo@a.test"})"},
             {R"({"target":"https://a.test/@bo"})"},
             {"{}", "target"},
             {R"({"target":""})", "target"},
             {R"({"target":"  "})", "target"},
             {R"({"target":null})", "target"},
             {R"({"target":["bo@a.test"]})", "target"},
             {"{\"target\":" + text(2'049) + "}", "target"},
             {R"({"target":"bo@a.test","notify":true})", "notify"},
         });
}
