// SPDX-License-Identifier: AGPL-3.0-or-later
#include "inbox/verbs.hpp"

#include <algorithm>
#include <array>

namespace federwerk::inbox {
namespace {

constexpr std::array table{
    verb{"Follow", verbs::follow_needs, verbs::follow},
    verb{"Undo", verbs::nothing, verbs::undo},
    verb{"Accept", verbs::accept_needs, verbs::accept},
    verb{"Reject", verbs::nothing, verbs::reject},
    verb{"Create", verbs::create_needs, verbs::create},
    verb{"Update", verbs::update_needs, verbs::update},
    verb{"Delete", verbs::delete_needs, verbs::delete_},
    verb{"Announce", verbs::announce_needs, verbs::announce},
    verb{"Move", verbs::move_needs, verbs::move},
    verb{"Block", verbs::block_needs, verbs::block},
    verb{"Flag", verbs::nothing, verbs::flag},
    verb{"Add", verbs::feature_needs, verbs::add},
    verb{"Remove", verbs::nothing, verbs::remove},
    verb{"Offer", verbs::offer_needs, verbs::offer},
    verb{"Invite", verbs::invite_needs, verbs::invite},
    verb{"TentativeAccept", verbs::nothing, verbs::tentative_accept},
    verb{"CreditRequest", verbs::credit_request_needs, verbs::credit_request},
    verb{"LikeRequest", verbs::nothing, verbs::answer_interaction},
    verb{"ReplyRequest", verbs::nothing, verbs::answer_interaction},
    verb{"QuoteRequest", verbs::nothing, verbs::answer_interaction},
    verb{"AnnounceRequest", verbs::nothing, verbs::answer_interaction},
    verb{"Like", verbs::nothing, verbs::drop},
    verb{"EmojiReact", verbs::nothing, verbs::drop},
    verb{"Dislike", verbs::nothing, verbs::drop},
};

constexpr std::array unkept{std::string_view("Like"), std::string_view("EmojiReact"),
                            std::string_view("Dislike")};
constexpr std::array forwardable{std::string_view("Create"), std::string_view("Update"),
                                 std::string_view("Delete")};

bool is_reply(vocab::reference const& object)
{
    return object.embedded["inReplyTo"].present();
}

bool is_among(std::vector<std::string> const& list, std::string const& one)
{
    return std::ranges::find(list, one) != list.end();
}

// A letter to those alone whom it mentions: neither Public nor anybody's followers are among them. One of
// them is here.
bool is_direct(domain::uris const& uris, vocab::incoming_activity const& activity, json::view note)
{
    std::vector<std::string> mentioned;
    for (auto const tag : note["tag"].as_list())
        if (tag["type"].text() == "Mention")
            mentioned.emplace_back(tag["href"].text().value_or(""));
    auto const addressed = addressees(activity, note);
    return std::ranges::all_of(addressed, [&](auto const& each) { return is_among(mentioned, each); }) &&
           std::ranges::any_of(addressed, [&](auto const& each) { return uris.is_ours(each); });
}

// What asks people without Federwerk for a credit goes out beside the CreditRequest; servers that read that
// have no use for the letter.
bool repeats_a_credit_request(vocab::reference const& object)
{
    return object.embedded["creditRequest"].present();
}

} // namespace

verb const* find_verb(std::string_view type)
{
    auto const found = std::ranges::find(table, type, &verb::type);
    return found == table.end() ? nullptr : &*found;
}

std::vector<std::string> addressees(vocab::incoming_activity const& activity, json::view object)
{
    auto out = activity.to;
    out.insert(out.end(), activity.cc.begin(), activity.cc.end());
    for (auto const list : {object["to"], object["cc"]})
        for (auto const each : list.as_list())
            out.emplace_back(each.text().value_or(""));
    std::ranges::sort(out);
    auto const twice = std::ranges::unique(out);
    out.erase(twice.begin(), twice.end());
    return out;
}

bool answers_us(domain::uris const& uris, vocab::incoming_activity const& activity)
{
    if (activity.type != "Create" || activity.objects.size() != 1)
        return false;
    auto const note = activity.objects.front().embedded;
    return note["inReplyTo"].present() && is_direct(uris, activity, note);
}

bool is_dropped(domain::uris const& uris, vocab::incoming_activity const& activity)
{
    if (std::ranges::find(unkept, activity.type) != unkept.end())
        return true;
    if ((activity.type != "Create" && activity.type != "Update") || activity.objects.empty())
        return false;
    if (std::ranges::all_of(activity.objects, repeats_a_credit_request))
        return true;
    return std::ranges::all_of(activity.objects, is_reply) && !answers_us(uris, activity);
}

bool may_be_forwarded(std::string_view type)
{
    return std::ranges::find(forwardable, type) != forwardable.end();
}

result<std::string> object_id(context const& c)
{
    if (!c.activity.object || c.activity.object->id.empty())
        return failure{errc::malformed, c.activity.type + " without an object's id", {}};
    return c.activity.object->id;
}

namespace verbs {

result<wanted> nothing(context const&)
{
    return wanted{};
}

result<outcome> drop(db::transaction&, context const&)
{
    return outcome("ignored: not kept here");
}

} // namespace verbs

} // namespace federwerk::inbox
