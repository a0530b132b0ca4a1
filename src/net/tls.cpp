// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/tls.hpp"

#include <array>

namespace federwerk::net {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

namespace {

constexpr std::array<unsigned char, 9> http_1_1{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

int choose_protocol(SSL*, unsigned char const** out, unsigned char* length, unsigned char const* offered,
                    unsigned int offered_length, void*)
{
    unsigned char* chosen = nullptr;
    if (SSL_select_next_proto(&chosen, length, http_1_1.data(), http_1_1.size(), offered, offered_length) !=
        OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL; // RFC 7301 3.2
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

failure broken(std::string_view what, std::filesystem::path const& file, error_code const& error)
{
    return {errc::internal, std::string(what) + ' ' + file.string() + ": " + error.message(), {}};
}

void harden(ssl::context& context)
{
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_options(context.native_handle(), SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_mode(context.native_handle(), SSL_MODE_RELEASE_BUFFERS); // Idle connections hold no buffers
}

} // namespace

result<std::shared_ptr<ssl::context>> server_tls(std::filesystem::path const& certificate,
                                                 std::filesystem::path const& key)
{
    auto made = std::make_shared<ssl::context>(ssl::context::tls_server);
    harden(*made);
    error_code error;
    if (made->use_certificate_chain_file(certificate.string(), error); error)
        return broken("certificate", certificate, error);
    if (made->use_private_key_file(key.string(), ssl::context::pem, error); error)
        return broken("private key", key, error);
    SSL_CTX_set_options(made->native_handle(), SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_alpn_select_cb(made->native_handle(), choose_protocol, nullptr);
    return made;
}

result<std::shared_ptr<ssl::context>> client_tls(std::filesystem::path const& extra_authorities)
{
    auto made = std::make_shared<ssl::context>(ssl::context::tls_client);
    harden(*made);
    error_code error;
    if (made->set_default_verify_paths(error); error)
        return broken("certificate authorities", {}, error);
    if (!extra_authorities.empty())
        if (made->load_verify_file(extra_authorities.string(), error); error)
            return broken("certificate authorities", extra_authorities, error);
    made->set_verify_mode(ssl::verify_peer);
    SSL_CTX_set_alpn_protos(made->native_handle(), http_1_1.data(), http_1_1.size());
    return made;
}

} // namespace federwerk::net
