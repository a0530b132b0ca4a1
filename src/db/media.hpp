// SPDX-License-Identifier: AGPL-3.0-or-later
// Pictures: uploaded ones with a file of ours, and those of remote highlights, of which only the URL is kept.
#pragma once

#include "db/pool.hpp"
#include "domain/highlight.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

result<> insert_media(transaction& tx, core::snowflake owner, domain::picture const& picture,
                      std::string const& file);
// Of the owner alone: anybody else's is as absent as none.
result<std::optional<domain::picture>> find_media(transaction& tx, core::snowflake id, core::snowflake owner);
// The owner's pictures that no highlight has and that are no avatar, in the order asked for; others are left
// out.
result<std::vector<domain::picture>> find_unattached(transaction& tx, std::vector<core::snowflake> const& ids,
                                                     core::snowflake owner);
result<std::optional<domain::picture>> describe_media(transaction& tx, core::snowflake id,
                                                      core::snowflake owner, std::string const& alt);

// The pictures of a highlight, in this order; those that it had before and loses are deleted, and their files
// given. errc::invalid: one of them is not the author's own, or sits on another highlight.
result<std::vector<std::string>> attach_media(transaction& tx, domain::highlight const& h);
// For remote highlights: replaces them by these URLs.
result<> replace_remote_media(transaction& tx, domain::highlight const& h);
result<std::vector<std::string>> files_of(transaction& tx, core::snowflake highlight_id);

// Makes it the owner's avatar; the files of former ones are given.
result<std::vector<std::string>> take_as_avatar(transaction& tx, core::snowflake id, core::snowflake owner);
// A picture that nothing shows yet, to an organisation that its owner acts for; false where it is no such
// one.
result<bool> hand_over_media(transaction& tx, core::snowflake id, core::snowflake from, core::snowflake to);
result<std::vector<std::string>> delete_avatars(transaction& tx, core::snowflake owner); // Gives their files

// Deletes uploads that nothing refers to after a day; their files are removed after the commit.
result<std::vector<std::string>> delete_unattached_media(transaction& tx, core::time_point older_than);

} // namespace federwerk::db
