// SPDX-License-Identifier: AGPL-3.0-or-later
// A server by others in the neighbourhood: Fedify's, run by Node, told what to do at /control/….
#pragma once

#include "support/child_process.hpp"
#include "support/neighbourhood.hpp"

namespace federwerk::tests {

class fedify_peer {
public:
    // first_knock: the scheme that Fedify tries first, "rfc9421" or "draft-cavage-http-signatures-12".
    fedify_peer(neighbourhood& around, std::string const& first_knock); // Ready when made

    std::string const& authority() const { return authority_; }
    std::string uri(std::string const& who = "bo") const { return url("/users/" + who); }
    std::string log() const;

    answer act(std::string const& name, std::string const& input = "{}"); // Throws where it fails
    answer ask(std::string const& name);
    // Of the activities that Fedify accepted, the newest of the type, from "id" to "scheme", "key" (whose
    // HTTP signature Fedify verified), "proven" (whether it verified a proof) and "said" (as it came, with
    // what Fedify has no word for); empty where there is none.
    std::string received(std::string const& type, std::string const& object_or_content = "");

private:
    std::string url(std::string const& path) const { return "https://" + authority_ + path; }

    neighbourhood& around_;
    std::string authority_;
    std::filesystem::path log_;
    std::unique_ptr<child_process> process_;
};

} // namespace federwerk::tests
