// SPDX-License-Identifier: AGPL-3.0-or-later
// A request as its parties see it, each their own side of it. What the sender must not know is taken out
// here, before anything is written.
#pragma once

#include "app/requests/request_people.hpp"
#include "json/writer.hpp"

namespace federwerk::api {

void write_request(json::writer& w, app::own_request const& own, core::time_point now); // A whole object

} // namespace federwerk::api
