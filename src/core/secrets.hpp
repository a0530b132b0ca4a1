// SPDX-License-Identifier: AGPL-3.0-or-later
// Randomness, hashes and the instance's own secret. The secret lives in a file outside the database
// (data/secret.key, mode 0600, or the setting secret_key_file); everything else is derived from it.
#pragma once

#include "core/result.hpp"

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

namespace federwerk::core {

std::string random_bytes(std::size_t count);
std::string random_token(); // 256 random bits as base64url: bearer tokens, invitations, status links
std::string sha256(std::string_view bytes); // 32 raw bytes
std::string hmac_sha256(std::string_view key, std::string_view bytes);
bool equal_in_constant_time(std::string_view a, std::string_view b);

class secrets {
public:
    // Reads the file, or makes it (exclusively, fsynced) where there is none.
    static result<secrets> load_or_create(std::filesystem::path const& file);
    static secrets for_tests();

    // What the database stores instead of a token. The purpose keeps kinds of tokens apart: "invitation",
    // "access_token" …
    std::string token_hash(std::string_view purpose, std::string_view token) const; // 32 raw bytes

    // AES-256-GCM with a random nonce; the purpose is authenticated too. For private keys at rest.
    std::string seal(std::string_view purpose, std::string_view plain) const;
    result<std::string> open(std::string_view purpose, std::string_view sealed) const;

private:
    explicit secrets(std::array<unsigned char, 32> key) : key_(key) {}
    std::array<unsigned char, 32> key_;
};

} // namespace federwerk::core
