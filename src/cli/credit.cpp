// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/credit.hpp"

#include "app/credits/sealed_copy.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace federwerk::cli {

namespace {

// What a file says of itself must not move the cursor.
std::string plain(std::string const& text)
{
    return core::single_line(text);
}

// The handle is the word of whoever sealed the file: nobody's where that is not known.
std::string name_of(app::sealed_person const& who, bool vouched)
{
    return vouched ? plain(who.handle) + " <" + plain(who.id) + ">" : plain(who.id);
}

std::string name_of(app::sealed_key const& key)
{
    return plain(key.multikey) + " <" + plain(key.id) + ">";
}

void print(std::ostream& out, app::sealed_credit const& c, bool vouched)
{
    out << (c.wrong.empty() ? "holds: " : "does not hold: ") << name_of(c.collaborator, vouched)
        << (c.role.empty() ? "" : " (" + plain(c.role) + ")") << " with " << name_of(c.author, vouched)
        << " on \"" << plain(c.headline) << "\" <" << plain(c.highlight) << ">";
    if (!c.wrong.empty())
        out << ": " << plain(c.wrong) << "\n";
    else if (c.is_proven())
        out << ", signed with " << name_of(c.key) << "\n";
    else
        out << ", by the word of the author's server\n";
}

result<> unknown(app::sealed_key const& key)
{
    return failure{
        errc::forbidden, "the key of the seal is not known: " + key.multikey,
        "The file is of one piece, but anybody can make one like it: nothing in it shows whose its keys "
        "are. Ask " +
            plain(key.owner) + ", or somebody who knew it, for its key, and say --key."};
}

} // namespace

result<> verify_credits(std::filesystem::path const& file, std::string const& key, std::ostream& out)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return failure{errc::not_found, "cannot read " + file.string(),
                       "There is no file " + file.string() + "."};
    std::string const text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    TRY(auto const copy, app::verify_sealed_copy(text, core::now()));
    bool const vouched = !key.empty();
    if (vouched && key != copy.key.multikey)
        return failure{errc::forbidden, "sealed with " + copy.key.multikey,
                       "This file is sealed with another key: " + plain(copy.key.multikey)};
    for (auto const& each : copy.credits)
        print(out, each, vouched);
    auto const good = std::ranges::count(copy.credits, std::string(), &app::sealed_credit::wrong);
    auto const all = static_cast<std::ptrdiff_t>(copy.credits.size());
    out << good << " of " << all << " credits of " << name_of(copy.member, vouched) << " hold, sealed "
        << plain(copy.made) << (vouched ? " by " : " by somebody who says to be ") << plain(copy.key.owner)
        << " with " << (vouched ? "the key that you gave, " : "a key that is not known, ")
        << name_of(copy.key) << "\n";
    if (good != all)
        return failure{errc::forbidden, "credits that do not hold",
                       std::to_string(all - good) + " of these credits do not hold."};
    return vouched ? result<>{} : unknown(copy.key);
}

} // namespace federwerk::cli
