// SPDX-License-Identifier: AGPL-3.0-or-later
#include "translate/step_words.hpp"

namespace federwerk::translate {

namespace {

struct words {
    std::string_view en, de;
};

words words_for(domain::step what, domain::request const& after)
{
    switch (what) {
    case domain::step::interest:
        return {"That sounds good. Let us talk about the rest here.",
                "Das klingt gut. Lass uns hier über alles Weitere reden."};
    case domain::step::agree:
        return {"Agreed, we do this together. Answer “done” here when it is done.",
                "Abgemacht, wir machen das zusammen. Antworte hier mit „erledigt“, wenn es erledigt ist."};
    case domain::step::done:
        if (after.sender_done_at)
            return {"It is done for me too. Thank you!", "Auch für mich ist es erledigt. Danke!"};
        return {"It is done for me. Answer “done” here when it is for you too.",
                "Für mich ist es erledigt. Antworte hier mit „erledigt“, wenn es das für dich auch ist."};
    case domain::step::end:
        return {"What we agreed on ends here.", "Was wir vereinbart haben, endet hiermit."};
    case domain::step::withdraw:
    case domain::step::not_now:
        break;
    }
    return {};
}

} // namespace

std::string step_words(domain::step what, domain::request const& after,
                       std::optional<std::string> const& language)
{
    auto const said = words_for(what, after);
    return std::string(language && language->starts_with("de") ? said.de : said.en);
}

} // namespace federwerk::translate
