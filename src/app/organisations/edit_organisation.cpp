// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/organisations/edit_organisation.hpp"

#include "app/pictures/media_files.hpp"
#include "app/profiles/tell_profile.hpp"
#include "content/html.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/media.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

struct prepared {
    organisation_file before;
    domain::actor after;
    core::snowflake activity_id;
};

result<> check(organisation_edit const& edit)
{
    std::vector<field_error> found;
    auto const at_most = [&](std::string field, std::optional<std::string> const& text, std::size_t most) {
        if (core::count_characters(text.value_or("")) > most)
            found.push_back({std::move(field), "must have at most " + std::to_string(most) + " characters"});
    };
    at_most("name", edit.name, most_organisation_name);
    at_most("about", edit.about, most_organisation_about);
    if (edit.name && core::single_line(*edit.name).empty())
        found.push_back({"name", "must not be empty"});
    check_fields(edit.fields.value_or(std::vector<plain_field>{}), found);
    if (found.empty())
        return {};
    return failure{errc::invalid, "organisation refused", "This organisation cannot be saved.",
                   std::move(found)};
}

failure no_picture()
{
    return {errc::invalid,
            "icon is not the member's",
            "This organisation cannot be saved.",
            {{"icon", "must be a picture of your own that nothing shows yet"}}};
}

result<prepared> prepare(db::transaction& tx, domain::uris const& uris, core::snowflake member_id,
                         std::string const& name, organisation_edit const& edit)
{
    prepared p;
    TRY(p.before, open_organisation_to(tx, uris, name, member_id, domain::organisation_act::edit_profile));
    p.after = p.before.actor;
    if (edit.name)
        p.after.name = core::single_line(*edit.name);
    if (edit.about)
        p.after.summary = about_html(*edit.about);
    if (edit.fields)
        p.after.fields = to_profile_fields(*edit.fields);
    if (edit.icon)
        p.after.icon_url.reset();
    if (edit.icon && *edit.icon) {
        TRY(auto const picture, db::find_media(tx, **edit.icon, member_id));
        if (!picture)
            return no_picture();
        p.after.icon_url = picture->url;
    }
    p.after.updated_at = core::now();
    TRY(p.activity_id, db::next_id(tx));
    return p;
}

// The files of the picture that it had before.
result<std::vector<std::string>> store_icon(db::transaction& tx, core::snowflake id,
                                            core::snowflake member_id, organisation_edit const& edit)
{
    if (!edit.icon)
        return std::vector<std::string>{};
    if (!*edit.icon)
        return db::delete_avatars(tx, id);
    TRY(bool const given, db::hand_over_media(tx, **edit.icon, member_id, id));
    if (!given)
        return no_picture();
    return db::take_as_avatar(tx, **edit.icon, id);
}

result<std::vector<std::string>> store(db::transaction& tx, prepared const& p, core::snowflake member_id,
                                       organisation_edit const& edit, outbox::letter const& update)
{
    TRY(auto const locked, db::lock_organisation(tx, p.after.id));
    TRY(auto const current, db::find_actor(tx, p.after.id));
    if (!locked || !current || current->updated_at != p.before.actor.updated_at)
        return failure{errc::conflict, "organisation edited at the same time",
                       "This organisation was changed at the same time."};
    TRY_VOID(db::update_actor_profile(tx, p.after));
    TRY(auto files, store_icon(tx, p.after.id, member_id, edit));
    // While nobody may know of it, there is nothing to say.
    if (p.after.verified)
        TRY_VOID(outbox::enqueue(tx, update, {.followers = true, .actors = {}, .followers_of = {}},
                                 p.after.updated_at));
    return files;
}

} // namespace

std::string about_html(std::string const& about)
{
    std::string out;
    for (auto const line : core::split(about, '\n'))
        if (auto const text = core::trim(line); !text.empty())
            out += "<p>" + core::escape_html(text) + "</p>";
    return out;
}

std::string plain_about(domain::actor const& organisation)
{
    return content::plain_text(organisation.summary);
}

asio::awaitable<result<organisation_file>> edit_organisation(instance const& in, domain::actor member,
                                                             std::string name, organisation_edit edit)
{
    CO_TRY_VOID(check(edit));
    auto const read = [&](db::transaction& tx) { return prepare(tx, in.uris, member.id, name, edit); };
    CO_TRY(auto p, co_await in.db.run(read));
    CO_TRY(auto const update, co_await tell_profile(in, p.after, {}, p.activity_id));
    auto const write = [&](db::transaction& tx) { return store(tx, p, member.id, edit, update); };
    CO_TRY(auto const files, co_await in.db.run(write));
    remove_media_files(in.settings, files);
    in.post.nudge();
    p.before.actor = std::move(p.after);
    co_return std::move(p.before);
}

} // namespace federwerk::app
