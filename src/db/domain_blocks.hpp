// SPDX-License-Identifier: AGPL-3.0-or-later
// Domains that are silenced or suspended, sub-domains included; the most specific rule wins, "allow" is a
// rule too.
#pragma once

#include "db/pool.hpp"

#include <optional>
#include <string>
#include <vector>

namespace federwerk::db {

enum class block_severity { allow, silence, suspend };
struct domain_block {
    std::string domain;
    block_severity severity = block_severity::suspend;
    std::string reason;
};

// As domain_severity in SQL (migrations/0005_visibility.sql), for those who keep the list for a second: allow
// where no rule fits.
block_severity severity_among(std::vector<domain_block> const& blocks, std::string const& host);
result<std::vector<domain_block>> list_domain_blocks(transaction& tx);
result<block_severity> domain_severity(transaction& tx, std::string const& host); // That one in SQL
result<> set_domain_block(transaction& tx, domain_block const& block);
result<bool> remove_domain_block(transaction& tx, std::string const& domain);

} // namespace federwerk::db
