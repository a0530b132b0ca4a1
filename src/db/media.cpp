// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/media.hpp"

#include "db/values.hpp"

namespace federwerk::db {

namespace {

domain::picture to_picture(pqxx::row const& row)
{
    return {to_id(row["id"]),
            row["url"].as<std::string>(),
            row["media_type"].as<std::string>(),
            row["alt"].as<std::string>(),
            to_optional_text(row["blurhash"]),
            to_optional_int(row["width"]),
            to_optional_int(row["height"])};
}

std::optional<domain::picture> first_picture(pqxx::result const& rows)
{
    return rows.empty() ? std::nullopt : std::optional(to_picture(rows[0]));
}

std::vector<std::string> files(pqxx::result const& rows)
{
    std::vector<std::string> names;
    for (auto const& row : rows)
        if (!row["file"].is_null())
            names.push_back(row["file"].as<std::string>());
    return names;
}

std::vector<core::snowflake> ids_of(std::vector<domain::picture> const& pictures)
{
    std::vector<core::snowflake> ids;
    for (auto const& each : pictures)
        ids.push_back(each.id);
    return ids;
}

} // namespace

result<> insert_media(transaction& tx, core::snowflake owner, domain::picture const& picture,
                      std::string const& file)
{
    tx.exec_params(R"sql(/* media.insert */
        INSERT INTO media (id, actor_id, file, url, media_type, alt, blurhash, width, height)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    )sql",
                   picture.id.value, owner.value, file, picture.url, picture.media_type, picture.alt,
                   picture.blurhash, picture.width, picture.height);
    return {};
}

result<std::optional<domain::picture>> find_media(transaction& tx, core::snowflake id, core::snowflake owner)
{
    return first_picture(tx.exec_params(R"sql(/* media.find */
        SELECT id, url, media_type, alt, blurhash, width, height FROM media
         WHERE id = $1 AND actor_id = $2 AND file IS NOT NULL
    )sql",
                                        id.value, owner.value));
}

result<std::vector<domain::picture>> find_unattached(transaction& tx, std::vector<core::snowflake> const& ids,
                                                     core::snowflake owner)
{
    std::vector<domain::picture> found;
    for (auto const& row : tx.exec_params(R"sql(/* media.unattached */
            SELECT id, url, media_type, alt, blurhash, width, height FROM media
             WHERE id = ANY ($1::bigint[]) AND actor_id = $2 AND highlight_id IS NULL AND NOT avatar
               AND file IS NOT NULL
             ORDER BY array_position($1::bigint[], id)
        )sql",
                                          array(ids), owner.value))
        found.push_back(to_picture(row));
    return found;
}

result<std::optional<domain::picture>> describe_media(transaction& tx, core::snowflake id,
                                                      core::snowflake owner, std::string const& alt)
{
    return first_picture(tx.exec_params(R"sql(/* media.describe */
        UPDATE media SET alt = $3
         WHERE id = $1 AND actor_id = $2 AND file IS NOT NULL
        RETURNING id, url, media_type, alt, blurhash, width, height
    )sql",
                                        id.value, owner.value, alt));
}

result<std::vector<std::string>> attach_media(transaction& tx, domain::highlight const& h)
{
    auto const ids = array(ids_of(h.pictures));
    auto const removed = tx.exec_params(R"sql(/* media.detach */
        DELETE FROM media WHERE highlight_id = $1 AND id <> ALL ($2::bigint[]) RETURNING file
    )sql",
                                        h.id.value, ids);
    auto const attached = tx.exec_params(R"sql(/* media.attach */
        UPDATE media SET highlight_id = $1, position = wanted.place - 1
          FROM unnest($3::bigint[]) WITH ORDINALITY AS wanted (id, place)
         WHERE media.id = wanted.id AND media.actor_id = $2 AND NOT media.avatar AND media.file IS NOT NULL
           AND (media.highlight_id IS NULL OR media.highlight_id = $1)
    )sql",
                                         h.id.value, h.actor_id.value, ids);
    if (attached.affected_rows() != h.pictures.size())
        return failure{errc::invalid,
                       "media cannot be attached",
                       "This highlight cannot be saved.",
                       {{"media", "must be your own pictures that no other highlight has"}}};
    return files(removed);
}

result<> replace_remote_media(transaction& tx, domain::highlight const& h)
{
    tx.exec_params("/* media.replace_remote */ DELETE FROM media WHERE highlight_id = $1 AND file IS NULL",
                   h.id.value);
    int position = 0;
    for (auto const& each : h.pictures)
        tx.exec_params(R"sql(/* media.insert_remote */
            INSERT INTO media (actor_id, highlight_id, position, url, media_type, alt, blurhash, width, height)
                 VALUES ($1, $2, $3, $4, $5, left($6, 1500), $7, $8, $9)
        )sql",
                       h.actor_id.value, h.id.value, position++, each.url, each.media_type, each.alt,
                       each.blurhash, each.width, each.height);
    return {};
}

result<std::vector<std::string>> files_of(transaction& tx, core::snowflake highlight_id)
{
    return files(tx.exec_params("/* media.files_of */ SELECT file FROM media WHERE highlight_id = $1",
                                highlight_id.value));
}

result<std::vector<std::string>> take_as_avatar(transaction& tx, core::snowflake id, core::snowflake owner)
{
    auto const taken = tx.exec_params(R"sql(/* media.take_as_avatar */
        UPDATE media SET avatar = true
         WHERE id = $1 AND actor_id = $2 AND highlight_id IS NULL AND file IS NOT NULL
    )sql",
                                      id.value, owner.value);
    if (taken.affected_rows() == 0)
        return failure{errc::invalid,
                       "avatar cannot be taken",
                       "This profile cannot be saved.",
                       {{"avatar", "must be a picture of your own that no highlight has"}}};
    return files(tx.exec_params(R"sql(/* media.former_avatars */
        DELETE FROM media WHERE actor_id = $2 AND avatar AND id <> $1 RETURNING file
    )sql",
                                id.value, owner.value));
}

result<bool> hand_over_media(transaction& tx, core::snowflake id, core::snowflake from, core::snowflake to)
{
    auto const rows = tx.exec_params(R"sql(/* media.hand_over */
        UPDATE media SET actor_id = $3
         WHERE id = $1 AND actor_id = $2 AND highlight_id IS NULL AND NOT avatar AND file IS NOT NULL
    )sql",
                                     id.value, from.value, to.value);
    return rows.affected_rows() > 0;
}

result<std::vector<std::string>> delete_avatars(transaction& tx, core::snowflake owner)
{
    return files(tx.exec_params(
        "/* media.delete_avatars */ DELETE FROM media WHERE actor_id = $1 AND avatar RETURNING file",
        owner.value));
}

result<std::vector<std::string>> delete_unattached_media(transaction& tx, core::time_point older_than)
{
    return files(tx.exec_params(R"sql(/* media.purge */
        DELETE FROM media
         WHERE id IN (SELECT m.id FROM media m
                       WHERE m.highlight_id IS NULL AND NOT m.avatar AND m.created_at < $1::timestamptz
                       ORDER BY m.created_at LIMIT 500
                         FOR UPDATE SKIP LOCKED)
        RETURNING file
    )sql",
                                timestamp(older_than)));
}

} // namespace federwerk::db
