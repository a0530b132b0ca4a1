// SPDX-License-Identifier: AGPL-3.0-or-later
// A request answers one seat of an opening. The states, and who may bring about which.
#pragma once

#include "core/result.hpp"
#include "core/snowflake.hpp"
#include "core/time.hpp"
#include "domain/opening.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::domain {

enum class request_state { sent, interested, agreed, done, credited, withdrawn, not_now, expired, ended };
std::string_view to_string(request_state state);
std::optional<request_state> parse_request_state(std::string_view text);

enum class spoken { offer, note }; // note: a mentions-only reply from Mastodon and the like

inline constexpr std::chrono::days request_lasts{21};

struct request {
    core::snowflake id;
    std::string uri; // Of the Offer, or of the Note
    std::optional<core::snowflake> opening_id;
    std::string opening_uri;
    int position = 0;
    std::string kind;
    core::snowflake sender_id, receiver_id; // receiver: the opening's owner, which may be an organisation
    std::optional<core::snowflake> behalf_id;
    domain::spoken spoken = domain::spoken::offer;
    std::string message;
    std::vector<std::string> answers;
    std::string unit = "one"; // In which the Offer counts, as it was written there
    request_state state = request_state::sent;
    std::optional<std::string> agreement_uri;
    std::optional<core::time_point> interested_at, agreed_at, sender_done_at, receiver_done_at, closed_at;
    core::time_point expires_at, created_at;
    std::optional<core::snowflake> introducer_id;
    std::string introduction;
    std::optional<std::string> highlight_uri;
    std::optional<core::time_point> thread_removed_at;
};

enum class party { sender, receiver };

// What a party does, and the state that follows; errc::conflict where the state does not allow it,
// errc::forbidden where this party may not. "done" becomes done when both have said it. Interest gives both
// another 21 days to come to an agreement.
enum class step { withdraw, interest, not_now, agree, done, end };
std::string_view to_string(step what);
result<request> take(request before, step what, party who, core::time_point now);
// By the clock: sent, not_now and interested ones expire. Absent: nothing happens yet.
std::optional<request> expire(request const& before, core::time_point now);
// The answer of a server elsewhere may come later than our clock ends the request, as long as letters are on
// their way: theirs decides. Gives the request as it was before it expired; any other one as it is.
inline constexpr std::chrono::days late_answer{7};
request before_expiry(request r, core::time_point now);

// What a party is shown. Not now and silence look alike to the sender, to the byte, at every moment: what the
// sender does not know is not in it, and what the clock ends has ended at that very moment.
request shown(party who, request r, core::time_point now);

// The private thread opens with interest. Both read it until one removes it, and write while there is
// something to talk about.
bool has_thread(request const& r);
bool may_write_in_thread(request const& r, core::time_point now);
// A message that begins with "done": the step, of those whose server has no letter for it.
bool says_done(std::string_view plain_text);

struct request_draft {
    core::snowflake opening_id;
    int position = 0;
    std::string message;
    std::vector<std::string> answers;
    std::optional<std::string> behalf;     // Handle of an organisation here
    std::optional<std::string> introducer; // Handle: pass it on through them
};
inline constexpr std::size_t most_request_message = 600, most_request_answer = 600;
// The opening is open, not full, not the sender's own; the message and one answer to each question are there.
// errc::conflict: the opening takes no requests; errc::invalid names the fields.
result<request> make_request(request_draft const& draft, opening const& o, actor const& sender,
                             core::time_point now);
// The same for one from elsewhere: other servers need not know of messages and questions.
result<request> make_incoming_request(request_draft const& draft, opening const& o, actor const& sender,
                                      core::time_point now);

// Strangers a day: 20 at first, for a member and for an instance elsewhere. An instance has many people: each
// of its requests that somebody here was interested in makes room for more, up to 220. A high share of
// declines among the last ones lowers it.
inline constexpr int strangers_at_first = 20, strangers_by_welcome = 4;
struct request_history {
    bool of_host = false;
    int strangers_today = 0;        // Receivers that the sender never agreed with
    int answered = 0, declined = 0; // Of the last 50 that came to an end; declined: expired, never before
};
int strangers_a_day(request_history const& h);
// Of the sender with this receiver: whoever agreed once is no stranger, nor is who was asked today, but then
// not again and again.
inline constexpr int most_to_one_a_day = 5;
struct acquaintance {
    bool agreed = false;
    int asked_today = 0;
};
result<> check_may_request(request_history const& h, acquaintance const& with); // errc::throttled

} // namespace federwerk::domain
