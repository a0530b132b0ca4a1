// SPDX-License-Identifier: AGPL-3.0-or-later
// The configuration: federwerk.toml, then FEDERWERK_… variables, then flags; the later wins.
// One table in settings.cpp names every key with its type, default and sentence; docs/operations.md is
// checked against it.
#pragma once

#include "core/log.hpp"
#include "core/result.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace federwerk::core {

struct settings {
    // Top level
    std::string domain =
        "localhost:8080";           // HOST[:PORT] of handles and ids; never changes once people are there
    std::string name = "Federwerk"; // Of the instance, as the front page says it
    std::string description;
    std::filesystem::path data = "data";
    std::string listen = "127.0.0.1:8080";
    std::string metrics_listen; // Empty: no metrics
    std::vector<std::string> roles{"web", "worker"};
    bool dev = false;
    std::filesystem::path secret_key_file; // Empty: data/secret.key
    unsigned reactors = 0;                 // 0: one per core

    struct {
        std::string url; // Empty: a private cluster under data/postgresql
        unsigned connections = 6;
        unsigned queue = 256; // Jobs that may wait before 503
    } database;
    struct {
        std::filesystem::path certificate, key; // PEM; empty: plain HTTP behind a proxy
    } tls;
    struct {
        log::format format = log::format::automatic;
        log::level level = log::level::info;
    } logs;
    struct {
        std::map<std::string, std::string> hosts; // Name to address, under --dev only
        std::filesystem::path extra_ca;           // PEM, under --dev only
        std::string resolver;                     // ADDRESS:PORT of a DNS server, under --dev only
        std::vector<std::string> trusted_proxies; // Addresses whose X-Forwarded-For is believed
    } network;
    struct {
        bool authorized_fetch = false;
        std::chrono::days remote_content_kept{90}; // When nobody here refers to it
    } federation;
    struct {
        std::chrono::days minimum_account_age{7};
        unsigned open_at_once = 5, per_day = 20;
    } invitations;
    struct {
        unsigned open_per_host = 5'000, open_per_actor = 100;
        unsigned new_per_host_a_day = 1'000, new_per_actor_a_day = 30;
    } openings; // Taken in from others
    struct {
        std::string smtp_url, from, username; // smtp_url empty: data/outgoing-mail/
        std::filesystem::path password_file;
    } mail;
    struct {
        std::uint64_t maximum_bytes = 16 * 1024 * 1024;
    } media;

    // http://DOMAIN under --dev without TLS, https://DOMAIN otherwise: the base of every id that we mint.
    std::string base_url() const;
    bool has_role(std::string_view role) const;
    std::filesystem::path secret_key_path() const;
};

using texts = std::map<std::string, std::string>;

// The file where one is given, then FEDERWERK_DATABASE_URL and the like, then flags by the names of their
// keys
// ("database.url"). A key that does not exist is an error that names the nearest one.
result<settings> load_settings(std::optional<std::filesystem::path> const& file, texts const& environment,
                               texts const& flags);
texts federwerk_environment(); // The FEDERWERK_… variables of this process

// Every key with its type, default and sentence, as the Markdown table of docs/operations.md.
std::string settings_reference();

} // namespace federwerk::core
