// SPDX-License-Identifier: AGPL-3.0-or-later
// Lets Catch2 show a result: CHECK(some_result) names the failure.
#pragma once

#include "core/result.hpp"

#include <catch2/catch.hpp>

#include <string>

template <class T>
struct Catch::StringMaker<boost::system::result<T, federwerk::failure>> {
    static std::string convert(boost::system::result<T, federwerk::failure> const& r)
    {
        if (r)
            return "a value";
        return "failure " + std::to_string(static_cast<int>(r.error().code)) + ": " + r.error().log +
               (r.error().safe.empty() ? "" : " | ") + r.error().safe;
    }
};
