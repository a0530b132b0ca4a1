// SPDX-License-Identifier: AGPL-3.0-or-later
// snac in the neighbourhood, behind TLS, with the member sam. It keeps everything in files, which the test
// reads.
#pragma once

#include "support/child_process.hpp"
#include "support/neighbourhood.hpp"

namespace federwerk::tests {

class snac_peer {
public:
    explicit snac_peer(neighbourhood& around); // Ready when made

    std::string const& authority() const { return authority_; }
    std::string uri() const { return "https://" + authority_ + "/sam"; }
    std::string log() const;

    // snac COMMAND BASE sam ARGUMENT
    void command(std::string const& name, std::string const& argument);
    std::size_t followers() const;
    // Whether an object with this id or text is stored, and the same in sam's own timeline.
    bool stores(std::string const& text) const;
    bool shows(std::string const& text) const;

private:
    program_call call(std::vector<std::string> arguments) const;
    bool contains(std::string const& folder, std::string const& text) const;

    neighbourhood& around_;
    std::string authority_;
    std::filesystem::path folder_;
    std::unique_ptr<child_process> server_, front_;
};

} // namespace federwerk::tests
