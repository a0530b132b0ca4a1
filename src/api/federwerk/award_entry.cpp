// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/award_entry.hpp"

#include "api/access.hpp"
#include "api/federwerk/actor_entry.hpp"
#include "api/federwerk/badges.hpp"
#include "core/url.hpp"
#include "db/badges.hpp"

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

} // namespace

result<award_row> complete(db::transaction& tx, app::award_file file)
{
    award_row out{std::move(file), {}, false};
    if (out.file.award.badge_id) {
        TRY(out.badge, db::find_badge(tx, *out.file.award.badge_id));
    }
    TRY(out.shown, db::award_stands(tx, out.file.award.id));
    return out;
}

result<award_page> complete(db::transaction& tx, std::vector<domain::award> found, int limit)
{
    award_page out;
    out.next = cut(found, limit);
    for (auto& each : found) {
        TRY(auto file, app::open_award(tx, std::move(each)));
        TRY(auto row, complete(tx, std::move(file)));
        out.rows.push_back(std::move(row));
    }
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
