// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/discovery/nodeinfo.hpp"

#include "json/writer.hpp"

namespace federwerk::discovery {

std::string nodeinfo(node const& what, nodeinfo_version version)
{
    bool const newer = version == nodeinfo_version::v2_1;
    json::writer out;
    out.object([&] {
        out.field("version", newer ? "2.1" : "2.0");
        out.object("software", [&] {
            out.field("name", "federwerk").field("version", what.version); // ^[a-z0-9-]+$
        });
        out.array("protocols", [&] { out.value("activitypub"); });
        out.object("services", [&] { out.array("inbound", [] {}).array("outbound", [] {}); });
        out.field("openRegistrations", false); // Invitation or waitlist only
        out.object("usage", [&] {
            out.object("users", [&] {
                out.field("total", what.members).field("activeMonth", what.active_month);
                out.field("activeHalfyear", what.active_half_year);
            });
            out.field("localPosts", what.highlights);
        });
        out.object("metadata", [&] {
            out.field("nodeName", what.name).field("nodeDescription", what.description);
            out.object("federation", [&] { out.field("enabled", true); });
            out.field("inviteOnly", true);
            if (!what.station.empty())
                out.field("station", what.station).field("pacts", what.pacts);
        });
    });
    return out.take();
}

std::string_view nodeinfo_media_type(nodeinfo_version version)
{
    return version == nodeinfo_version::v2_1
               ? R"(application/json; profile="http://nodeinfo.diaspora.software/ns/schema/2.1#")"
               : R"(application/json; profile="http://nodeinfo.diaspora.software/ns/schema/2.0#")";
}

std::string nodeinfo_links(std::string_view base_url, std::string_view instance_actor)
{
    auto const link = [&](json::writer& out, std::string_view rel, std::string const& href) {
        out.object([&] { out.field("rel", rel).field("href", href); });
    };
    auto const base = std::string(base_url);
    json::writer out;
    out.object([&] {
        out.array("links", [&] {
            link(out, "http://nodeinfo.diaspora.software/ns/schema/2.0", base + "/nodeinfo/2.0");
            link(out, "http://nodeinfo.diaspora.software/ns/schema/2.1", base + "/nodeinfo/2.1");
            link(out, "https://www.w3.org/ns/activitystreams#Application",
                 std::string(instance_actor)); // FEP-2677
        });
    });
    return out.take();
}

} // namespace federwerk::discovery
