// SPDX-License-Identifier: AGPL-3.0-or-later
// The figures, each beside the limit that it is measured against.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace federwerk::bench {

struct figure {
    std::string name, unit;
    double value = 0;
    std::string limit_name{};
    std::optional<double> limit{};
    std::string note{};
};

class report {
public:
    void add(figure f); // Prints it too
    void head() const;
    std::vector<figure> const& figures() const { return figures_; }
    void write_json(std::filesystem::path const& file) const;

private:
    std::vector<figure> figures_;
};

} // namespace federwerk::bench
