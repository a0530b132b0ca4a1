// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/request_body.hpp"

#include "api/body.hpp"
#include "json/reader.hpp"

namespace federwerk::api {

result<domain::request_draft> request_draft_of(http::request const& request, way to_the_owner)
{
    TRY(auto const body, parse_body(request));
    json::reader in(body.root());
    domain::request_draft draft;
    auto const id = core::snowflake::parse(in.text("opening", 16, 1));
    draft.position = static_cast<int>(in.optional_integer("seat", 0, 100).value_or(0));
    draft.message = in.text("message", domain::most_request_message, 1);
    draft.answers = in.optional_texts("answers", 3, domain::most_request_answer).value_or(draft.answers);
    draft.behalf = in.optional_text("behalf", 320);
    if (to_the_owner == way::over_somebody)
        draft.introducer = in.text("introducer", 320, 1);
    draft.introducer ? in.allow_only({"opening", "seat", "message", "answers", "behalf", "introducer"})
                     : in.allow_only({"opening", "seat", "message", "answers", "behalf"});
    if (!id)
        in.refuse("opening", "must be the id of an opening");
    if (auto refused = in.refusal())
        return *refused;
    draft.opening_id = *id;
    return draft;
}

} // namespace federwerk::api
