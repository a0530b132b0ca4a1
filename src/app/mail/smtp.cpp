// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/mail/smtp.hpp"

#include "core/text.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <memory>

namespace federwerk::app {

namespace {

struct source {
    std::string_view rest;
};

std::size_t give(char* to, std::size_t size, std::size_t count, void* from)
{
    auto& in = *static_cast<source*>(from);
    auto const length = std::min(size * count, in.rest.size());
    std::memcpy(to, in.rest.data(), length);
    in.rest.remove_prefix(length);
    return length;
}

std::string read_password(std::filesystem::path const& file)
{
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    return core::trim(line);
}

void authenticate(CURL* curl, core::settings const& settings)
{
    if (settings.mail.username.empty())
        return;
    curl_easy_setopt(curl, CURLOPT_USERNAME, settings.mail.username.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, read_password(settings.mail.password_file).c_str());
    // A password goes over TLS or not at all.
    curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
}

} // namespace

result<> send_by_smtp(core::settings const& settings, envelope const& mail)
{
    static bool const started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(started ? curl_easy_init() : nullptr,
                                                             &curl_easy_cleanup);
    if (!curl)
        return failure{errc::internal, "curl does not start", {}};
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> to(
        curl_slist_append(nullptr, ("<" + mail.to + ">").c_str()), &curl_slist_free_all);
    source message{mail.message};
    curl_easy_setopt(curl.get(), CURLOPT_URL, settings.mail.smtp_url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl.get(), CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_TRY));
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, ("<" + mail.from + ">").c_str());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, to.get());
    curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, &give);
    curl_easy_setopt(curl.get(), CURLOPT_READDATA, &message);
    curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, 10L);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 60L);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    authenticate(curl.get(), settings);
    auto const code = curl_easy_perform(curl.get());
    if (code == CURLE_OK)
        return {};
    return failure{errc::unavailable, std::string("smtp: ") + curl_easy_strerror(code), {}};
}

} // namespace federwerk::app
