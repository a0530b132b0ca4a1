// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/domain_blocks.hpp"

#include "db/values.hpp"

namespace federwerk::db {
namespace {

std::string to_text(block_severity severity)
{
    switch (severity) {
    case block_severity::allow:
        return "allow";
    case block_severity::silence:
        return "silence";
    case block_severity::suspend:
        return "suspend";
    }
    return "suspend";
}

block_severity parse(std::string const& text)
{
    return text == "allow"     ? block_severity::allow
           : text == "silence" ? block_severity::silence
                               : block_severity::suspend;
}

// "a.b.test:8443" is judged by the rules for itself, a.b.test, b.test and test.
std::vector<std::string> rules_that_fit(std::string host)
{
    std::vector<std::string> out{host};
    if (auto const colon = host.rfind(':');
        colon != std::string::npos && host.find(']') == std::string::npos) {
        host.resize(colon);
        out.push_back(host);
    }
    for (auto dot = host.find('.'); dot != std::string::npos; dot = host.find('.', dot + 1))
        out.push_back(host.substr(dot + 1));
    return out;
}

} // namespace

block_severity severity_among(std::vector<domain_block> const& blocks, std::string const& host)
{
    for (auto const& domain : rules_that_fit(host))
        for (auto const& block : blocks)
            if (block.domain == domain)
                return block.severity;
    return block_severity::allow;
}

result<block_severity> domain_severity(transaction& tx, std::string const& host)
{
    auto const row =
        tx.exec_params1("/* domain_blocks.severity */ SELECT domain_severity(lower($1)) AS severity", host);
    return parse(row["severity"].as<std::string>());
}

result<std::vector<domain_block>> list_domain_blocks(transaction& tx)
{
    auto const rows =
        tx.exec("/* domain_blocks.list */ SELECT domain, severity, reason FROM domain_block ORDER BY domain");
    std::vector<domain_block> out;
    for (auto const& row : rows)
        out.push_back({row["domain"].as<std::string>(), parse(row["severity"].as<std::string>()),
                       row["reason"].as<std::string>()});
    return out;
}

result<> set_domain_block(transaction& tx, domain_block const& block)
{
    tx.exec_params(R"sql(/* domain_blocks.set */
        INSERT INTO domain_block (domain, severity, reason) VALUES ($1, $2, $3)
        ON CONFLICT (domain) DO UPDATE SET severity = EXCLUDED.severity, reason = EXCLUDED.reason
    )sql",
                   block.domain, to_text(block.severity), block.reason);
    return {};
}

result<bool> remove_domain_block(transaction& tx, std::string const& domain)
{
    return tx.exec_params("/* domain_blocks.remove */ DELETE FROM domain_block WHERE domain = $1", domain)
               .affected_rows() > 0;
}

} // namespace federwerk::db
