// SPDX-License-Identifier: AGPL-3.0-or-later
#include "inbox/verbs/awards.hpp"

#include "app/awards/answer_award.hpp"
#include "app/awards/receive_award.hpp"
#include "db/awards.hpp"
#include "federation/trust/trust.hpp"

#include <algorithm>

namespace federwerk::inbox::verbs {

namespace {

using app::award_look;
using domain::award_state;

json::view object_of(context const& c)
{
    return c.activity.object ? c.activity.object->embedded : json::view();
}

// Only its author brings it: what others hand on, and what is announced, is a post like any other.
vocab::incoming_awards brought(context const& c)
{
    if (!c.item.trusted || c.activity.objects.size() != 1)
        return {};
    auto out = vocab::read_awards(object_of(c));
    if (out.nothing())
        return {}; // Nearly always, and then the Note need not be read for it
    auto const note = vocab::read_note(object_of(c));
    if (!note || !trust::embedded_is_trusted(c.activity.actor, *note))
        return {};
    std::erase_if(out.assertions, [&](auto const& each) { return !c.uris.is_ours(each.recipient); });
    bool const for_us =
        std::ranges::any_of(out.mentioned, [&](auto const& each) { return c.uris.is_ours(each); });
    return for_us ? out : vocab::incoming_awards();
}

// Update of the credential itself, whose newest words its home has.
bool is_of_a_credential(context const& c)
{
    return c.activity.type == "Update" && c.item.trusted && vocab::is_credential(object_of(c));
}

// An assertion without an id is the Note's own.
std::vector<app::award_question> questions(context const& c, vocab::incoming_awards in)
{
    std::vector<app::award_question> out;
    auto const id = c.activity.object ? c.activity.object->id : std::string();
    if (is_of_a_credential(c))
        out.push_back({id, c.activity.actor, {}});
    for (auto& uri : in.credentials)
        out.push_back({std::move(uri), c.activity.actor, {}});
    for (auto& each : in.assertions) {
        auto uri = each.id.empty() ? id : each.id;
        out.push_back({std::move(uri), c.activity.actor, std::move(each)});
    }
    return out;
}

bool is_public(context const& c)
{
    return std::ranges::any_of(addressees(c.activity, object_of(c)), vocab::is_public_address);
}

result<outcome> store(db::transaction& tx, context const& c, std::vector<std::string> const& mentioned,
                      app::known_award const& found)
{
    app::incoming_award in{found.said, c.known.actor, mentioned, c.activity.object->id};
    TRY(auto const done, app::receive_award(tx, c.uris, std::move(in), c.now));
    switch (done) {
    case app::award_intake::stored:
        return outcome("done");
    case app::award_intake::flood:
        return outcome(award_flood_outcome);
    case app::award_intake::unconcerned:
        break;
    }
    return outcome("ignored: an award for nobody here, or taken back before");
}

result<outcome> tell_anew(db::transaction& tx, context const& c, app::known_award const& found)
{
    TRY(auto const stored, db::find_award_by_uri(tx, c.activity.object->id));
    if (!stored || stored->issuer_id != c.known.actor.id)
        return outcome("ignored: an award for nobody here");
    TRY_VOID(app::refresh_award(tx, c.uris, stored->id, found, c.now));
    return outcome("done");
}

result<outcome> take_one(db::transaction& tx, context const& c, std::vector<std::string> const& mentioned,
                         app::known_award const& found)
{
    if (found.state == award_look::unanswered)
        return failure{errc::unavailable, found.why, {}};
    if (is_of_a_credential(c))
        return tell_anew(tx, c, found);
    if (found.state != award_look::good)
        return outcome("refused: " + found.why);
    return store(tx, c, mentioned, found);
}

} // namespace

bringing_awards brings_awards(context const& c)
{
    if (is_of_a_credential(c))
        return {true, true};
    bool const any = !brought(c).nothing();
    return {any, any && !(is_public(c) && c.known.is_followed)};
}

void want_awards(context const& c, wanted& w)
{
    for (auto& each : questions(c, brought(c)))
        if (!c.known.awards.contains(each.uri))
            w.awards.push_back(std::move(each));
}

result<outcome> take_awards(db::transaction& tx, context const& c)
{
    auto in = brought(c);
    auto const mentioned = in.mentioned;
    outcome out;
    for (auto const& each : questions(c, std::move(in))) {
        auto const found = c.known.awards.find(each.uri);
        if (found == c.known.awards.end())
            continue;
        TRY(auto how, take_one(tx, c, mentioned, found->second));
        if (out.empty() || how == "done")
            out = std::move(how);
    }
    return out.empty() ? outcome("ignored: no award for anybody here") : out;
}

result<bool> accept_award(db::transaction& tx, context const& c)
{
    return app::award_answered(tx, c.uris, c.activity.object->id, c.known.actor.id, award_state::accepted,
                               c.now);
}

result<bool> reject_award(db::transaction& tx, context const& c)
{
    return app::award_answered(tx, c.uris, c.activity.object->id, c.known.actor.id, award_state::declined,
                               c.now);
}

result<bool> delete_award(db::transaction& tx, context const& c)
{
    return app::receive_award_deletion(tx, c.uris, c.activity.object->id, c.known.actor, c.now);
}

} // namespace federwerk::inbox::verbs
