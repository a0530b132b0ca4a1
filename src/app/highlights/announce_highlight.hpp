// SPDX-License-Identifier: AGPL-3.0-or-later
// Badges of ours tell their followers of the public highlights that wear them, and take it back when those
// go. Two Announces each: of the Note's id, which Mastodon reads, and of the whole Create, which Lemmy reads
// (interop 2.2). Rows only: called inside the transaction of what causes it.
#pragma once

#include "db/announces.hpp"
#include "db/pool.hpp"
#include "domain/highlight.hpp"
#include "domain/uris.hpp"

#include <string_view>
#include <vector>

namespace federwerk::app {

// create_document: the author's signed Create; empty where we do not have it whole (highlights of others). A
// badge that has announced the highlight already stays silent, and so do badges of other instances: their
// home announces.
result<> announce_highlight(db::transaction& tx, domain::uris const& uris, domain::highlight const& h,
                            domain::actor const& author, std::string_view create_document,
                            core::time_point now);

// By all badges of ours, or by those alone that the highlight wears no more.
enum class which { all, no_longer_worn };
result<> retract_announces(db::transaction& tx, domain::highlight const& h, which ones, core::time_point now);

} // namespace federwerk::app
