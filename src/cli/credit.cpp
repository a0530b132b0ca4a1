// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/credit.hpp"

#include "app/credits/sealed_copy.hpp"

#include <fstream>
#include <iterator>

namespace federwerk::cli {

result<> verify_credits(std::filesystem::path const& file, std::string const& key, std::ostream& out)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return failure{errc::not_found, "cannot read " + file.string(),
                       "There is no file " + file.string() + "."};
    std::string const text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    TRY(auto const copy, app::verify_sealed_copy(text, core::now()));
    if (!key.empty() && key != copy.instance_key)
        return failure{errc::forbidden, "sealed with " + copy.instance_key,
                       "This file is sealed with another key: " + copy.instance_key};
    for (auto const& each : copy.credits) {
        out << each.collaborator << (each.role.empty() ? "" : " (" + each.role + ")") << " with "
            << each.author << " on \"" << each.headline << "\" " << each.highlight
            << (each.proven ? "" : ", by the word of the author's server") << "\n";
    }
    out << copy.credits.size() << " credits of " << copy.member << " hold, sealed " << copy.made << " by "
        << copy.instance << " with the key " << copy.instance_key << "\n";
    return {};
}

} // namespace federwerk::cli
