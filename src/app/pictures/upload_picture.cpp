// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pictures/upload_picture.hpp"

#include "app/pictures/media_files.hpp"
#include "app/pictures/picture_worker.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/media.hpp"
#include "db/throttles.hpp"

#include <filesystem>

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

result<> check_alt(std::string const& alt)
{
    if (core::count_characters(alt) > most_alt_characters)
        return failure{errc::invalid,
                       "alt too long",
                       "This picture cannot be saved.",
                       {{"alt", "must have at most 1500 characters"}}};
    return {};
}

result<> count(db::transaction& tx, core::snowflake owner)
{
    db::throttle_rule const rule{"picture.uploaded:" + owner.text(), most_uploads_an_hour,
                                 std::chrono::hours(1)};
    TRY(bool const allowed, db::take_from_throttle(tx, rule, core::now()));
    if (!allowed)
        return failure{errc::throttled, "too many uploads", "You have uploaded many pictures; go on later."};
    return {};
}

struct stored {
    picture_result picture;
    std::string file;
};

// Decoding takes up to 30 s and writing waits for the disk: neither on a reactor. This program is its own
// picture worker.
result<stored> decode_and_write(core::settings const& settings, std::string_view bytes)
{
    std::error_code error;
    auto const program = std::filesystem::read_symlink("/proc/self/exe", error);
    TRY(auto picture, process_picture(program, bytes));
    auto file = random_media_name();
    TRY_VOID(write_media_file(settings, file, picture.webp));
    picture.webp.clear();
    return stored{std::move(picture), std::move(file)};
}

result<domain::picture> insert(db::transaction& tx, domain::uris const& uris, core::snowflake owner,
                               stored const& s, std::string const& alt)
{
    domain::picture p;
    TRY(p.id, db::next_id(tx));
    p.url = uris.media_file(s.file);
    p.media_type = "image/webp";
    p.alt = alt;
    if (!s.picture.blurhash.empty())
        p.blurhash = s.picture.blurhash;
    p.width = s.picture.width;
    p.height = s.picture.height;
    TRY_VOID(db::insert_media(tx, owner, p, s.file));
    return p;
}

} // namespace

asio::awaitable<result<domain::picture>> upload_picture(instance const& in, core::snowflake owner,
                                                        std::string_view bytes, std::string alt,
                                                        along<domain::picture> with)
{
    alt = core::trim(alt);
    CO_TRY_VOID(check_alt(alt));
    CO_TRY_VOID(co_await in.db.run([&](db::transaction& tx) { return count(tx, owner); }));
    CO_TRY(auto const s, co_await in.workers.run([&] { return decode_and_write(in.settings, bytes); }));
    auto const write = [&](db::transaction& tx) -> result<domain::picture> {
        TRY(auto picture, insert(tx, in.uris, owner, s, alt));
        TRY_VOID(write_along(with, tx, picture));
        return picture;
    };
    auto made = co_await in.db.run(write);
    // Without an answer from the database the row may be there, and needs its file.
    if (!made && made.error().code != errc::unavailable)
        remove_media_files(in.settings, {s.file});
    co_return made;
}

asio::awaitable<result<domain::picture>> describe_picture(instance const& in, core::snowflake owner,
                                                          core::snowflake id, std::string alt)
{
    alt = core::trim(alt);
    CO_TRY_VOID(check_alt(alt));
    CO_TRY(auto const changed,
           co_await in.db.run([&](db::transaction& tx) { return db::describe_media(tx, id, owner, alt); }));
    if (!changed)
        co_return failure{errc::not_found, "no such picture of this member", {}};
    co_return *changed;
}

} // namespace federwerk::app
