// SPDX-License-Identifier: AGPL-3.0-or-later
// Preloaded into snac, which neither reads a hosts file of ours nor knows our authority: whatever it asks of
// libcurl goes to 127.0.0.1, and is believed when NEIGHBOURHOOD_CA signed for it.
#include <curl/curl.h>

#include <dlfcn.h>

#include <cstdlib>

#undef curl_easy_setopt // Its type checks know options as literals alone

extern "C" CURLcode curl_easy_perform(CURL* handle)
{
    using perform = CURLcode (*)(CURL*);
    static auto const original = reinterpret_cast<perform>(dlsym(RTLD_NEXT, "curl_easy_perform"));
    static curl_slist* const loopback = curl_slist_append(nullptr, "::127.0.0.1:");
    curl_easy_setopt(handle, CURLOPT_CONNECT_TO, loopback);
    curl_easy_setopt(handle, CURLOPT_CAINFO, std::getenv("NEIGHBOURHOOD_CA"));
    return original(handle);
}
