// SPDX-License-Identifier: AGPL-3.0-or-later
// The one way to an account. It demands an admission, which it uses up in the same transaction.
#pragma once

#include "app/accounts/admission.hpp"
#include "domain/actor.hpp"
#include "domain/member.hpp"
#include "domain/uris.hpp"

namespace federwerk::app {

struct new_account {
    std::string handle; // As domain::parse_handle gave it
    std::string email;  // As domain::parse_email gave it
    std::optional<std::string> password_hash;
    domain::member_role role = domain::member_role::member;
    std::string locale = "en";
};

// errc::conflict, naming the field: the handle is taken or was once, or the address has an account.
// errc::forbidden: the admission is for another address.
result<domain::actor> create_account(db::transaction& tx, domain::uris const& uris, admission in,
                                     new_account const& wanted);

} // namespace federwerk::app
