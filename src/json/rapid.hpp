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

// RapidJSON 1.1.0 adds to a null pointer when a stack of its is still empty, which UBSan rightly reports.
#ifdef __clang__
#pragma clang attribute push(__attribute__((no_sanitize("pointer-overflow"))), apply_to = function)
#endif
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>
#ifdef __clang__
#pragma clang attribute pop
#endif

namespace federwerk::json {

struct document::impl {
    rapidjson::Document dom;
};

} // namespace federwerk::json
