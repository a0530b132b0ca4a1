// SPDX-License-Identifier: AGPL-3.0-or-later
// Where settings come from: a TOML file, the environment, flags.
#include "core/settings_keys.hpp"
#include "core/text.hpp"
#include "core/url.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <numeric>
#include <sstream>

extern char** environ; // NOLINT: POSIX says its name

namespace federwerk::core {
namespace {

failure wrong(std::string what)
{
    return {errc::invalid, what, what};
}

std::size_t distance(std::string_view a, std::string_view b) // Levenshtein's
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 0; i < a.size(); ++i) {
        auto diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            auto const change = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({change, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

failure unknown(std::string const& name, std::string const& source)
{
    auto const nearest = std::ranges::min_element(
        setting_keys(), {}, [&](setting_key const& key) { return distance(name, key.name); });
    return wrong(source + ": there is no setting " + name + "; did you mean " + std::string(nearest->name) +
                 "?");
}

result<> set(settings& s, std::string const& name, std::string const& text, std::string const& source)
{
    auto const key = std::ranges::find(setting_keys(), name, &setting_key::name);
    if (key == setting_keys().end())
        return unknown(name, source);
    if (!key->set(s, text))
        return wrong(source + ": " + name + " is not as it should be: " + std::string(key->type));
    return {};
}

// Numbers, truths, texts and lists of them, as the texts that flags would be.
std::optional<std::string> to_text(toml::node const& node)
{
    if (auto const text = node.value_exact<std::string>())
        return *text;
    if (auto const number = node.value_exact<std::int64_t>())
        return std::to_string(*number);
    if (auto const truth = node.value_exact<bool>())
        return *truth ? "true" : "false";
    if (auto const* list = node.as_array()) {
        std::string out;
        for (auto const& item : *list) {
            auto const text = item.value_exact<std::string>();
            if (!text || text->find(',') != std::string::npos)
                return std::nullopt;
            out += (out.empty() ? "" : ",") + *text;
        }
        return out;
    }
    return std::nullopt;
}

std::optional<std::string> to_text(toml::table const& names)
{
    std::string out;
    for (auto const& [name, address] : names) {
        auto const text = address.value_exact<std::string>();
        if (!text)
            return std::nullopt;
        out += (out.empty() ? "" : ",") + std::string(name.str()) + "=" + *text;
    }
    return out;
}

result<> read_table(settings& s, toml::table const& table, std::string const& prefix,
                    std::string const& source)
{
    for (auto const& [key, node] : table) {
        auto const name = prefix + std::string(key.str());
        auto const* inner = node.as_table();
        bool const is_key =
            std::ranges::find(setting_keys(), name, &setting_key::name) != setting_keys().end();
        if (inner != nullptr && !is_key) {
            TRY_VOID(read_table(s, *inner, name + ".", source));
            continue;
        }
        if (!is_key)
            return unknown(name, source);
        auto const text = inner != nullptr ? to_text(*inner) : to_text(node);
        if (!text)
            return wrong(source + ": " + name +
                         " is neither a text, a number, true or false, nor a list of texts");
        TRY_VOID(set(s, name, *text, source));
    }
    return {};
}

result<> read_file(settings& s, std::filesystem::path const& file)
try {
    return read_table(s, toml::parse_file(file.string()), "", file.string());
} catch (toml::parse_error const& e) {
    std::ostringstream where;
    where << file.string() << ":" << e.source().begin.line << ": " << e.description();
    return wrong(where.str());
}

result<> read_environment(settings& s, texts const& environment)
{
    for (auto const& [variable, text] : environment) {
        if (!variable.starts_with("FEDERWERK_"))
            continue;
        auto const key = std::ranges::find(setting_keys(), variable, &setting_key::variable);
        if (key == setting_keys().end()) {
            auto name = lower_ascii(variable.substr(10));
            std::ranges::replace(name, '_', '.');
            return unknown(name, "the variable " + variable);
        }
        TRY_VOID(set(s, std::string(key->name), text, "the variable " + variable));
    }
    return {};
}

bool is_host_and_port(std::string const& text)
{
    auto const colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size() || text.size() - colon > 6)
        return false;
    auto const port = std::string_view(text).substr(colon + 1);
    return std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; }) &&
           std::stoi(std::string(port)) <= 65535;
}

// What one key alone cannot tell.
result<> check(settings& s)
{
    auto authority = normalise_authority(s.domain);
    if (!authority)
        return wrong("domain: " + authority.error().log);
    s.domain = std::move(authority).value();
    for (auto const& role : s.roles)
        if (role != "web" && role != "worker")
            return wrong("roles: there are web and worker, not " + role);
    if (s.roles.empty())
        return wrong("roles: at least one of web and worker");
    if (!is_host_and_port(s.listen))
        return wrong("listen: HOST:PORT, such as 127.0.0.1:8080");
    if (!s.metrics_listen.empty() && !is_host_and_port(s.metrics_listen))
        return wrong("metrics_listen: HOST:PORT, such as 127.0.0.1:9100");
    if (s.tls.certificate.empty() != s.tls.key.empty())
        return wrong("tls.certificate and tls.key belong together");
    if (!s.dev && (!s.network.hosts.empty() || !s.network.extra_ca.empty() || !s.network.resolver.empty()))
        return wrong("network.hosts, network.extra_ca and network.resolver are for tests: they need dev");
    if (s.database.connections == 0 || s.database.connections > 100 || s.database.queue == 0)
        return wrong("database.connections is 1 to 100, database.queue at least 1");
    if (!s.mail.smtp_url.empty() && s.mail.from.empty())
        return wrong("mail.from is needed with mail.smtp_url");
    if (s.data.empty())
        return wrong("data: a folder");
    return {};
}

} // namespace

texts federwerk_environment()
{
    texts out;
    for (char** at = environ; at != nullptr && *at != nullptr; ++at) {
        std::string_view const variable(*at);
        if (auto const equals = variable.find('=');
            variable.starts_with("FEDERWERK_") && equals != std::string_view::npos)
            out.emplace(variable.substr(0, equals), variable.substr(equals + 1));
    }
    return out;
}

result<settings> load_settings(std::optional<std::filesystem::path> const& file, texts const& environment,
                               texts const& flags)
{
    settings s;
    if (file)
        TRY_VOID(read_file(s, *file));
    TRY_VOID(read_environment(s, environment));
    for (auto const& [name, text] : flags)
        TRY_VOID(set(s, name, text, "--" + name));
    TRY_VOID(check(s));
    return s;
}

} // namespace federwerk::core
