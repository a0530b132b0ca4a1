// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/block_domain.hpp"

#include "core/url.hpp"
#include "db/follows.hpp"
#include "db/peers.hpp"

namespace federwerk::app {

result<> block_domain(db::transaction& tx, db::domain_block block)
{
    auto const domain = core::normalise_authority(block.domain);
    if (!domain)
        return failure{errc::invalid,
                       "no domain: " + block.domain,
                       "This is no domain name.",
                       {{"domain", "This is no domain name."}}};
    block.domain = *domain;
    TRY_VOID(db::set_domain_block(tx, block));
    if (block.severity == db::block_severity::suspend) {
        TRY_VOID(db::delete_follows_at(tx, block.domain));
        TRY_VOID(db::delete_deliveries_to_suspended(tx));
    }
    return {};
}

} // namespace federwerk::app
