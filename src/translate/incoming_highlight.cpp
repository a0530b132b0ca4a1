// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text.hpp"
#include "core/url.hpp"
#include "translate/incoming.hpp"
#include "translate/limits.hpp"

#include <algorithm>

namespace federwerk::translate {

namespace {

using core::split;

// Our own Notes repeat the headline above the text and the badges below it, for those who know neither.
std::string without_frame(std::string html, std::string const& headline)
{
    auto const above = "<p><strong>" + core::escape_html(headline) + "</strong></p>";
    if (html.starts_with(above))
        html.erase(0, above.size());
    auto const below = html.rfind("<p>");
    if (below != std::string::npos && html.find("<p><a href=\"", below) == below) {
        auto const count = [&](std::string_view what) {
            std::size_t found = 0;
            for (auto at = html.find(what, below); at != std::string::npos; at = html.find(what, at + 1))
                ++found;
            return found;
        };
        if (html.ends_with("</span></a></p>") && count("<a ") == count("class=\"mention hashtag\""))
            html.erase(below);
    }
    return html;
}

// The paragraph of links that stands below the text of a highlight of ours. Nothing that a member writes has
// these very attributes.
std::string without_links(std::string html)
{
    constexpr std::string_view mark = "\" rel=\"nofollow noopener\">";
    auto const below = html.rfind("<p><a href=\"");
    if (below == std::string::npos || !html.ends_with("</a></p>"))
        return html;
    auto const first = html.find('"', below + std::string_view("<p><a href=\"").size());
    if (first != std::string::npos && html.compare(first, mark.size(), mark) == 0)
        html.erase(below);
    return html;
}

void translate_text(vocab::incoming_note const& in, domain::highlight& out)
{
    // name is the title of what blogs and forums send, summary the content warning of the rest.
    auto const title = in.headline.value_or(in.name.value_or(in.summary.value_or("")));
    out.headline = cut(core::single_line(title), most_headline_bytes);
    out.html = cut(in.headline ? without_frame(in.content, *in.headline) : in.content, most_html_bytes);
    auto const activity = in.activity.value_or("");
    bool const plain =
        std::ranges::all_of(activity, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    if (plain && activity.size() <= 60)
        out.activity = activity;
    out.language = in.language;
}

void translate_audience(vocab::incoming_note const& in, std::string const& followers_uri,
                        domain::highlight& out)
{
    auto const addressed = [&](std::string const& who) {
        return std::ranges::find(in.to, who) != in.to.end() || std::ranges::find(in.cc, who) != in.cc.end();
    };
    if (vocab::is_public(in.to, in.cc)) {
        out.seen_by = domain::visibility::public_;
        return;
    }
    if (!followers_uri.empty() && addressed(followers_uri)) {
        out.seen_by = domain::visibility::followers;
        return;
    }
    out.seen_by = domain::visibility::named;
    out.audience = in.to;
    out.audience.insert(out.audience.end(), in.cc.begin(), in.cc.end());
}

void translate_times(vocab::incoming_note const& in, core::time_point now, domain::highlight& out)
{
    out.published =
        std::min(in.published.value_or(now), now); // No post is from the future (interop quirk 26)
    if (in.updated && *in.updated > out.published)
        out.edited_at = std::min(*in.updated, now);
    if (!in.happened_from)
        return;
    out.happened = domain::happening{.from = *in.happened_from, .to = {}};
    if (in.happened_to && *in.happened_to > *in.happened_from)
        out.happened->to = in.happened_to;
}

void translate_pictures(vocab::incoming_note const& in, domain::highlight& out)
{
    for (auto const& attachment : in.attachments) {
        bool const picture = attachment.media_type.empty() ? attachment.type == "Image"
                                                           : attachment.media_type.starts_with("image/");
        if (!picture || attachment.url.size() > most_url_bytes || !core::url::parse(attachment.url))
            continue;
        auto blurhash = attachment.blurhash;
        if (blurhash && blurhash->size() > 100)
            blurhash.reset();
        out.pictures.push_back(
            {.id = {},
             .url = attachment.url,
             .media_type = cut(attachment.media_type.empty() ? "image/jpeg" : attachment.media_type, 100),
             .alt = cut(attachment.alt, most_alt_bytes),
             .blurhash = std::move(blurhash),
             .width = attachment.width,
             .height = attachment.height});
    }
}

} // namespace

// BadgeFed's documentation shows one Hashtag "#a#b#c": it is three (interop 2.2).
std::vector<std::string> hashtags_of(vocab::incoming_note const& in)
{
    std::vector<std::string> out;
    for (auto const& tag : in.tags) {
        if (tag.type != "Hashtag")
            continue;
        for (auto const part : split(tag.name, '#')) {
            auto word = core::trim(part);
            if (!word.empty() && word.size() <= 100 && out.size() < most_hashtags &&
                std::ranges::find(out, word) == out.end())
                out.push_back(std::move(word));
        }
    }
    return out;
}

result<remote_highlight> to_highlight(vocab::incoming_note const& in, std::string const& followers_uri,
                                      core::time_point now)
{
    if (in.id.size() > most_url_bytes || !core::url::parse(in.id))
        return failure{errc::malformed, "a Note with the id " + in.id, "The object's id is no address."};
    remote_highlight out;
    out.highlight.uri = in.id;
    out.highlight.local = false;
    translate_text(in, out.highlight);
    translate_audience(in, followers_uri, out.highlight);
    translate_times(in, now, out.highlight);
    out.dated = in.published && *in.published <= now;
    out.credits = in.credits;
    out.credited_html =
        without_links(without_frame(cut(in.content, most_html_bytes), out.highlight.headline));
    translate_pictures(in, out.highlight);
    if (in.url && in.url->size() <= most_url_bytes && core::url::parse(*in.url))
        out.highlight.url = in.url;
    std::ranges::copy_if(in.badges, std::back_inserter(out.badge_uris), [](std::string const& uri) {
        return uri.size() <= most_url_bytes && core::url::parse(uri);
    });
    out.hashtags = hashtags_of(in);
    return out;
}

} // namespace federwerk::translate
