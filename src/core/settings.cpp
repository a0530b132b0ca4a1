// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/settings.hpp"

#include "core/settings_keys.hpp"
#include "core/settings_values.hpp"

#include <algorithm>
#include <memory>

namespace federwerk::core {
namespace {

using namespace setting_values;

template <class Where>
setting_key key(std::string_view name, Where where, std::string_view sentence)
{
    return {name, sentence, type_of(where(*std::make_unique<settings>())),
            [where](settings const& s) {
                auto copy = s;
                return show(where(copy));
            },
            [where](settings& s, std::string_view text) { return parse(text, where(s)); }};
}
#define AT(member) [](settings& s) -> auto& { return s.member; }

std::vector<setting_key> keys_of_the_process()
{
    return {
        key("domain", AT(domain),
            "Host, and port where it is not the usual one, of every handle and id. It never changes once "
            "people are there."),
        key("name", AT(name), "What the instance calls itself."),
        key("description", AT(description),
            "A sentence about the instance, for its front page and NodeInfo."),
        key("data", AT(data),
            "The folder of everything that is not in the database: the secret key, pictures, the private "
            "cluster."),
        key("listen", AT(listen), "HOST:PORT to serve at."),
        key("metrics_listen", AT(metrics_listen),
            "HOST:PORT of `/metrics`, apart from the public one. Empty: no metrics."),
        key("roles", AT(roles), "What this process does: `web` serves, `worker` delivers and cleans up."),
        key("dev", AT(dev), "Plain http and peers on loopback, for trying it out. Never in earnest."),
        key("secret_key_file", AT(secret_key_file),
            "The instance's secret. Empty: `secret.key` in the data folder, made at the first start."),
        key("reactors", AT(reactors), "Threads that serve connections. 0: one per core."),
        key("database.url", AT(database.url),
            "A PostgreSQL connection string. Empty: a private cluster in the data folder."),
        key("database.connections", AT(database.connections), "Connections, and the threads that use them."),
        key("database.queue", AT(database.queue),
            "Jobs that may wait for a connection before the answer is 503."),
        key("tls.certificate", AT(tls.certificate),
            "PEM file of the certificate chain. Empty: plain http, for a proxy in front."),
        key("tls.key", AT(tls.key), "PEM file of its private key."),
        key("logs.format", AT(logs.format), "`automatic` is for people on a terminal and JSON elsewhere."),
        key("logs.level", AT(logs.level), "The least that is written."),
        key("network.hosts", AT(network.hosts), "Names and the addresses they stand for. Only with `dev`."),
        key("network.extra_ca", AT(network.extra_ca),
            "PEM file of a certificate authority to trust besides the system's. Only with `dev`."),
        key("network.resolver", AT(network.resolver),
            "`ADDRESS:PORT` of the DNS server to ask for TXT records. Only with `dev`."),
        key("network.trusted_proxies", AT(network.trusted_proxies),
            "Addresses of proxies whose `X-Forwarded-For` is believed."),
    };
}

std::vector<setting_key> keys_of_the_instance()
{
    return {
        key("federation.authorized_fetch", AT(federation.authorized_fetch),
            "Answer ActivityPub requests only when they are signed."),
        key("federation.remote_content_kept", AT(federation.remote_content_kept),
            "How long remote content stays that nobody here refers to."),
        key("invitations.minimum_account_age", AT(invitations.minimum_account_age),
            "How old an account is before it may invite."),
        key("invitations.open_at_once", AT(invitations.open_at_once), "Open invitations of one member."),
        key("invitations.per_day", AT(invitations.per_day), "Invitations that one member may make in a day."),
        key("openings.open_per_host", AT(openings.open_per_host),
            "Openings of one other instance that are kept here at once."),
        key("openings.open_per_actor", AT(openings.open_per_actor),
            "Openings of one member elsewhere that are kept here at once."),
        key("openings.new_per_host_a_day", AT(openings.new_per_host_a_day),
            "New openings that are taken from one other instance in a day; what comes beyond is dropped."),
        key("openings.new_per_actor_a_day", AT(openings.new_per_actor_a_day),
            "New openings that are taken from one member elsewhere in a day."),
        key("mail.smtp_url", AT(mail.smtp_url),
            "`smtp://HOST:PORT` or `smtps://…`. Empty: mail is written to `outgoing-mail/` in the data "
            "folder."),
        key("mail.from", AT(mail.from), "The sender of mail."),
        key("mail.username", AT(mail.username), "Who signs in at the mail server. Empty: nobody."),
        key("mail.password_file", AT(mail.password_file), "File that holds the password for it."),
        key("media.maximum_bytes", AT(media.maximum_bytes), "The largest upload."),
    };
}
#undef AT

std::vector<setting_key> make_keys()
{
    auto out = keys_of_the_process();
    for (auto& each : keys_of_the_instance())
        out.push_back(std::move(each));
    return out;
}

} // namespace

std::string setting_key::variable() const
{
    std::string out = "FEDERWERK_";
    for (char const c : name)
        out += c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
}

std::span<setting_key const> setting_keys()
{
    static std::vector<setting_key> const all = make_keys();
    return all;
}

std::string settings_reference()
{
    settings const defaults;
    std::string out = "| Key | Type | Default | |\n| --- | --- | --- | --- |\n";
    for (auto const& key : setting_keys()) {
        auto const value = key.show(defaults);
        out += "| `" + std::string(key.name) + "` | " + std::string(key.type) + " | " +
               (value.empty() ? "" : "`" + value + "`") + " | " + std::string(key.sentence) + " |\n";
    }
    return out;
}

std::string settings::base_url() const
{
    return (dev && tls.certificate.empty() ? "http://" : "https://") + domain;
}

bool settings::has_role(std::string_view role) const
{
    return std::ranges::find(roles, role) != roles.end();
}

fs::path settings::secret_key_path() const
{
    return secret_key_file.empty() ? data / "secret.key" : secret_key_file;
}

} // namespace federwerk::core
