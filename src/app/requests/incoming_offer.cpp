// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/requests/incoming_offer.hpp"

#include "content/html.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "federation/trust/trust.hpp"

namespace federwerk::app {

namespace {

// "one", with whatever namespace its context gives it.
bool counts_in_ones(std::string_view unit)
{
    auto const last = unit.find_last_of("/#:");
    return core::lower_ascii(unit.substr(last == std::string_view::npos ? 0 : last + 1)) == "one";
}

// Quantities must be equal, since our openings are not unit based; left out it is any amount.
bool is_one(vocab::incoming_quantity const& q)
{
    if (!counts_in_ones(q.unit))
        return false;
    if (!q.value)
        return true;
    return q.value->starts_with('1') &&
           (q.value->size() == 1 ||
            ((*q.value)[1] == '.' && q.value->find_first_not_of('0', 2) == std::string::npos));
}

} // namespace

incoming_request to_request(vocab::incoming_offer const& offer, std::string uri, domain::actor const& sender)
{
    auto const& promised = offer.agreement.stipulates;
    incoming_request out{.uri = std::move(uri), .sender = sender, .seat_uri = promised.satisfies};
    out.message =
        core::first_characters(core::trim(content::plain_text(offer.content)), domain::most_request_message);
    for (auto const& each : offer.answers)
        out.answers.push_back(core::first_characters(core::trim(each), domain::most_request_answer));
    out.unit = promised.quantity.unit;
    out.is_one = is_one(promised.quantity);
    out.gives_back = offer.agreement.reciprocal.has_value();
    return out;
}

std::optional<std::string> behalf_of(vocab::incoming_offer const& offer, std::string const& sender_uri)
{
    return offer.behalf && trust::same_origin(*offer.behalf, sender_uri) ? offer.behalf : std::nullopt;
}

result<std::optional<core::snowflake>> find_behalf(db::transaction& tx, vocab::incoming_offer const& offer,
                                                   std::string const& sender_uri)
{
    auto const uri = behalf_of(offer, sender_uri);
    if (!uri)
        return std::nullopt;
    TRY(auto const found, db::find_actor_by_uri(tx, *uri));
    return found && found->kind == domain::actor_kind::organization ? std::optional(found->id) : std::nullopt;
}

} // namespace federwerk::app
