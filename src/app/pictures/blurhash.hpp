// SPDX-License-Identifier: AGPL-3.0-or-later
// BlurHash (blurha.sh): some thirty characters from which others draw a blurred picture while they wait for
// it.
#pragma once

#include <span>
#include <string>

namespace federwerk::app {

// pixels: 8-bit sRGB, three bytes each, row by row. Four by three components. Empty where the sizes do not
// fit.
std::string blurhash(std::span<unsigned char const> pixels, int width, int height);

} // namespace federwerk::app
