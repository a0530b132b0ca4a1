// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/credits/answer_credit.hpp"

#include "app/credits/credit_effects.hpp"
#include "app/credits/prove_consents.hpp"
#include "app/sign_document.hpp"
#include "core/secrets.hpp"
#include "db/actors.hpp"
#include "db/credits.hpp"
#include "db/highlights.hpp"
#include "federation/signatures/keys.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;
using domain::credit_state;

failure absent()
{
    return {errc::not_found, "no such credit of this member", {}};
}

failure in_the_way(credit_state state)
{
    return {errc::conflict, "the credit is " + std::string(to_string(state)),
            "This credit cannot be answered like this any more."};
}

// Locked, for the collaborator alone.
result<credit_file> lock_own(db::transaction& tx, core::snowflake id, core::snowflake member_id)
{
    TRY(auto found, db::lock_credit(tx, id));
    if (!found || found->collaborator_id != member_id || !found->request_uri)
        return absent();
    return open_credit(tx, std::move(*found));
}

// Each confirmation has an id of its own: one that was taken back never comes to life again. About a
// highlight of few, nobody finds it by counting: who reads the highlight reads the id there.
result<credit_file> prepare(db::transaction& tx, domain::uris const& uris, core::snowflake id,
                            core::snowflake member_id)
{
    TRY(auto file, lock_own(tx, id, member_id));
    if (file.credit.state == credit_state::confirmed)
        return in_the_way(file.credit.state);
    TRY(auto const number, db::next_id(tx));
    TRY(auto const h, db::find_any_highlight(tx, file.credit.highlight_uri));
    bool const open = h && h->seen_by == domain::visibility::public_;
    file.credit.uri = uris.credit(open ? number.text() : number.text() + "-" + core::random_token());
    return file;
}

result<credit_file> store(db::transaction& tx, domain::uris const& uris, credit_file const& signed_one,
                          core::time_point now)
{
    TRY(auto current, lock_own(tx, signed_one.credit.id, signed_one.collaborator.id));
    auto const state = current.credit.state;
    bool const same = current.credit.digest == signed_one.credit.digest &&
                      current.credit.request_uri == signed_one.credit.request_uri;
    if (!same || state == credit_state::confirmed)
        return in_the_way(state);
    TRY(auto const key, db::hold_public_key(tx, current.collaborator.id, domain::key_algorithm::ed25519));
    TRY(auto const proven_by, signatures::public_key::from_multibase(signed_one.credit.key.value_or("")));
    if (!key || key->spki != proven_by.spki())
        return failure{errc::conflict, "signed with a former key of " + current.collaborator.uri,
                       "Your keys were replaced at the same time."};
    current.credit.uri = signed_one.credit.uri;
    current.credit.document = signed_one.credit.document;
    current.credit.key = signed_one.credit.key;
    current.credit.evidence = domain::evidence::authorization;
    current.credit.checked_at = now;
    TRY_VOID(credit_is_confirmed(tx, uris, current, now));
    TRY_VOID(send_credit_accept(tx, uris, current));
    return current;
}

// Twice is once.
result<credit_file> decline(db::transaction& tx, domain::uris const& uris, core::snowflake id,
                            core::snowflake member_id)
{
    TRY(auto file, lock_own(tx, id, member_id));
    if (file.credit.state == credit_state::declined)
        return file;
    if (file.credit.state != credit_state::requested)
        return in_the_way(file.credit.state);
    TRY_VOID(credit_is_refused(tx, uris, file, credit_state::declined, core::now()));
    TRY_VOID(send_credit_reject(tx, uris, file));
    return file;
}

} // namespace

asio::awaitable<result<credit_file>> confirm_credit(instance const& in, domain::actor member,
                                                    core::snowflake id, along<credit_file> with)
{
    auto const now = core::now();
    auto begin = [&](db::transaction& tx) { return prepare(tx, in.uris, id, member.id); };
    CO_TRY(auto file, co_await in.db.run(begin));
    in.keys.forget(member.id); // Another process may have replaced it
    CO_TRY(auto const signer, co_await in.keys.get(member.id, member.uri, signatures::algorithm::ed25519));
    CO_TRY_VOID(co_await prove_consent(in, file, signer, now));
    auto write = [&](db::transaction& tx) -> result<credit_file> {
        TRY(auto stored, store(tx, in.uris, file, now));
        TRY_VOID(write_along(with, tx, stored));
        return stored;
    };
    CO_TRY(auto confirmed, co_await in.db.run(write));
    in.post.nudge();
    co_return confirmed;
}

asio::awaitable<result<credit_file>> decline_credit(instance const& in, domain::actor member,
                                                    core::snowflake id, along<credit_file> with)
{
    auto write = [&](db::transaction& tx) -> result<credit_file> {
        TRY(auto file, decline(tx, in.uris, id, member.id));
        TRY_VOID(write_along(with, tx, file));
        return file;
    };
    CO_TRY(auto declined, co_await in.db.run(write));
    in.post.nudge();
    co_return declined;
}

asio::awaitable<result<>> revoke_credit(instance const& in, domain::actor member, core::snowflake id)
{
    auto write = [&](db::transaction& tx) -> result<> {
        auto const now = core::now();
        TRY(auto file, lock_own(tx, id, member.id));
        if (file.credit.state != credit_state::confirmed)
            return in_the_way(file.credit.state);
        TRY(bool const relayed, credit_is_refused(tx, in.uris, file, credit_state::revoked, now));
        return send_revocation(tx, in.uris, file, relayed);
    };
    CO_TRY_VOID(co_await in.db.run(write));
    in.post.nudge();
    co_return result<>{};
}

} // namespace federwerk::app
