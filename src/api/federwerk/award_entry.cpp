// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/award_entry.hpp"

#include "api/access.hpp"
#include "api/federwerk/actor_entry.hpp"
#include "api/federwerk/badges.hpp"
#include "core/url.hpp"
#include "db/badges.hpp"

#include <map>

namespace federwerk::api {

namespace {

void write_award(json::writer& w, domain::uris const& uris, award_row const& row)
{
    auto const& a = row.file.award;
    w.object([&] {
        w.field("id", a.id).field("uri", a.uri).field("state", to_string(a.state));
        w.field("source", to_string(a.source)).key("badge");
        row.badge ? write_badge(w, uris, *row.badge) : void(w.null());
        w.field("name", a.name).field("description", a.description).field("criteria", a.criteria);
        w.field("evidence", a.evidence_uri).field("image_url", a.image_url).key("issuer");
        write_actor(w, row.file.issuer);
        w.key("recipient");
        write_actor(w, row.file.recipient);
        w.field("shown", row.shown).field("issued_at", a.issued_at).field("expires_at", a.expires_at);
        w.field("offered_at", a.offered_at)
            .field("answered_at", a.answered_at)
            .field("revoked_at", a.revoked_at);
    });
}

result<std::map<core::snowflake, domain::badge>> badges_of(db::transaction& tx,
                                                           std::vector<app::award_file> const& files)
{
    std::vector<core::snowflake> ids;
    for (auto const& each : files)
        if (each.award.badge_id)
            ids.push_back(*each.award.badge_id);
    TRY(auto found, db::find_badges(tx, ids));
    std::map<core::snowflake, domain::badge> out;
    for (auto& each : found)
        out.emplace(each.id, std::move(each));
    return out;
}

result<std::vector<award_row>> complete(db::transaction& tx, std::vector<app::award_file> files)
{
    std::vector<core::snowflake> ids;
    for (auto const& each : files)
        ids.push_back(each.award.id);
    TRY(auto const standing, db::awards_that_stand(tx, ids));
    TRY(auto const badges, badges_of(tx, files));
    std::vector<award_row> out;
    for (auto& file : files) {
        auto& row = out.emplace_back(std::move(file));
        row.shown = standing.contains(row.file.award.id);
        if (auto const badge = badges.find(row.file.award.badge_id.value_or(core::snowflake{}));
            badge != badges.end())
            row.badge = badge->second;
    }
    return out;
}

} // namespace

result<award_row> complete(db::transaction& tx, app::award_file file)
{
    TRY(auto rows, complete(tx, std::vector{std::move(file)}));
    return std::move(rows.front());
}

result<award_page> complete(db::transaction& tx, std::vector<domain::award> found, int limit)
{
    award_page out;
    out.next = cut(found, limit);
    TRY(auto files, app::open_awards(tx, std::move(found)));
    TRY(out.rows, complete(tx, std::move(files)));
    return out;
}

result<db::award_filter> award_filter_of(http::request const& request)
{
    TRY(auto const page, page_of(request));
    db::award_filter out{.state = {}, .before = page.cursor, .limit = page.limit + 1};
    if (auto const named = core::query_value(request.query, "state")) {
        out.state = domain::parse_award_state(*named);
        if (!out.state)
            return failure{errc::invalid,
                           "state of awards",
                           "There is no such state.",
                           {{"state", "must be offered, accepted, declined or revoked"}}};
    }
    return out;
}

http::response to_response(unsigned status, domain::uris const& uris, award_row const& row)
{
    json::writer w;
    write_award(w, uris, row);
    return json_response(status, w.take());
}

http::response to_response(domain::uris const& uris, award_page const& page)
{
    json::writer w;
    w.object([&] {
        w.array("items", [&] {
            for (auto const& row : page.rows)
                write_award(w, uris, row);
        });
        w.field("next", page.next);
    });
    return json_response(200, w.take());
}

} // namespace federwerk::api
