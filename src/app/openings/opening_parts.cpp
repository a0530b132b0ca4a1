// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/openings/opening_parts.hpp"

#include "app/look_up.hpp"
#include "content/html.hpp"
#include "db/actors.hpp"
#include "db/opening_audience.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

// The first seat is the opening's own: a peer that knows FEP-0837 alone answers it.
std::string seat_uri(domain::opening const& o, domain::seat const& s)
{
    return o.uri + (s.position == 0 ? "#primary" : "#seat-" + std::to_string(s.position));
}

} // namespace

result<> check_room(db::transaction& tx, domain::opening const& o)
{
    TRY(auto const open, db::count_open(tx, o.actor_id, o.form));
    if (open >= most_open_at_once)
        return failure{errc::conflict, "too many open at once",
                       "There are 100 of these open already. Close one first."};
    return {};
}

asio::awaitable<result<std::vector<domain::exclusion>>> look_up_exclusions(instance const& in,
                                                                           std::vector<std::string> named)
{
    std::vector<domain::exclusion> out;
    std::vector<std::string> handles;
    for (auto const& each : named) {
        auto const read = domain::parse_exclusion(each);
        if (read && read->domain == in.uris.authority())
            co_return failure{
                errc::invalid,
                "the instance itself is excluded",
                "This cannot be saved.",
                {{"exclusions", "must not be this instance: leave out single members, or choose "
                                "another audience"}}};
        if (read && !read->domain.empty())
            out.push_back({{}, read->domain});
        else if (read)
            handles.push_back(read->handle);
    }
    CO_TRY(auto const people, co_await look_up_people(in, "exclusions", handles));
    for (auto const& each : people)
        out.push_back({each.id, {}});
    co_return out;
}

asio::awaitable<result<>> render_text(instance const& in, domain::opening& o)
{
    CO_TRY(o.html, co_await in.workers.run(
                       [&]() -> result<std::string> { return content::markdown_to_html(*o.markdown); }));
    o.plain = content::plain_text(o.html);
    co_return result<>{};
}

result<core::snowflake> give_ids(db::transaction& tx, domain::uris const& uris, domain::opening& o,
                                 domain::actor const& owner)
{
    TRY(o.id, db::next_id(tx));
    o.uri = o.form == domain::opening_form::call ? uris.call(o.id) : uris.opening(o.id);
    o.url = uris.opening_page(owner.username, o.id);
    for (auto& each : o.seats)
        each.uri = seat_uri(o, each);
    return db::next_id(tx);
}

} // namespace federwerk::app
