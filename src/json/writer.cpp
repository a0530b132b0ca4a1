// SPDX-License-Identifier: AGPL-3.0-or-later
#include "json/writer.hpp"

#include "json/print.hpp"

namespace federwerk::json {

void writer::separate()
{
    if (!first_ && !after_key_)
        out_ += ',';
    first_ = after_key_ = false;
}

void writer::open(char bracket)
{
    separate();
    out_ += bracket;
    first_ = true;
}

void writer::close(char bracket)
{
    out_ += bracket;
    first_ = false;
}

writer& writer::key(std::string_view name)
{
    separate();
    print_text(out_, name);
    out_ += ':';
    after_key_ = true;
    return *this;
}

writer& writer::value(std::string_view text)
{
    separate();
    print_text(out_, text);
    return *this;
}

writer& writer::value(bool b)
{
    return raw(b ? "true" : "false");
}

writer& writer::value(double number)
{
    separate();
    print_number(out_, number);
    return *this;
}

writer& writer::integer(std::int64_t number)
{
    return raw(std::to_string(number));
}

writer& writer::null()
{
    return raw("null");
}

writer& writer::raw(std::string_view json)
{
    separate();
    out_ += json;
    return *this;
}

} // namespace federwerk::json
