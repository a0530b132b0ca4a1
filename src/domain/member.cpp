// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/member.hpp"

#include "core/text.hpp"
#include "core/url.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace federwerk::domain {

namespace {

using namespace std::string_view_literals;

constexpr std::array role_names{"member"sv, "gatekeeper"sv, "moderator"sv, "admin"sv};

// Names that would pass for the instance or its staff, or that stand for a path of ours.
constexpr std::array reserved_handles{
    "abuse"sv,        "account"sv,
    "accounts"sv,     "activity"sv,
    "actor"sv,        "actors"sv,
    "admin"sv,        "admins"sv,
    "ap"sv,           "api"sv,
    "assets"sv,       "auth"sv,
    "all"sv,          "anonymous"sv,
    "about"sv,        "administrator"sv,
    "badge"sv,        "badges"sv,
    "billing"sv,      "bot"sv,
    "call"sv,         "calls"sv,
    "contact"sv,      "everybody"sv,
    "everyone"sv,     "explore"sv,
    "federwerk"sv,    "followers"sv,
    "following"sv,    "gatekeeper"sv,
    "health"sv,       "help"sv,
    "here"sv,         "highlight"sv,
    "highlights"sv,   "home"sv,
    "host"sv,         "hostmaster"sv,
    "imprint"sv,      "inbox"sv,
    "info"sv,         "instance"sv,
    "invitation"sv,   "invitations"sv,
    "join"sv,         "legal"sv,
    "login"sv,        "logout"sv,
    "mail"sv,         "mailer_daemon"sv,
    "me"sv,           "media"sv,
    "metrics"sv,      "mod"sv,
    "moderator"sv,    "moderators"sv,
    "multiverse"sv,   "nobody"sv,
    "no_reply"sv,     "nodeinfo"sv,
    "noreply"sv,      "ns"sv,
    "null"sv,         "oauth"sv,
    "official"sv,     "opening"sv,
    "openings"sv,     "operator"sv,
    "outbox"sv,       "owner"sv,
    "postmaster"sv,   "privacy"sv,
    "public"sv,       "register"sv,
    "root"sv,         "search"sv,
    "security"sv,     "self"sv,
    "service"sv,      "settings"sv,
    "shared_inbox"sv, "signin"sv,
    "signup"sv,       "sign_in"sv,
    "sign_up"sv,      "staff"sv,
    "static"sv,       "station"sv,
    "status"sv,       "support"sv,
    "sysadmin"sv,     "system"sv,
    "team"sv,         "terms"sv,
    "undefined"sv,    "waitlist"sv,
    "webmaster"sv,    "well_known"sv,
    "www"sv,
};

// Of those with ten characters or more, the ones that every list of leaked passwords begins with.
constexpr std::array common_passwords{
    "1234567890"sv,       "12345678910"sv,      "123456789a"sv,
    "0123456789"sv,       "0987654321"sv,       "9876543210"sv,
    "1q2w3e4r5t"sv,       "1q2w3e4r5t6y"sv,     "1qaz2wsx3edc"sv,
    "qwertyuiop"sv,       "qwertzuiop"sv,       "qwerty12345"sv,
    "qwerty123456"sv,     "qwerty1234"sv,       "qwertyuiop123"sv,
    "asdfghjkl1"sv,       "asdfghjkl;"sv,       "zxcvbnm123"sv,
    "password12"sv,       "password123"sv,      "password1234"sv,
    "password12345"sv,    "passwort123"sv,      "passwort1234"sv,
    "mypassword"sv,       "password01"sv,       "passw0rd123"sv,
    "p@ssw0rd123"sv,      "p@ssword123"sv,      "iloveyou12"sv,
    "iloveyou123"sv,      "letmein123"sv,       "letmein1234"sv,
    "welcome123"sv,       "welcome1234"sv,      "changeme123"sv,
    "administrator"sv,    "admin12345"sv,       "admin123456"sv,
    "abcdefghij"sv,       "abcdefghijk"sv,      "abc1234567"sv,
    "abcd123456"sv,       "abcd1234567"sv,      "a123456789"sv,
    "aa12345678"sv,       "sunshine123"sv,      "football123"sv,
    "princess123"sv,      "monkey12345"sv,      "dragon12345"sv,
    "superman123"sv,      "liverpool1"sv,       "basketball"sv,
    "michelle123"sv,      "schalke04schalke"sv, "hallo12345"sv,
    "hallo123456"sv,      "fussball123"sv,      "testtest123"sv,
    "test123456"sv,       "test1234567"sv,      "qazwsxedcr"sv,
    "1234qwerasdf"sv,     "q1w2e3r4t5"sv,       "q1w2e3r4t5y6"sv,
    "federwerk1"sv,       "federwerk123"sv,     "correcthorsebatterystaple"sv,
    "trustno1trustno1"sv,
};

bool is_alphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

failure invalid(std::string field, std::string message)
{
    return {errc::invalid, field + ": " + message, message, {{field, message}}};
}

bool is_local_part(std::string_view text)
{
    if (text.empty() || text.size() > 64 || !is_alphanumeric(text.front()) || text.ends_with('.') ||
        text.find("..") != std::string_view::npos)
        return false;
    // No quotes, comments, routes (% and !) or backslashes: what a relay could read in another way (T-74).
    return std::ranges::all_of(
        text, [](char c) { return is_alphanumeric(c) || "._+-='&~"sv.find(c) != std::string_view::npos; });
}

bool is_mail_domain(std::string_view host)
{
    auto const dot = host.rfind('.');
    if (dot == std::string_view::npos || host.find_first_of(":[]") != std::string_view::npos)
        return false;
    auto const last = host.substr(dot + 1); // An address literal ends in digits; no top-level domain does.
    return !std::ranges::all_of(last, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::string_view to_string(member_role role)
{
    return role_names.at(static_cast<std::size_t>(role));
}

std::optional<member_role> parse_member_role(std::string_view text)
{
    auto const found = std::ranges::find(role_names, text);
    if (found == role_names.end())
        return std::nullopt;
    return static_cast<member_role>(found - role_names.begin());
}

result<std::string> parse_operator_handle(std::string_view text)
{
    auto handle = core::lower_ascii(core::trim(text));
    if (handle.starts_with('@'))
        handle.erase(0, 1);
    bool const shaped = !handle.empty() && handle.size() <= 30 && std::ranges::all_of(handle, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (!shaped)
        return invalid("handle", "A handle is 1 to 30 of the characters a-z, 0-9 and _.");
    // The instance's own actors have these names.
    if (handle == "instance" || handle == "station" || handle == "actor")
        return invalid("handle", "This handle is reserved.");
    return handle;
}

result<std::string> parse_handle(std::string_view text)
{
    TRY(auto handle, parse_operator_handle(text));
    if (std::ranges::find(reserved_handles, handle) != reserved_handles.end())
        return invalid("handle", "This handle is reserved.");
    return handle;
}

result<std::string> parse_email(std::string_view text)
{
    auto const refused = [] { return invalid("email", "This is not an e-mail address that we can use."); };
    auto const trimmed = core::trim(text);
    auto const at = trimmed.find('@');
    if (at == std::string::npos || trimmed.size() > 254 ||
        !is_local_part(std::string_view(trimmed).substr(0, at)))
        return refused();
    auto const host = core::normalise_host(std::string_view(trimmed).substr(at + 1));
    if (!host || !is_mail_domain(*host))
        return refused();
    auto address = trimmed.substr(0, at + 1) + *host;
    if (address.size() > 254)
        return refused();
    return address;
}

result<> check_password(std::string_view text)
{
    if (!core::is_valid_utf8(text))
        return invalid("password", "The password must be text.");
    auto const length = core::count_characters(text);
    if (length < 10 || length > 200)
        return invalid("password", "A password has 10 to 200 characters.");
    auto const folded = core::lower_ascii(text);
    if (std::set<char>(folded.begin(), folded.end()).size() < 4 ||
        std::ranges::find(common_passwords, folded) != common_passwords.end())
        return invalid("password", "This password is one of those that are guessed first.");
    return {};
}

} // namespace federwerk::domain
