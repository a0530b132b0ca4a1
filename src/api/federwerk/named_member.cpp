// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/named_member.hpp"

#include "core/text.hpp"
#include "db/actors.hpp"

namespace federwerk::api {

result<domain::actor> find_named_member(db::transaction& tx, domain::uris const& uris, std::string name)
{
    name = core::lower_ascii(name.starts_with("@") ? name.substr(1) : name);
    auto const at = name.find('@');
    bool const ours = at == std::string::npos || name.substr(at + 1) == uris.authority();
    auto const username = name.substr(0, at);
    TRY(auto found, ours ? db::find_local_actor(tx, username)
                         : db::find_actor_by_handle(tx, username, name.substr(at + 1)));
    if (!found)
        return failure{errc::not_found, "no such member", {}};
    return std::move(*found);
}

} // namespace federwerk::api
