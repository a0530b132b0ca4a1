// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/request_entry.hpp"

#include "api/federwerk/actor_entry.hpp"

namespace federwerk::api {

namespace {

void write_perhaps(json::writer& w, std::string_view name, std::optional<domain::actor> const& who)
{
    w.key(name);
    if (who)
        write_actor(w, *who);
    else
        w.null();
}

std::optional<core::time_point> end_of(domain::request const& r)
{
    auto const waits = r.state == domain::request_state::sent ||
                       r.state == domain::request_state::interested ||
                       r.state == domain::request_state::not_now;
    return waits ? std::optional(r.expires_at) : std::nullopt;
}

void write_people(json::writer& w, app::request_file const& file)
{
    w.key("sender");
    write_actor(w, file.sender);
    w.key("receiver");
    write_actor(w, file.receiver);
    write_perhaps(w, "behalf", file.behalf);
    write_perhaps(w, "introducer", file.introducer);
}

void write_times(json::writer& w, domain::request const& r)
{
    w.field("created_at", r.created_at).field("expires_at", end_of(r));
    w.field("interested_at", r.interested_at).field("agreed_at", r.agreed_at);
    w.field("sender_done_at", r.sender_done_at).field("receiver_done_at", r.receiver_done_at);
    w.field("closed_at", r.closed_at);
}

} // namespace

void write_request(json::writer& w, app::own_request const& own, core::time_point now)
{
    auto const r = domain::shown(own.who, own.file.request, now);
    w.object([&] {
        w.field("id", r.id).field("uri", r.uri);
        w.field("box", own.who == domain::party::sender ? "sent" : "received");
        w.field("state", domain::to_string(r.state)).object("opening", [&] {
            w.field("id", r.opening_id).field("uri", r.opening_uri);
            w.field("seat", r.position).field("kind", r.kind);
        });
        write_people(w, own.file);
        w.field("message", r.message).field("answers", r.answers).field("introduction", r.introduction);
        w.field("agreement", r.agreement_uri).field("highlight", r.highlight_uri);
        write_times(w, r);
        w.field("thread", domain::has_thread(r));
    });
}

} // namespace federwerk::api
