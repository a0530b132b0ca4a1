// SPDX-License-Identifier: AGPL-3.0-or-later
#include "remote/redirect.hpp"

namespace federwerk::remote {
namespace {

// RFC 3986 5.2 as far as servers use it: a whole URL, a network path, an absolute path, or a name beside the
// old one.
std::string resolve(core::url const& from, std::string_view location)
{
    if (location.find("://") < location.find_first_of("/?#"))
        return std::string(location);
    if (location.starts_with("//"))
        return from.scheme() + ":" + std::string(location);
    if (location.starts_with("/"))
        return from.origin() + std::string(location);
    auto const path = from.target().substr(0, from.target().find('?'));
    return from.origin() + path.substr(0, path.rfind('/') + 1) + std::string(location);
}

} // namespace

bool is_redirect(unsigned status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

result<core::url> redirect_target(core::url const& from, http::response const& answer)
{
    auto const location = answer.headers.get("Location");
    if (!location)
        return failure{errc::unsupported, "a redirect without Location: " + from.text(), {}};
    TRY(auto const to, core::url::parse(resolve(from, *location)));
    if (from.secure() && !to.secure())
        return failure{errc::unsupported, "a redirect from https to http: " + from.text(), {}};
    if (to.without_fragment() == from)
        return failure{errc::unsupported, "a redirect to itself: " + from.text(), {}};
    return to.without_fragment();
}

} // namespace federwerk::remote
