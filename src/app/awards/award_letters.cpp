// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/awards/award_letters.hpp"

#include "db/actors.hpp"
#include "db/profiles.hpp"
#include "outbox/enqueue.hpp"
#include "translate/outgoing_award.hpp"

namespace federwerk::app {

namespace {

struct saying {
    core::snowflake id;
    std::string uri, type, body, object_uri;
};

// Of one credential all is heard in order: its offer before its end.
result<> send(db::transaction& tx, award_file const& file, domain::actor const& from, domain::actor const& to,
              saying what)
{
    outbox::letter const letter{.uri = std::move(what.uri),
                                .id = what.id,
                                .actor_id = from.id,
                                .type = std::move(what.type),
                                .object_uri = std::move(what.object_uri),
                                .highlight_id = {},
                                .body = std::move(what.body),
                                .ordering_key = file.award.uri};
    outbox::audience const whom{.followers = false, .actors = {to.id}, .followers_of = {}};
    TRY_VOID(outbox::enqueue(tx, letter, whom, core::now()));
    return {};
}

translate::award_ends ends(award_file const& file)
{
    return {file.issuer, file.recipient};
}

// What is said by the credential's id alone, and to nobody who is here.
struct word {
    std::string type;
    domain::actor const& from;
    domain::actor const& to;
    std::string (*write)(std::string const& id, domain::award const& a, translate::award_ends who);
};

result<> say(db::transaction& tx, domain::uris const& uris, award_file const& file, word const& what)
{
    if (what.to.local)
        return {};
    TRY(auto const id, db::next_id(tx));
    auto const uri = uris.activity(id);
    auto body = what.write(uri, file.award, ends(file));
    return send(tx, file, what.from, what.to, {id, uri, what.type, std::move(body), file.award.uri});
}

// An assertion of Open Badges 2.0 is answered at its own site; nobody there reads an activity about it.
result<> answer(db::transaction& tx, domain::uris const& uris, award_file const& file, word const& what)
{
    if (file.award.source != domain::award_source::open_badges)
        return {};
    return say(tx, uris, file, what);
}

} // namespace

result<std::vector<award_file>> open_awards(db::transaction& tx, std::vector<domain::award> awards)
{
    std::vector<core::snowflake> ids;
    for (auto const& a : awards)
        ids.insert(ids.end(), {a.issuer_id, a.recipient_id});
    TRY(auto const people, db::actors_by_id(tx, ids));
    std::vector<award_file> out;
    for (auto& a : awards) {
        auto const issuer = people.find(a.issuer_id), recipient = people.find(a.recipient_id);
        if (issuer != people.end() && recipient != people.end())
            out.push_back({std::move(a), issuer->second, recipient->second});
    }
    return out;
}

result<award_file> open_award(db::transaction& tx, domain::award a)
{
    auto const id = a.id;
    TRY(auto files, open_awards(tx, {std::move(a)}));
    if (files.empty())
        return failure{errc::not_found, "the people of the award " + id.text() + " are gone", {}};
    return std::move(files.front());
}

result<> send_award_offer(db::transaction& tx, domain::uris const& uris, award_file const& file,
                          std::string_view language)
{
    if (file.recipient.local)
        return {};
    TRY(auto const id, db::next_id(tx));
    auto const uri = uris.activity(id);
    auto body = translate::offer_award(uri, file.award, ends(file), language);
    return send(tx, file, file.issuer, file.recipient,
                {id, uri, "Create", std::move(body), file.award.offer_uri.value_or("")});
}

result<> send_award_accept(db::transaction& tx, domain::uris const& uris, award_file const& file)
{
    return answer(tx, uris, file, {"Accept", file.recipient, file.issuer, translate::accept_award});
}

result<> send_award_reject(db::transaction& tx, domain::uris const& uris, award_file const& file)
{
    return answer(tx, uris, file, {"Reject", file.recipient, file.issuer, translate::reject_award});
}

result<> send_award_revocation(db::transaction& tx, domain::uris const& uris, award_file const& file)
{
    return say(tx, uris, file, {"Delete", file.issuer, file.recipient, translate::delete_credential});
}

} // namespace federwerk::app
