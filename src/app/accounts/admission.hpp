// SPDX-License-Identifier: AGPL-3.0-or-later
// The right to one account (DESIGN.md 4.8). Only the three functions below can make one, and create_account
// uses it up: a fourth way in does not compile.
#pragma once

#include "core/secrets.hpp"
#include "core/time.hpp"
#include "db/members.hpp"
#include "db/pool.hpp"

#include <optional>
#include <string>

namespace federwerk::app {

class admission {
public:
    admission(admission&&) = default;
    admission& operator=(admission&&) = default;
    admission(admission const&) = delete;
    admission& operator=(admission const&) = delete;

    db::admission_row const& row() const { return row_; }
    std::optional<std::string> const& email() const { return email_; } // Only this address may use it

private:
    explicit admission(db::admission_row row, std::optional<std::string> email = {})
        : row_(std::move(row)), email_(std::move(email))
    {
    }
    friend result<admission> redeem_invitation(db::transaction&, core::secrets const&, std::string const&,
                                               core::time_point);
    friend result<admission> redeem_place(db::transaction&, core::secrets const&, std::string const&,
                                          core::time_point);
    friend admission admit_by_operator(core::time_point);

    db::admission_row row_;
    std::optional<std::string> email_;
};

// Takes one use of the invitation; undone with the transaction. Wrong, expired, used and revoked codes: the
// same answer.
result<admission> redeem_invitation(db::transaction& tx, core::secrets const& secrets,
                                    std::string const& code, core::time_point now);
// The token of the mail that said "you are admitted": the entry has joined then.
result<admission> redeem_place(db::transaction& tx, core::secrets const& secrets, std::string const& token,
                               core::time_point now);
// The command line, and nothing else: who can run it owns the instance.
admission admit_by_operator(core::time_point now);

// Whether redeeming would succeed now. Decides only whether the costly hashing of a password is worth while.
result<bool> is_way_in(db::transaction& tx, core::secrets const& secrets, std::string const& code,
                       core::time_point now);
failure no_way_in(); // The one answer

} // namespace federwerk::app
