// SPDX-License-Identifier: AGPL-3.0-or-later
// FEP-0837: offers and agreements, by their keys, whatever their context says.
#include "federation/vocab/values.hpp"

namespace federwerk::vocab {

namespace {

constexpr std::size_t most_answers = 3, most_unit_bytes = 200;

std::optional<incoming_commitment> commitment_of(json::view value)
{
    auto const list = value.as_list();
    if (list.empty())
        return std::nullopt;
    auto const said = list.front();
    incoming_commitment out{.satisfies = id_of(flow(said, "satisfies")),
                            .quantity = read_quantity(flow(said, "resourceQuantity"))};
    if (out.satisfies.empty() || out.quantity.unit.size() > most_unit_bytes)
        return std::nullopt;
    return out;
}

} // namespace

std::optional<incoming_agreement> read_agreement(json::view document)
{
    // An example of the FEP misspells it, and was copied (product C.4).
    auto stipulates = commitment_of(flow(document, "stipulates"));
    if (!stipulates)
        stipulates = commitment_of(flow(document, "stiplulates"));
    if (!stipulates)
        return std::nullopt;
    auto reciprocal = commitment_of(flow(document, "stipulatesReciprocal"));
    if (!reciprocal)
        reciprocal = commitment_of(flow(document, "stiplulatesReciprocal"));
    return incoming_agreement{.id = text_of(document["id"]),
                              .stipulates = std::move(*stipulates),
                              .reciprocal = std::move(reciprocal)};
}

result<incoming_offer> read_offer(json::view activity)
{
    TRY_VOID(check_document(activity));
    auto const objects = activity["object"].as_list();
    auto agreement = objects.size() == 1 ? read_agreement(objects.front()) : std::nullopt;
    if (!agreement)
        return failure{errc::malformed, "an Offer of no Agreement", {}};
    incoming_offer out{.agreement = std::move(*agreement), .content = text_of(activity["content"])};
    for (auto const each : own(activity, "answers").as_list())
        if (auto text = text_of(each); !text.empty() && out.answers.size() < most_answers)
            out.answers.push_back(std::move(text));
    out.behalf = optional_id(own(activity, "behalf"));
    return out;
}

} // namespace federwerk::vocab
