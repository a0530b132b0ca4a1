// SPDX-License-Identifier: AGPL-3.0-or-later
// Awards on the page of whoever has them.
#pragma once

#include "domain/award.hpp"
#include "web/locale.hpp"
#include "web/page.hpp"

#include <string>
#include <vector>

namespace federwerk::web {

// "issued by X, verified via x.org"
std::string issued_by(locale const& language, domain::shown_award const& each);
data award_views(locale const& language, std::vector<domain::shown_award> const& shown);

} // namespace federwerk::web
