// SPDX-License-Identifier: AGPL-3.0-or-later
// A request on its way over a common collaborator, who passes it on with a sentence or lets it lapse.
#pragma once

#include "core/result.hpp"
#include "core/snowflake.hpp"
#include "core/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace federwerk::domain {

enum class introduction_state { asked, passed_on, lapsed, withdrawn };
std::string_view to_string(introduction_state state);
std::optional<introduction_state> parse_introduction_state(std::string_view text);

inline constexpr std::chrono::days introduction_lasts{14};
inline constexpr int most_open_introductions = 10; // That one asks for, at once and in one day
inline constexpr std::size_t most_sentence = 300;

struct introduction {
    core::snowflake id;
    std::string uri;   // Of the Invite that asks for it
    std::string offer; // The asker's Offer to the owner, with its proof
    std::string offer_uri, opening_uri;
    core::snowflake asker_id, introducer_id, owner_id;
    std::string message, sentence;
    introduction_state state = introduction_state::asked;
    core::time_point expires_at, created_at;
};

// By the introducer. errc::conflict where it is over or was answered, errc::invalid without a sentence.
result<introduction> pass_on(introduction before, std::string sentence, core::time_point now);
result<introduction> let_lapse(introduction before, core::time_point now);
// By the asker, as long as they see it as asked: whether it was declined plays no part.
result<introduction> withdraw(introduction before, core::time_point now);
// Too late for the asker to hear that it was passed on: what comes of it is withdrawn.
bool is_unwanted(introduction const& i, core::time_point now);

// To the asker it is asked until it is passed on or its time is over: declined and unanswered look alike.
introduction_state shown_to_asker(introduction const& i, core::time_point now);
introduction_state shown_to_introducer(introduction const& i, core::time_point now);

} // namespace federwerk::domain
