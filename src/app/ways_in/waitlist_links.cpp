// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ways_in/waitlist_links.hpp"

#include "core/text.hpp"

namespace federwerk::app {

std::string confirm_token(core::secrets const& secrets, domain::waitlist_entry const& e)
{
    return core::to_base64url(secrets.token_hash("waitlist_confirmation_token", e.id.text()));
}

std::string status_token(core::secrets const& secrets, domain::waitlist_entry const& e)
{
    return core::to_base64url(secrets.token_hash("waitlist_status_token", e.id.text()));
}

std::string admission_token(core::secrets const& secrets, domain::waitlist_entry const& e)
{
    auto const when = e.decided_at ? core::to_rfc3339(*e.decided_at) : std::string();
    return core::to_base64url(secrets.token_hash("waitlist_admission_token", e.id.text() + " " + when));
}

std::string confirm_hash(core::secrets const& secrets, std::string_view token)
{
    return secrets.token_hash("waitlist_confirmation", token);
}

std::string status_hash(core::secrets const& secrets, std::string_view token)
{
    return secrets.token_hash("waitlist_status", token);
}

std::string admission_hash(core::secrets const& secrets, std::string_view token)
{
    return secrets.token_hash("waitlist_admission", token);
}

} // namespace federwerk::app
