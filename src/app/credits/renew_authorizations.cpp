// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/credits/renew_authorizations.hpp"

#include "app/credits/credit_letters.hpp"
#include "app/sign_document.hpp"
#include "db/credits.hpp"
#include "translate/outgoing_credit.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

result<std::vector<credit_file>> given_by(db::transaction& tx, domain::uris const& uris,
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

// Where it was answered otherwise in the meantime, that stands.
result<> store(db::transaction& tx, domain::credit const& renewed)
{
    TRY(auto current, db::lock_credit(tx, renewed.id));
    if (!current || current->uri != renewed.uri || current->state != domain::credit_state::confirmed)
        return {};
    current->document = renewed.document;
    current->key = renewed.key;
    TRY_VOID(db::upsert_credit(tx, *current));
    return {};
}

} // namespace

asio::awaitable<result<>> renew_authorizations(instance const& in, domain::actor member)
{
    auto find = [&](db::transaction& tx) { return given_by(tx, in.uris, member.id); };
    CO_TRY(auto files, co_await in.db.run(find));
    CO_TRY(auto const signer, co_await in.keys.get(member.id, member.uri, signatures::algorithm::ed25519));
    for (auto& file : files) {
        auto const said = file.credit.answered_at.value_or(file.credit.requested_at);
        auto document = translate::credit_authorization(file.credit, {file.author, file.collaborator}, said);
        CO_TRY(file.credit.document, co_await sign_document(in, member, std::move(document), core::now()));
        file.credit.key = signer.key.public_half().multibase();
        CO_TRY_VOID(co_await in.db.run([&](db::transaction& tx) { return store(tx, file.credit); }));
    }
    co_return result<>{};
}

} // namespace federwerk::app
