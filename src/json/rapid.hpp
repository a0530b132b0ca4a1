// SPDX-License-Identifier: AGPL-3.0-or-later
// RapidJSON as this room includes it: a broken assertion throws, where the library would end the process.
#pragma once

#include "json/document.hpp"

#include <stdexcept>

namespace federwerk::json {
[[noreturn]] inline void rapidjson_broke(char const* what)
{
    throw std::logic_error(what);
}
} // namespace federwerk::json

#define RAPIDJSON_ASSERT(x)                                                                                  \
    ((x) ? static_cast<void>(0) : ::federwerk::json::rapidjson_broke("rapidjson: " #x))
#include <rapidjson/document.h>

namespace federwerk::json {

struct document::impl {
    rapidjson::Document dom;
};

} // namespace federwerk::json
