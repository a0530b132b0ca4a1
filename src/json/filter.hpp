// SPDX-License-Identifier: AGPL-3.0-or-later
// Stands between RapidJSON's reader and its document and ends the parsing at the first broken limit.
#pragma once

#include "core/text.hpp"
#include "json/rapid.hpp"
#include "json/scan.hpp"

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

namespace federwerk::json {

template <class Handler>
class filter {
public:
    filter(Handler& out, limits const& within) : out_(out), within_(within) {}
    std::optional<failure> failed;

    bool Null() { return count() && out_.Null(); }
    bool Bool(bool b) { return count() && out_.Bool(b); }
    // Every number comes as text, so that std::from_chars converts it, rightly rounded.
    bool RawNumber(char const* text, rapidjson::SizeType length, bool)
    {
        return count() && number(text, text + length);
    }
    bool Int(int n) { return count() && out_.Int(n); }
    bool Uint(unsigned n) { return count() && out_.Uint(n); }
    bool Int64(std::int64_t n) { return count() && out_.Int64(n); }
    bool Uint64(std::uint64_t n) { return count() && out_.Uint64(n); }
    bool Double(double n) { return count() && out_.Double(n); }
    bool String(char const* text, rapidjson::SizeType length, bool)
    {
        return count() && acceptable({text, length}) && out_.String(text, length, true);
    }
    bool Key(char const* text, rapidjson::SizeType length, bool)
    {
        return count() && acceptable({text, length}) && out_.Key(text, length, true);
    }
    bool StartObject() { return deeper() && out_.StartObject(); }
    bool StartArray() { return deeper() && out_.StartArray(); }
    bool EndObject(rapidjson::SizeType members)
    {
        --depth_;
        return out_.EndObject(members);
    }
    bool EndArray(rapidjson::SizeType items)
    {
        --depth_;
        return out_.EndArray(items);
    }

private:
    bool fail(failure f)
    {
        failed = std::move(f);
        return false;
    }

    bool count()
    {
        return ++nodes_ <= within_.nodes ||
               fail(too_large("too many values", "The JSON text has too many values."));
    }

    bool deeper()
    {
        return count() && (++depth_ <= within_.depth ||
                           fail(too_large("too deep", "The JSON text is nested too deeply.")));
    }

    // Escapes can make what the scan of the bytes could not see: NUL, and a low surrogate without its high
    // one.
    bool acceptable(std::string_view text)
    {
        if (text.size() > within_.string_bytes)
            return fail(too_large("too long a string", "The JSON text contains too long a string."));
        return core::is_valid_utf8(text) ||
               fail(refused("NUL or lone surrogate", "A JSON string contains NUL or half a surrogate pair."));
    }

    bool number(char const* from, char const* to)
    {
        std::int64_t whole = 0;
        if (auto const [end, error] = std::from_chars(from, to, whole); error == std::errc{} && end == to)
            return out_.Int64(whole);
        std::uint64_t large = 0;
        if (auto const [end, error] = std::from_chars(from, to, large); error == std::errc{} && end == to)
            return out_.Uint64(large);
        double real = 0;
        auto const [end, error] = std::from_chars(from, to, real);
        if (error == std::errc::result_out_of_range && is_tiny(from, to))
            return out_.Double(0.0);
        if (error != std::errc{} || end != to || !std::isfinite(real))
            return fail(refused("number out of range", "The JSON text contains a number out of range."));
        return out_.Double(real);
    }

    // from_chars reports an underflow as it reports an overflow; only the first has a negative exponent.
    static bool is_tiny(char const* from, char const* to)
    {
        std::string_view const text(from, static_cast<std::size_t>(to - from));
        auto const e = text.find_first_of("eE");
        return e == text.npos ? text.starts_with("0.") || text.starts_with("-0.") : text[e + 1] == '-';
    }

    Handler& out_;
    limits const& within_;
    std::size_t nodes_ = 0;
    unsigned depth_ = 0;
};

} // namespace federwerk::json
