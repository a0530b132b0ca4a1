// SPDX-License-Identifier: AGPL-3.0-or-later
// Direct Notes to somebody here: messages of the thread of a request, or the request itself where somebody
// without Federwerk answers an opening. Anything else of the kind is dropped.
#include "app/requests/receive_reply.hpp"
#include "content/html.hpp"
#include "core/text.hpp"
#include "inbox/verbs/notes.hpp"
#include "inbox/verbs/takers.hpp"

namespace federwerk::inbox::verbs {

namespace {

// "@alice@a.test I can help": whom it is for, every server writes in front.
std::string without_mentions(std::string text)
{
    while (text.starts_with('@')) {
        auto const end = text.find_first_of(" \n\t");
        text = end == std::string::npos ? std::string() : core::trim(text.substr(end));
    }
    return text;
}

// The paragraph that a Federwerk puts in front, and nothing but that.
std::string_view without_address(std::string_view html)
{
    constexpr std::string_view begin = "<p><a href=\"", end = "</span></a></p>";
    if (!html.starts_with(begin))
        return html;
    auto const link = html.substr(begin.size(), html.find('>', begin.size()) - begin.size());
    auto const paragraph = html.find("</p>");
    auto const at = html.find(end);
    bool const alone = link.find("mention") != std::string_view::npos && at != std::string_view::npos &&
                       at + end.size() == paragraph + std::string_view("</p>").size();
    return alone ? html.substr(at + end.size()) : html;
}

app::incoming_words words_of(context const& c, vocab::incoming_note const& note)
{
    auto const& object = *c.activity.object;
    auto const thread = object.embedded["context"].text();
    auto html = content::sanitise(without_address(note.content));
    auto plain = without_mentions(content::plain_text(html));
    return {.uri = note.id,
            .by = c.known.actor,
            .addressed = addressees(c.activity, object.embedded),
            .in_reply_to = note.in_reply_to.value_or(""),
            .context = thread ? std::optional(std::string(*thread)) : std::nullopt,
            .html = std::move(html),
            .plain = std::move(plain)};
}

} // namespace

result<outcome> answer_collaboration(db::transaction& tx, context const& c, vocab::incoming_note const& note)
{
    auto const words = words_of(c, note);
    TRY(bool const message, app::receive_words(tx, c.uris, words, c.now));
    if (message)
        return outcome("done");
    TRY(auto const done, app::receive_reply(tx, c.uris, words, c.now));
    return outcome_of(done);
}

result<bool> delete_words(db::transaction& tx, context const& c)
{
    return app::receive_words_deletion(tx, {c.uris, c.known.actor, c.now}, c.activity.object->id);
}

} // namespace federwerk::inbox::verbs
