// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/member.hpp"

#include "core/text.hpp"
#include "core/url.hpp"

#include <algorithm>
#include <array>
#include <zxcvbn.h>

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

// What zxcvbn's lists of leaked passwords and words lack and guessers here try first.
constexpr std::array<char const*, 5> words_of_ours{"federwerk", "schalke04", "q1w2e3r4t5y6",
                                                   "correcthorsebatterystaple", nullptr};
constexpr double bits_of_a_hundred_million = 26.5; // Guesses; zxcvbn's own scale calls more of them safe
constexpr std::size_t most_weighed = 64; // Its work grows with the square; who has that much needs no more

// NIST SP 800-63B 5.1.1.2: no rules of composition, but nothing that is known to be guessed.
bool is_guessed_first(std::string_view password)
{
    auto const weighed = core::lower_ascii(password.substr(0, most_weighed));
    auto words = words_of_ours; // The library does not take them as constant
    return ZxcvbnMatch(weighed.c_str(), words.data(), nullptr) < bits_of_a_hundred_million;
}

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
    if (is_guessed_first(text))
        return invalid("password", "This password is one of those that are guessed first.");
    return {};
}

} // namespace federwerk::domain
