// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/credits/prove_consents.hpp"

#include "app/sign_document.hpp"
#include "db/credits.hpp"
#include "translate/outgoing_credit.hpp"

#include <algorithm>

namespace federwerk::app {

namespace asio = boost::asio;

asio::awaitable<result<>> prove_consent(instance const& in, credit_file& file, remote::signer const& with,
                                        core::time_point published)
{
    auto document = translate::credit_authorization(file.credit, {file.author, file.collaborator}, published);
    CO_TRY(file.credit.document, co_await sign_document(in, with, std::move(document), core::now()));
    file.credit.key = with.key.public_half().multibase();
    co_return result<>{};
}

result<std::vector<credit_file>> consents_of(db::transaction& tx, domain::uris const& uris,
                                             core::snowflake member_id)
{
    TRY(auto all, db::confirmed_credits_of(tx, member_id));
    std::vector<credit_file> out;
    for (auto& each : all) {
        if (each.collaborator_id != member_id || !each.uri || !uris.is_ours(*each.uri))
            continue;
        TRY(auto file, open_credit(tx, std::move(each)));
        out.push_back(std::move(file));
    }
    return out;
}

result<> renew_consents(db::transaction& tx, domain::uris const& uris, core::snowflake member_id,
                        std::vector<credit_file> const& proven)
{
    TRY(auto const current, consents_of(tx, uris, member_id));
    bool const same = std::ranges::equal(current, proven, [](credit_file const& a, credit_file const& b) {
        return a.credit.uri == b.credit.uri;
    });
    if (!same)
        return failure{errc::conflict, "consents of " + member_id.text() + " changed at the same time", {}};
    for (auto const& each : proven)
        TRY_VOID(db::renew_proof(tx, each.credit));
    return {};
}

} // namespace federwerk::app
