// SPDX-License-Identifier: AGPL-3.0-or-later
// The way out of the mail of a day, without signing in: the link in each of them (RFC 8058).
#pragma once

#include "core/secrets.hpp"
#include "db/pool.hpp"
#include "domain/uris.hpp"

#include <string>
#include <string_view>

namespace federwerk::app {

// The same one for a member at any time; nobody can make one without the instance's secret.
std::string end_digests_link(core::secrets const& secrets, domain::uris const& uris,
                             core::snowflake member_id);
// By what the link has behind its last slash. errc::not_found where it is none of ours; again changes
// nothing.
result<> end_digests(db::transaction& tx, core::secrets const& secrets, std::string_view token);

} // namespace federwerk::app
