// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/mail/mail_message.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace federwerk::app {

namespace {

bool is_continuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
}

// RFC 2047: encoded words of at most 75 characters, none of which cuts a character in two.
std::string encode_words(std::string_view raw)
{
    auto const text = core::single_line(raw);
    constexpr std::size_t most = 42; // 56 characters of base64
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        auto end = std::min(at + most, text.size());
        while (end < text.size() && end > at && is_continuation(text[end]))
            --end;
        out += (out.empty() ? "" : "\r\n ") + std::string("=?UTF-8?B?") +
               core::to_base64(std::string_view(text).substr(at, end - at)) + "?=";
        at = end;
    }
    return out;
}

std::string wrapped_base64(std::string_view bytes)
{
    auto const encoded = core::to_base64(bytes);
    std::string out;
    for (std::size_t at = 0; at < encoded.size(); at += 76)
        out += encoded.substr(at, 76) + "\r\n";
    return out;
}

std::string with_crlf(std::string_view text)
{
    std::string out;
    for (char const c : text)
        out += c == '\n' ? "\r\n" : std::string(1, c);
    return out;
}

// RFC 5322 3.3 wants "+0000" where HTTP says "GMT".
std::string date_of(core::time_point t)
{
    auto text = core::to_http_date(t);
    return text.substr(0, text.size() - 3) + "+0000";
}

// RFC 8058 3.1: both headers, so that mail programs offer a button that sends the POST.
std::string list_headers(std::string const& unsubscribe)
{
    return unsubscribe.empty() ? std::string()
                               : "List-Unsubscribe:\r\n <" + unsubscribe +
                                     ">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
}

} // namespace

std::string write_mail(mail_message const& m, mail_encoding encoding)
{
    bool const readable = encoding == mail_encoding::eight_bit;
    auto const domain = m.from.substr(m.from.find('@') + 1);
    return "Date: " + date_of(m.date) + "\r\nFrom: " + encode_words(m.from_name) + " <" + m.from +
           ">\r\nTo: <" + m.to + ">\r\nMessage-ID: <" + m.id + "@" + domain +
           ">\r\nSubject: " + encode_words(m.subject) + "\r\n" + list_headers(m.unsubscribe) +
           "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
           "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: " +
           (readable ? "8bit\r\n\r\n" + with_crlf(m.body)
                     : "base64\r\n\r\n" + wrapped_base64(with_crlf(m.body)));
}

} // namespace federwerk::app
