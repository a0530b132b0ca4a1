// SPDX-License-Identifier: AGPL-3.0-or-later
// What is said about credits: by the author on a highlight, by the author to the collaborator, and by the
// collaborator's own server.
#include "federation/vocab/contexts.hpp"
#include "federation/vocab/values.hpp"

namespace federwerk::vocab {

namespace {

constexpr std::size_t most_credits = 32, most_role_bytes = 400, most_digest_bytes = 100;

std::string short_text(json::view value, std::size_t bytes)
{
    auto text = text_of(value);
    return text.size() <= bytes ? text : std::string();
}

} // namespace

std::vector<incoming_credit> read_credits(json::view highlight)
{
    std::vector<incoming_credit> out;
    for (auto const item : own(highlight, "with").as_list()) {
        incoming_credit credit{.actor = id_of(own(item, "actor")),
                               .authorization = id_of(own(item, "authorization")),
                               .role = short_text(own(item, "role"), most_role_bytes)};
        if (credit.actor.empty())
            credit.actor = id_of(item["actor"]);
        if (!credit.actor.empty() && out.size() < most_credits)
            out.push_back(std::move(credit));
    }
    return out;
}

result<incoming_authorization> read_authorization(json::view document)
{
    TRY_VOID(check_document(document));
    incoming_authorization out;
    out.id = text_of(document["id"]);
    out.attributed_to = id_of(document["attributedTo"]);
    out.highlight = id_of(document["interactingObject"]);
    out.author = id_of(own(document, "author"));
    out.role = short_text(own(document, "role"), most_role_bytes);
    out.digest = short_text(own(document, "digest"), most_digest_bytes);
    out.published = time_of(document["published"]);
    bool const whole = text_of(document["type"]) == "CreditAuthorization" && !out.id.empty() &&
                       !out.attributed_to.empty() && !out.highlight.empty() && !out.author.empty() &&
                       !out.digest.empty();
    if (!whole)
        return failure{errc::malformed, "not an authorization of a credit: " + out.id, {}};
    return out;
}

result<incoming_credit_request> read_credit_request(json::view document)
{
    incoming_credit_request out;
    out.role = short_text(document["content"], most_role_bytes);
    out.digest = short_text(own(document, "digest"), most_digest_bytes);
    out.context = optional_id(document["context"]);
    if (out.digest.empty())
        return failure{errc::malformed, "a CreditRequest without a digest", {}};
    return out;
}

} // namespace federwerk::vocab
