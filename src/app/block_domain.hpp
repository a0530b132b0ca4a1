// SPDX-License-Identifier: AGPL-3.0-or-later
// The operator suspends or silences a domain and all below it, or makes an exception. Rows only.
#pragma once

#include "db/domain_blocks.hpp"

namespace federwerk::app {

// A suspension ends all follows from and to the domain, and what is on its way there stays here.
// errc::invalid where it is no host name.
result<> block_domain(db::transaction& tx, db::domain_block block);

} // namespace federwerk::app
