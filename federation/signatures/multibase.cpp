// SPDX-License-Identifier: AGPL-3.0-or-later
#include "federation/signatures/multibase.hpp"

#include <algorithm>
#include <vector>

namespace federwerk::signatures {
namespace {

constexpr std::string_view alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::size_t longest = 1024;

// Digits of `base`, least significant first, times `factor` plus `carry`.
void multiply_add(std::vector<unsigned>& digits, unsigned base, unsigned factor, unsigned carry)
{
    for (auto& digit : digits) {
        carry += digit * factor;
        digit = carry % base;
        carry /= base;
    }
    for (; carry; carry /= base)
        digits.push_back(carry % base);
}

} // namespace

std::string to_multibase(std::string_view bytes)
{
    std::vector<unsigned> digits;
    for (char const byte : bytes)
        multiply_add(digits, 58, 256, static_cast<unsigned char>(byte));
    std::string out = "z";
    auto const zeros = std::min(bytes.find_first_not_of('\0'), bytes.size());
    out.append(zeros, alphabet[0]);
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit)
        out += alphabet[*digit];
    return out;
}

std::optional<std::string> from_multibase(std::string_view text)
{
    if (text.size() > longest || !text.starts_with('z'))
        return {};
    text.remove_prefix(1);
    std::vector<unsigned> digits;
    for (char const c : text) {
        auto const at = alphabet.find(c);
        if (at == alphabet.npos)
            return {};
        multiply_add(digits, 256, 58, static_cast<unsigned>(at));
    }
    std::string out(std::min(text.find_first_not_of(alphabet[0]), text.size()), '\0');
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit)
        out += static_cast<char>(*digit);
    return out;
}

} // namespace federwerk::signatures
