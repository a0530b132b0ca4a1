// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/awards/answer_award.hpp"

#include "app/awards/award_effects.hpp"
#include "db/awards.hpp"
#include "domain/credit.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;
using domain::award_state;

failure absent()
{
    return {errc::not_found, "no such award of this member", {}};
}

failure in_the_way(std::string_view what)
{
    return {errc::conflict, "the award is " + std::string(what),
            "This badge cannot be answered like this any more."};
}

result<award_file> write_answer(db::transaction& tx, domain::uris const& uris, domain::actor const& member,
                                core::snowflake id, award_state answer)
{
    auto const now = core::now();
    TRY(auto found, db::lock_award(tx, id));
    if (!found || found->recipient_id != member.id)
        return absent();
    TRY(auto file, open_award(tx, std::move(*found)));
    if (file.award.state == answer)
        return file; // Said twice
    if (!domain::can_become(file.award.state, answer))
        return in_the_way(to_string(file.award.state));
    bool const accepted = answer == award_state::accepted;
    if (accepted && domain::is_over(file.award, now))
        return in_the_way("over");
    TRY_VOID(award_is_answered(tx, uris, file, answer, now));
    TRY_VOID(accepted ? send_award_accept(tx, uris, file) : send_award_reject(tx, uris, file));
    return file;
}

asio::awaitable<result<award_file>> answer(instance const& in, domain::actor member, core::snowflake id,
                                           award_state what, along<award_file> with)
{
    auto write = [&](db::transaction& tx) -> result<award_file> {
        TRY(auto file, write_answer(tx, in.uris, member, id, what));
        TRY_VOID(write_along(with, tx, file));
        return file;
    };
    CO_TRY(auto file, co_await in.db.run(write));
    in.post.nudge();
    co_return file;
}

result<bool> take_answer(db::transaction& tx, domain::uris const& uris, domain::award a, award_state answer,
                         core::time_point now)
{
    bool const accepts = answer == award_state::accepted;
    if (a.source != domain::award_source::own || !domain::can_become(a.state, answer) ||
        (accepts && domain::is_over(a, now)))
        return false;
    TRY(auto file, open_award(tx, std::move(a)));
    TRY_VOID(award_is_answered(tx, uris, file, answer, now));
    return true;
}

} // namespace

asio::awaitable<result<award_file>> accept_award(instance const& in, domain::actor member, core::snowflake id,
                                                 along<award_file> with)
{
    return answer(in, std::move(member), id, award_state::accepted, std::move(with));
}

asio::awaitable<result<award_file>> decline_award(instance const& in, domain::actor member,
                                                  core::snowflake id, along<award_file> with)
{
    return answer(in, std::move(member), id, award_state::declined, std::move(with));
}

result<bool> award_answered(db::transaction& tx, domain::uris const& uris, std::string const& award_uri,
                            core::snowflake recipient_id, award_state answer, core::time_point now)
{
    TRY(auto found, db::lock_award_by_uri(tx, award_uri));
    if (!found || found->recipient_id != recipient_id)
        return false;
    return take_answer(tx, uris, std::move(*found), answer, now);
}

result<bool> award_answered_by_message(db::transaction& tx, domain::uris const& uris,
                                       std::string const& in_reply_to, core::snowflake recipient_id,
                                       std::string_view plain_text, core::time_point now)
{
    TRY(auto const found, db::find_award_by_offer(tx, in_reply_to, recipient_id));
    auto const said = domain::spoken_answer(plain_text);
    if (!found || !said)
        return false;
    auto const answer =
        said == domain::credit_state::confirmed ? award_state::accepted : award_state::declined;
    return award_answered(tx, uris, found->uri, recipient_id, answer, now);
}

} // namespace federwerk::app
