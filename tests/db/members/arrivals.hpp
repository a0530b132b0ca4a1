// SPDX-License-Identifier: AGPL-3.0-or-later
// What the tests of the ways in share: an instance's names and secret, and a clock that stands still.
#pragma once

#include "app/accounts/create_account.hpp"
#include "app/ways_in/invite.hpp"
#include "app/ways_in/waitlist_decision.hpp"
#include "core/settings.hpp"
#include "support/people.hpp"
#include "support/test_database.hpp"

#include <chrono>

namespace federwerk::tests {

struct arrivals {
    core::settings settings;
    domain::uris uris{"https://a.test", "a.test"};
    core::secrets secrets = core::secrets::for_tests();
    core::time_point now = core::now();

    app::decision_context context() const { return {settings, uris, secrets}; }

    // By the operator, who has no limits.
    app::fresh_invitation invitation(db::transaction& tx, domain::invitation_wish wish = {}) const
    {
        return app::invite(tx, secrets, {}, {std::nullopt, std::move(wish)}, now).value();
    }
    result<domain::actor> come_in(db::transaction& tx, std::string const& code,
                                  std::string const& handle) const
    {
        auto admitted = app::redeem_invitation(tx, secrets, code, now);
        if (!admitted)
            return admitted.error();
        return app::create_account(tx, uris, std::move(*admitted),
                                   {.handle = handle, .email = handle + "@b.test"});
    }
};

} // namespace federwerk::tests
