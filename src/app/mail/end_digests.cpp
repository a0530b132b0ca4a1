// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/mail/end_digests.hpp"

#include "core/text.hpp"
#include "db/digests.hpp"

namespace federwerk::app {

namespace {

std::string token_of(core::secrets const& secrets, core::snowflake member_id)
{
    return member_id.text() + "-" +
           core::to_base64url(secrets.token_hash("end_digests_token", member_id.text()));
}

} // namespace

std::string end_digests_link(core::secrets const& secrets, domain::uris const& uris,
                             core::snowflake member_id)
{
    return uris.base() + "/digest/off/" + token_of(secrets, member_id);
}

result<> end_digests(db::transaction& tx, core::secrets const& secrets, std::string_view token)
{
    auto const member_id = core::snowflake::parse(token.substr(0, token.find('-')));
    if (!member_id || !core::equal_in_constant_time(token, token_of(secrets, *member_id)))
        return failure{errc::not_found, "no link out of a digest", "This link is not one of ours."};
    return db::turn_digests_off(tx, *member_id);
}

} // namespace federwerk::app
