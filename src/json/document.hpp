// SPDX-License-Identifier: AGPL-3.0-or-later
// The one JSON door (DESIGN.md 4.5). What is parsed has passed every limit; what reads it cannot throw or
// abort.
#pragma once

#include "core/result.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::json {

struct limits {
    std::size_t bytes = 1024 * 1024;
    unsigned depth = 64;
    std::size_t nodes = 10'000;
    std::size_t string_bytes = 256 * 1024;
};

class document;

// A value inside a document, which must outlive it. A default view is "absent"; so is JSON null for every
// reader but is_null.
class view {
public:
    view() = default;

    bool present() const; // Neither absent nor null
    bool is_null() const;
    bool is_object() const;
    bool is_array() const;
    bool is_string() const;

    std::optional<std::string_view> text() const;
    std::optional<std::int64_t> integer() const;
    std::optional<double> number() const;
    std::optional<bool> boolean() const;

    view operator[](std::string_view key) const; // Absent where this is no object or has no such key
    view at(std::size_t index) const;
    std::size_t size() const;          // Of an array or object; 0 otherwise
    std::vector<view> items() const;   // Of an array; empty otherwise
    std::vector<view> as_list() const; // An array's items; a lone value is a list of one; absent is none
    std::vector<std::pair<std::string_view, view>> members() const;
    std::string write() const; // Compact, keys in their order

private:
    friend class document;
    friend std::string canonical(view v);
    explicit view(void const* value) : value_(value) {}
    void const* value_ = nullptr;
};

class document {
public:
    // errc::malformed, errc::too_large. Refuses depth, nodes and bytes over the limits, invalid UTF-8, NUL,
    // lone surrogates, duplicate keys, exponents of more than three digits, a BOM and trailing text.
    static result<document> parse(std::string_view text, limits const& within = {});

    view root() const;
    document(document&&) noexcept;
    document& operator=(document&&) noexcept;
    ~document();

private:
    document();
    struct impl;
    std::unique_ptr<impl> impl_;
};

// RFC 8785 (JCS): UTF-16 key order, ECMAScript numbers.
std::string canonical(view v);

} // namespace federwerk::json
