// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/accounts/passwords.hpp"

#include "core/secrets.hpp"

#include <argon2.h>

#include <array>

namespace federwerk::app {

namespace {

// OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane.
constexpr std::uint32_t passes = 2, kibibytes = 19 * 1024, lanes = 1;
constexpr std::size_t salt_bytes = 16, hash_bytes = 32;

// The hash that nobody's password has, with the same parameters: what names that nobody has are checked
// against.
constexpr char dummy_hash[] = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                              "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

} // namespace

result<std::string> hash_password_now(std::string_view password)
{
    auto const salt = core::random_bytes(salt_bytes);
    std::array<char, 128> encoded{};
    auto const code =
        argon2id_hash_encoded(passes, kibibytes, lanes, password.data(), password.size(), salt.data(),
                              salt.size(), hash_bytes, encoded.data(), encoded.size());
    if (code != ARGON2_OK)
        return failure{errc::internal, std::string("argon2: ") + argon2_error_message(code), {}};
    return std::string(encoded.data());
}

bool is_password_now(std::optional<std::string> const& stored, std::string_view password)
{
    char const* const against = stored ? stored->c_str() : dummy_hash;
    bool const equal = argon2id_verify(against, password.data(), password.size()) == ARGON2_OK;
    return equal && stored.has_value();
}

boost::asio::awaitable<result<std::string>> hash_password(core::worker_pool& workers, std::string password)
{
    auto work = [&password] { return hash_password_now(password); };
    co_return co_await workers.run(work);
}

boost::asio::awaitable<result<bool>> is_password(core::worker_pool& workers,
                                                 std::optional<std::string> stored, std::string password)
{
    auto work = [&]() -> result<bool> { return is_password_now(stored, password); };
    co_return co_await workers.run(work);
}

} // namespace federwerk::app
