// SPDX-License-Identifier: AGPL-3.0-or-later
// A person with an account here, and the rules for handles, e-mail addresses and passwords.
#pragma once

#include "core/result.hpp"
#include "core/snowflake.hpp"
#include "core/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace federwerk::domain {

enum class member_role { member, gatekeeper, moderator, admin };
enum class member_state { active, suspended, deleted };
std::string_view to_string(member_role role);
std::optional<member_role> parse_member_role(std::string_view text);

struct member {
    core::snowflake actor_id;
    std::string email;
    std::optional<std::string> password_hash;
    member_role role = member_role::member;
    member_state state = member_state::active;
    std::string bio; // Markdown
    std::string locale = "en";
    bool shows_follows = false;
    core::time_point created_at;
};

result<std::string>
parse_handle(std::string_view text); // [a-z0-9_]{1,30}, folded; reserved names are refused (T-19)
// The operator may give a member a name of staff, such as admin.
result<std::string> parse_operator_handle(std::string_view text);
result<std::string>
parse_email(std::string_view text);             // A strict ASCII addr-spec, the domain as A-labels (T-74)
result<> check_password(std::string_view text); // 10 … 200 characters, not easily guessed

} // namespace federwerk::domain
