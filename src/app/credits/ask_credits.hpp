// SPDX-License-Identifier: AGPL-3.0-or-later
// Whoever is named on a highlight is asked: in the transaction that stores the highlight or its edit. Until
// they have confirmed, only the author sees their names.
#pragma once

#include "app/instance.hpp"
#include "domain/highlight.hpp"

#include <boost/asio/awaitable.hpp>

#include <map>
#include <string>
#include <vector>

namespace federwerk::app {

// What a credit agrees to.
struct credited_text {
    std::string headline, plain, digest;
};
credited_text text_of(domain::highlight const& h); // Parses HTML: in the worker pool

// So that those whom nobody here knows yet can be asked: their servers are. Who is not found stays named for
// the author alone. Never inside a transaction.
boost::asio::awaitable<result<>> look_up_collaborators(instance const& in, std::vector<std::string> handles);

struct asking {
    domain::actor const& author;
    credited_text const& text;
    std::map<std::string, std::string> const& roles; // By handle
    std::optional<core::snowflake> request_id;       // The collaboration whose joint highlight it is
};
// The highlight is stored, with its collaborators. Asks those who were not asked for this text; a credit of
// another text falls back to requested, or ends where no more may be asked. Who said no, or took it back, is
// not asked again. Who is named no longer is told so.
result<> ask_credits(db::transaction& tx, domain::uris const& uris, domain::highlight const& h,
                     asking const& how, core::time_point now);

// The highlight goes: what waits for an answer is over.
result<> withdraw_questions(db::transaction& tx, domain::uris const& uris, std::string const& highlight_uri,
                            core::time_point now);

} // namespace federwerk::app
