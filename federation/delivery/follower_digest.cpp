// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/delivery/follower_digest.hpp"

#include "core/secrets.hpp"
#include "core/text.hpp"

namespace federwerk::delivery {

namespace {

// URLs of ids have neither quotes nor commas in them, so that the value ends at the next quote.
std::optional<std::string> parameter(std::string_view header, std::string_view name)
{
    auto const begin = std::string(name) + "=\"";
    auto const at = header.find(begin);
    if (at == std::string_view::npos || (at > 0 && header[at - 1] != ' ' && header[at - 1] != ','))
        return std::nullopt;
    auto const rest = header.substr(at + begin.size());
    auto const end = rest.find('"');
    return end == std::string_view::npos ? std::nullopt : std::optional(std::string(rest.substr(0, end)));
}

} // namespace

std::string follower_digest(std::vector<std::string> const& follower_ids)
{
    std::string sum(32, '\0');
    for (auto const& id : follower_ids) {
        auto const hash = core::sha256(id);
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] = static_cast<char>(sum[i] ^ hash[i]);
    }
    return core::to_hex(sum);
}

std::string synchronization_url(std::string const& followers_uri)
{
    return followers_uri + "_synchronization";
}

std::string synchronization_header(std::string const& followers_uri, std::string const& digest)
{
    return "collectionId=\"" + followers_uri + "\", url=\"" + synchronization_url(followers_uri) +
           "\", digest=\"" + digest + "\"";
}

std::optional<synchronization> read_synchronization(std::string_view header)
{
    auto collection = parameter(header, "collectionId"), url = parameter(header, "url"),
         digest = parameter(header, "digest");
    if (!collection || !url || !digest || digest->size() != 64)
        return std::nullopt;
    return synchronization{std::move(*collection), std::move(*url), core::lower_ascii(*digest)};
}

} // namespace federwerk::delivery
