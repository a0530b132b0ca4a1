// SPDX-License-Identifier: AGPL-3.0-or-later
// NodeInfo 2.0 and 2.1 (with FEP-0151: no false numbers) and the document that leads to them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::discovery {

struct node {
    std::string version; // Of the software
    std::string name, description;
    std::int64_t members = 0, active_month = 0, active_half_year = 0, highlights = 0;
    std::string station;            // Who exchanges openings with other instances: its handle
    std::vector<std::string> pacts; // Hosts with which a pact holds
};

enum class nodeinfo_version { v2_0, v2_1 };
std::string nodeinfo(node const& what, nodeinfo_version version);
std::string_view nodeinfo_media_type(nodeinfo_version version);
std::string nodeinfo_links(std::string_view base_url,
                           std::string_view instance_actor); // With FEP-2677's link

} // namespace federwerk::discovery
