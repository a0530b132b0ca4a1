// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/introductions/answer_introduction.hpp"

#include "app/introductions/introduction_letters.hpp"
#include "app/introductions/receive_introduction.hpp"
#include "db/introductions.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;
using domain::introduction;

failure absent(core::snowflake id)
{
    return {errc::not_found, "no introduction " + id.text() + " for this member", {}};
}

using side = core::snowflake introduction::*;
struct claim {
    core::snowflake id, member_id;
    side who;
};

result<introduction_file> lock_own(db::transaction& tx, claim const& of)
{
    TRY(auto found, db::lock_introduction(tx, of.id));
    if (!found || (*found).*of.who != of.member_id)
        return absent(of.id);
    return open_introduction(tx, std::move(*found));
}

// The introducer learns that it comes to nothing, and may let it lapse.
result<> deliver_here(db::transaction& tx, domain::uris const& uris, introduction_file const& file,
                      core::time_point now)
{
    TRY(auto in, request_in(tx, file.introduction, file.asker));
    in.introduction = file.introduction.sentence;
    TRY(auto const done, receive_introduced(tx, uris, std::move(in), file.introducer, now));
    if (done == request_intake::stored || done == request_intake::known)
        return {};
    return failure{errc::conflict, "not taken: " + file.introduction.opening_uri,
                   "This takes no requests any more."};
}

// The request where one of the two lives here; to those elsewhere it is said.
result<> hand_on(db::transaction& tx, domain::uris const& uris, introduction_file const& file,
                 core::time_point now)
{
    if (file.owner.local) {
        TRY_VOID(deliver_here(tx, uris, file, now));
    } else if (file.asker.local) {
        TRY_VOID(become_request(tx, file.introduction, now));
    }
    return send_passed_on(tx, uris, file);
}

using change = std::function<result<>(db::transaction&, introduction_file&)>;

asio::awaitable<result<introduction_file>> alter(instance const& in, claim of, change how,
                                                 along<introduction_file> with)
{
    auto const write = [&](db::transaction& tx) -> result<introduction_file> {
        TRY(auto file, lock_own(tx, of));
        TRY_VOID(how(tx, file));
        TRY_VOID(db::update_introduction(tx, file.introduction));
        TRY_VOID(write_along(with, tx, file));
        return file;
    };
    CO_TRY(auto done, co_await in.db.run(write));
    in.post.nudge();
    co_return done;
}

} // namespace

asio::awaitable<result<introduction_file>> pass_on_introduction(instance const& in, domain::actor introducer,
                                                                core::snowflake id, std::string sentence,
                                                                along<introduction_file> with)
{
    auto const pass = [&](db::transaction& tx, introduction_file& file) -> result<> {
        auto const now = core::now();
        TRY(file.introduction, domain::pass_on(file.introduction, sentence, now));
        return hand_on(tx, in.uris, file, now);
    };
    claim const of{id, introducer.id, &introduction::introducer_id};
    co_return co_await alter(in, of, pass, std::move(with));
}

asio::awaitable<result<introduction_file>> let_introduction_lapse(instance const& in,
                                                                  domain::actor introducer,
                                                                  core::snowflake id,
                                                                  along<introduction_file> with)
{
    auto const lapse = [](db::transaction&, introduction_file& file) -> result<> {
        TRY(file.introduction, domain::let_lapse(file.introduction, core::now()));
        return {};
    };
    claim const of{id, introducer.id, &introduction::introducer_id};
    co_return co_await alter(in, of, lapse, std::move(with));
}

asio::awaitable<result<introduction_file>> withdraw_introduction(instance const& in, domain::actor asker,
                                                                 core::snowflake id,
                                                                 along<introduction_file> with)
{
    auto const withdraw = [&](db::transaction& tx, introduction_file& file) -> result<> {
        TRY(file.introduction, domain::withdraw(file.introduction, core::now()));
        return send_introduction_withdrawal(tx, in.uris, file);
    };
    claim const of{id, asker.id, &introduction::asker_id};
    co_return co_await alter(in, of, withdraw, std::move(with));
}

} // namespace federwerk::app
