// SPDX-License-Identifier: AGPL-3.0-or-later
// A certificate authority for one test: writes its own certificate and one for some hosts.
#pragma once

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace federwerk::tests {

class certificates {
public:
    explicit certificates(std::string const& host) : certificates(std::vector{host}) {}
    explicit certificates(std::vector<std::string> const& hosts)
        : authority_key_(EVP_EC_gen("P-256")), host_key_(EVP_EC_gen("P-256"))
    {
        std::string name = "/tmp/federwerk-ca-XXXXXX";
        if (::mkdtemp(name.data()) == nullptr)
            throw std::runtime_error("cannot make a folder");
        folder_ = name;
        auto const root = make("Test authority", authority_key_.get(), nullptr, "");
        auto const leaf = make(hosts.front(), host_key_.get(), root.get(), alternative_names(hosts));
        write(authority(), [&](FILE* f) { return PEM_write_X509(f, root.get()); });
        write(certificate(), [&](FILE* f) { return PEM_write_X509(f, leaf.get()); });
        write(key(), [&](FILE* f) {
            return PEM_write_PrivateKey(f, host_key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
        });
    }
    certificates(certificates const&) = delete;
    certificates& operator=(certificates const&) = delete;
    ~certificates() { std::filesystem::remove_all(folder_); }

    std::filesystem::path authority() const { return folder_ / "ca.pem"; }
    std::filesystem::path certificate() const { return folder_ / "host.pem"; }
    std::filesystem::path key() const { return folder_ / "host.key"; }

private:
    template <auto Free>
    struct with {
        template <class T>
        void operator()(T* p) const
        {
            Free(p);
        }
    };
    using key_ptr = std::unique_ptr<EVP_PKEY, with<EVP_PKEY_free>>;
    using cert_ptr = std::unique_ptr<X509, with<X509_free>>;

    static std::string alternative_names(std::vector<std::string> const& hosts)
    {
        std::string out;
        for (auto const& host : hosts)
            out += (out.empty() ? "DNS:" : ",DNS:") + host;
        return out;
    }

    static void extend(X509* cert, int what, std::string const& value)
    {
        std::unique_ptr<X509_EXTENSION, with<X509_EXTENSION_free>> made(
            X509V3_EXT_conf_nid(nullptr, nullptr, what, value.c_str()));
        X509_add_ext(cert, made.get(), -1);
    }

    cert_ptr make(std::string const& name, EVP_PKEY* key, X509* issuer, std::string const& names)
    {
        cert_ptr out(X509_new());
        X509_set_version(out.get(), 2);
        ASN1_INTEGER_set(X509_get_serialNumber(out.get()), issuer ? 2 : 1);
        X509_gmtime_adj(X509_getm_notBefore(out.get()), -3600);
        X509_gmtime_adj(X509_getm_notAfter(out.get()), 3600);
        X509_set_pubkey(out.get(), key);
        auto const text = reinterpret_cast<unsigned char const*>(name.c_str());
        X509_NAME_add_entry_by_txt(X509_get_subject_name(out.get()), "CN", MBSTRING_UTF8, text, -1, -1, 0);
        X509_set_issuer_name(out.get(), X509_get_subject_name(issuer ? issuer : out.get()));
        extend(out.get(), NID_basic_constraints, issuer ? "CA:FALSE" : "critical,CA:TRUE");
        if (!names.empty())
            extend(out.get(), NID_subject_alt_name, names);
        X509_sign(out.get(), authority_key_.get(), EVP_sha256());
        return out;
    }

    template <class Write>
    static void write(std::filesystem::path const& file, Write how)
    {
        auto* const f = std::fopen(file.c_str(), "w");
        if (f == nullptr || how(f) != 1 || std::fclose(f) != 0)
            throw std::runtime_error("cannot write " + file.string());
    }

    key_ptr authority_key_, host_key_;
    std::filesystem::path folder_;
};

} // namespace federwerk::tests
