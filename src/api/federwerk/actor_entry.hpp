// SPDX-License-Identifier: AGPL-3.0-or-later
// An actor as our own API shows it beside something else: who it is, and nothing that counts.
#pragma once

#include "domain/actor.hpp"
#include "json/writer.hpp"

#include <string_view>

namespace federwerk::api {

void write_actor(json::writer& w, domain::actor const& a); // A whole object
std::string_view kind_name(domain::actor_kind kind);       // "person", "group" …

} // namespace federwerk::api
