// SPDX-License-Identifier: AGPL-3.0-or-later
// An organisation as the API shows it: proof and people to those who have a role in it.
#pragma once

#include "app/organisations/organisation_file.hpp"
#include "json/writer.hpp"

namespace federwerk::api {

void write_organisation(json::writer& w, app::organisation_file const& file);

} // namespace federwerk::api
