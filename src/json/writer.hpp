// SPDX-License-Identifier: AGPL-3.0-or-later
// Writes JSON straight to bytes, keys in the order of the calls, hence stable.
//     json::writer w;
//     w.object([&] { w.field("id", note.id).field("to", note.to).optional("url", note.url); });
//     return w.take();
#pragma once

#include "core/snowflake.hpp"
#include "core/time.hpp"

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::json {

class writer {
public:
    template <class Body>
    writer& object(Body&& body)
    {
        open('{');
        body();
        close('}');
        return *this;
    }
    template <class Body>
    writer& array(Body&& body)
    {
        open('[');
        body();
        close(']');
        return *this;
    }
    writer& key(std::string_view name);

    writer& value(std::string_view text); // Must be valid UTF-8: everything in the program is
    writer& value(char const* text) { return value(std::string_view(text)); }
    writer& value(std::string const& text) { return value(std::string_view(text)); }
    writer& value(bool b);
    writer& value(core::snowflake id) { return value(id.text()); } // Ids are strings in JSON
    writer& value(core::time_point t) { return value(core::to_rfc3339(t)); }
    template <std::integral N>
        requires(!std::same_as<N, bool>)
    writer& value(N number)
    {
        return integer(static_cast<std::int64_t>(number));
    }
    writer& value(double number);
    writer& null();
    writer& raw(std::string_view json); // Already JSON: contexts and stored documents
    template <class T>
    writer& value(std::vector<T> const& list)
    {
        return array([&] {
            for (auto const& item : list)
                value(item);
        });
    }
    template <class T>
    writer& value(std::optional<T> const& v)
    {
        return v ? value(*v) : null();
    }

    template <class T>
    writer& field(std::string_view name, T const& v)
    {
        return key(name).value(v);
    }
    template <class T>
    writer& optional(std::string_view name, std::optional<T> const& v) // Left out where absent
    {
        return v ? field(name, *v) : *this;
    }
    template <class Body>
    writer& object(std::string_view name, Body&& body)
    {
        return key(name).object(std::forward<Body>(body));
    }
    template <class Body>
    writer& array(std::string_view name, Body&& body)
    {
        return key(name).array(std::forward<Body>(body));
    }

    std::string const& text() const { return out_; }
    std::string take() { return std::move(out_); }

private:
    void open(char bracket);
    void close(char bracket);
    void separate();
    writer& integer(std::int64_t number);
    std::string out_;
    bool first_ = true, after_key_ = false;
};

} // namespace federwerk::json
