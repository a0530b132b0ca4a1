// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/profiles/edit_profile.hpp"

#include "app/pictures/media_files.hpp"
#include "app/profiles/tell_profile.hpp"
#include "content/html.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/badges.hpp"
#include "db/media.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

constexpr std::size_t most_name = 100, most_bio = 5000;

std::vector<field_error> check(profile_edit const& edit)
{
    std::vector<field_error> found;
    auto const at_most = [&](std::string field, std::string const& text, std::size_t most) {
        if (core::count_characters(text) > most)
            found.push_back({std::move(field), "must have at most " + std::to_string(most) + " characters"});
    };
    at_most("name", edit.name.value_or(""), most_name);
    at_most("bio", edit.bio.value_or(""), most_bio);
    if (edit.locale && *edit.locale != "en" && *edit.locale != "de")
        found.push_back({"locale", "must be en or de"});
    if (edit.digest && *edit.digest != "daily" && *edit.digest != "off")
        found.push_back({"digest", "must be daily or off"});
    check_fields(edit.fields.value_or(std::vector<plain_field>{}), found);
    return found;
}

void apply(profile_edit const& edit, db::profile& p)
{
    auto const take = [](auto const& from, auto& to) {
        if (from)
            to = *from;
    };
    if (edit.name)
        p.actor.name = core::single_line(*edit.name);
    if (edit.fields)
        p.actor.fields = to_profile_fields(*edit.fields);
    take(edit.bio, p.bio);
    take(edit.locale, p.locale);
    take(edit.discoverable, p.actor.discoverable);
    take(edit.indexable, p.actor.indexable);
    take(edit.approves_followers, p.actor.approves_followers);
    take(edit.shows_follows, p.shows_follows);
    take(edit.digest, p.digest);
    p.actor.updated_at = core::now();
}

struct prepared {
    db::profile before, after;
    std::vector<domain::badge> worn;
    core::snowflake activity_id;
};

result<db::profile> find(db::transaction& tx, core::snowflake member_id)
{
    TRY(auto found, db::find_profile(tx, member_id));
    if (!found)
        return failure{errc::not_found, "no member with the id " + member_id.text(), {}};
    return std::move(*found);
}

result<prepared> prepare(db::transaction& tx, core::snowflake member_id, profile_edit const& edit)
{
    TRY(auto before, find(tx, member_id));
    prepared p{before, before, {}, {}};
    apply(edit, p.after);
    TRY(p.worn, db::worn_by(tx, member_id));
    TRY(p.activity_id, db::next_id(tx));
    if (edit.avatar && !*edit.avatar)
        p.after.actor.icon_url.reset();
    if (!edit.avatar || !*edit.avatar)
        return p;
    TRY(auto const picture, db::find_media(tx, **edit.avatar, member_id));
    if (!picture)
        return failure{errc::invalid,
                       "avatar is not the member's",
                       "This profile cannot be saved.",
                       {{"avatar", "must be a picture of your own that no highlight has"}}};
    p.after.actor.icon_url = picture->url;
    return p;
}

result<std::vector<std::string>> store(db::transaction& tx, prepared const& p, profile_edit const& edit,
                                       outbox::letter const& update)
{
    TRY(auto const current, find(tx, p.before.actor.id));
    if (current.actor.updated_at != p.before.actor.updated_at)
        return failure{errc::conflict, "profile edited at the same time",
                       "This profile was changed at the same time."};
    TRY_VOID(db::update_profile(tx, p.after));
    std::vector<std::string> files;
    if (edit.avatar && *edit.avatar) {
        TRY(files, db::take_as_avatar(tx, **edit.avatar, p.before.actor.id));
    }
    TRY_VOID(outbox::enqueue(tx, update, {.followers = true, .actors = {}, .followers_of = {}},
                             p.after.actor.updated_at));
    return files;
}

profile to_profile(db::profile stored, std::vector<domain::badge> worn)
{
    auto fields = to_plain_fields(stored.actor.fields);
    return {std::move(stored), std::move(fields), std::move(worn)};
}

} // namespace

asio::awaitable<result<profile>> read_profile(instance const& in, core::snowflake member_id)
{
    co_return co_await in.db.run([&](db::transaction& tx) -> result<profile> {
        TRY(auto stored, find(tx, member_id));
        TRY(auto worn, db::worn_by(tx, member_id));
        return to_profile(std::move(stored), std::move(worn));
    });
}

asio::awaitable<result<profile>> edit_profile(instance const& in, core::snowflake member_id,
                                              profile_edit edit)
{
    if (auto found = check(edit); !found.empty())
        co_return failure{errc::invalid, "profile refused", "This profile cannot be saved.",
                          std::move(found)};
    CO_TRY(auto p, co_await in.db.run([&](db::transaction& tx) { return prepare(tx, member_id, edit); }));
    if (edit.bio) {
        CO_TRY(p.after.actor.summary, co_await in.workers.run([&]() -> result<std::string> {
            return content::markdown_to_html(*edit.bio);
        }));
    }
    CO_TRY(auto const update, co_await tell_profile(in, p.after.actor, p.worn, p.activity_id));
    CO_TRY(auto const files,
           co_await in.db.run([&](db::transaction& tx) { return store(tx, p, edit, update); }));
    remove_media_files(in.settings, files);
    in.post.nudge();
    co_return to_profile(std::move(p.after), std::move(p.worn));
}

} // namespace federwerk::app
