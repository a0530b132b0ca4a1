// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/highlight.hpp"

#include "core/later_than.hpp"
#include "core/text.hpp"
#include "core/url.hpp"
#include "domain/language_tag.hpp"

#include <algorithm>
#include <set>

namespace federwerk::domain {

namespace {

using errors = std::vector<field_error>;

constexpr std::size_t most_headline = 300, most_markdown = 20'000, most_activity = 60, most_links = 16,
                      most_badges = 12, most_collaborators = 32, most_pictures = 16, most_audience = 100,
                      most_link_title = 300;

// "Spoke at" is the word spoke_at, as peers read it.
std::string to_activity(std::string_view text)
{
    auto word = core::lower_ascii(core::single_line(text));
    std::ranges::replace(word, ' ', '_');
    return word;
}

bool is_activity(std::string_view word)
{
    return word.size() <= most_activity &&
           std::ranges::all_of(word, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

void check_length(errors& found, std::string field, std::string_view text, std::size_t most)
{
    if (core::count_characters(text) > most)
        found.push_back({std::move(field), "must have at most " + std::to_string(most) + " characters"});
}

template <class List>
void check_count(errors& found, std::string field, List const& list, std::size_t most)
{
    if (list.size() > most)
        found.push_back({std::move(field), "must be at most " + std::to_string(most)});
}

template <class T>
void check_distinct(errors& found, std::string field, std::vector<T> const& list)
{
    if (std::set<T>(list.begin(), list.end()).size() != list.size())
        found.push_back({std::move(field), "must not name anything twice"});
}

// Somewhere on Earth it is already tomorrow.
void check_happened(errors& found, std::optional<happening> const& when, core::time_point now)
{
    if (!when)
        return;
    auto const from = std::chrono::sys_days(when->from);
    auto const to = when->to ? std::chrono::sys_days(*when->to) : from;
    if (!when->from.ok() || (when->to && !when->to->ok()) || int(when->from.year()) < 1900)
        found.push_back({"happened", "must be days of the calendar since 1900"});
    else if (to < from)
        found.push_back({"happened.to", "must not be before happened.from"});
    else if (from > now + std::chrono::days(1))
        found.push_back({"happened.from", "must not be in the future"});
}

void check_links(errors& found, std::vector<link> const& links)
{
    check_count(found, "links", links, most_links);
    for (auto const& each : links) {
        if (!core::url::parse(each.url))
            found.push_back(
                {"links", "must be http or https addresses: " + core::first_characters(each.url, 100)});
        check_length(found, "links", each.title, most_link_title);
    }
}

bool is_long_ago(std::optional<happening> const& when, core::time_point now)
{
    return when && std::chrono::sys_days(when->to.value_or(when->from)) < now - quiet_after;
}

void check_text(errors& found, highlight const& h)
{
    if (h.headline.empty())
        found.push_back({"headline", "must not be empty"});
    check_length(found, "headline", h.headline, most_headline);
    check_length(found, "markdown", h.markdown.value_or(""), most_markdown);
    if (!is_activity(h.activity))
        found.push_back(
            {"activity", "must be one or a few words of the letters a to z, such as shipped or spoke_at"});
    if (h.language && !is_language_tag(*h.language))
        found.push_back({"language", "must be a language tag such as en or de-AT"});
    check_links(found, h.links);
}

std::vector<collaborator> read_collaborators(errors& found, std::vector<std::string> const& handles)
{
    std::vector<collaborator> named;
    for (auto const& handle : handles) {
        auto plain = core::lower_ascii(handle.starts_with("@") ? handle.substr(1) : handle);
        auto const at = plain.find('@');
        if (at == 0 || at == std::string::npos || plain.size() > 320 ||
            !core::normalise_authority(plain.substr(at + 1)))
            found.push_back({"collaborators", "must be handles such as bo@b.test"});
        else if (std::ranges::find(named, plain, &collaborator::handle) == named.end())
            named.push_back({std::move(plain), {}, {}});
    }
    check_count(found, "collaborators", named, most_collaborators);
    return named;
}

// Who has confirmed stays confirmed when the list is written again.
void keep_confirmations(std::vector<collaborator>& after, std::vector<collaborator> const& before)
{
    for (auto& each : after)
        if (auto const known = std::ranges::find(before, each.handle, &collaborator::handle);
            known != before.end())
            each = *known;
}

result<highlight> finish(highlight h, errors found)
{
    if (!found.empty())
        return failure{errc::invalid, "highlight refused", "This highlight cannot be saved.",
                       std::move(found)};
    return h;
}

} // namespace

result<highlight> make_highlight(highlight_draft const& draft, actor const& author, core::time_point now)
{
    errors found;
    highlight h;
    h.actor_id = author.id;
    h.headline = core::single_line(draft.headline);
    h.markdown = draft.markdown;
    h.activity = to_activity(draft.activity);
    h.language = draft.language;
    h.seen_by = draft.seen_by;
    h.happened = draft.happened;
    h.quiet = draft.quiet.value_or(is_long_ago(draft.happened, now));
    h.published = now;
    h.links = draft.links;
    h.collaborators = read_collaborators(found, draft.collaborators);
    check_text(found, h);
    check_happened(found, h.happened, now);
    check_count(found, "badges", draft.badges, most_badges);
    check_distinct(found, "badges", draft.badges);
    check_count(found, "media", draft.media, most_pictures);
    check_distinct(found, "media", draft.media);
    check_count(found, "audience", draft.audience, most_audience);
    if (!draft.audience.empty() && draft.seen_by != visibility::named)
        found.push_back({"audience", "goes with the visibility \"named\" only"});
    return finish(std::move(h), std::move(found));
}

core::time_point after_last_edit(highlight const& h, core::time_point now)
{
    return core::later_than(h.edited_at.value_or(h.published), now);
}

bool same_content(highlight const& one, highlight const& other)
{
    auto const same_picture = [](picture const& a, picture const& b) {
        return a.url == b.url && a.alt == b.alt;
    };
    return one.headline == other.headline && one.html == other.html &&
           std::ranges::equal(one.pictures, other.pictures, same_picture);
}

result<highlight> edit_highlight(highlight before, highlight_edit const& edit, core::time_point now)
{
    errors found;
    auto h = std::move(before);
    if (edit.headline)
        h.headline = core::single_line(*edit.headline);
    if (edit.markdown)
        h.markdown = *edit.markdown;
    if (edit.activity)
        h.activity = to_activity(*edit.activity);
    h.language = edit.language.value_or(h.language);
    h.happened = edit.happened.value_or(h.happened);
    h.links = edit.links.value_or(h.links);
    h.edited_at = after_last_edit(h, now);
    if (edit.collaborators) {
        auto named = read_collaborators(found, *edit.collaborators);
        keep_confirmations(named, h.collaborators);
        h.collaborators = std::move(named);
    }
    check_text(found, h);
    check_happened(found, h.happened, now);
    auto const badges = edit.badges.value_or(std::vector<std::string>{});
    auto const media = edit.media.value_or(std::vector<core::snowflake>{});
    check_count(found, "badges", badges, most_badges);
    check_distinct(found, "badges", badges);
    check_count(found, "media", media, most_pictures);
    check_distinct(found, "media", media);
    return finish(std::move(h), std::move(found));
}

} // namespace federwerk::domain
