// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/federwerk/organisation_entry.hpp"

#include "api/federwerk/actor_entry.hpp"
#include "app/organisations/edit_organisation.hpp"

namespace federwerk::api {

namespace {

// What has to be put where.
void write_proof(json::writer& w, app::organisation_file const& file)
{
    auto const& o = file.proof;
    auto const text = domain::proof_text(o.token.value_or(""));
    auto const id_text = domain::proof_text(file.actor.uri);
    w.object("proof", [&] {
        w.field("token", o.token.value_or(""));
        w.object("dns", [&] {
            w.field("name", domain::proof_record(o.domain)).field("type", "TXT").field("value", text);
            w.field("value_for_others", id_text);
        });
        // What names the id is for other servers, which know nothing else of the organisation.
        w.object("file", [&] {
            w.field("url", domain::proof_file(o.domain))
                .field("content", text + "\n" + file.actor.uri + "\n");
        });
        w.key("method");
        o.method ? w.value(to_string(*o.method)) : w.null();
        w.field("checked_at", o.checked_at).field("failing_since", o.failing_since);
    });
}

void write_fields(json::writer& w, domain::actor const& a)
{
    auto const plain = app::to_plain_fields(a.fields);
    w.array("fields", [&] {
        for (std::size_t i = 0; i < plain.size(); ++i)
            w.object([&] {
                w.field("name", plain[i].name).field("value", plain[i].value);
                w.field("html", a.fields[i].value);
            });
    });
}

void write_people(json::writer& w, app::organisation_file const& file)
{
    w.array("people", [&] {
        for (auto const& each : file.people)
            w.object([&] {
                w.key("member");
                write_actor(w, each.actor);
                w.field("role", to_string(each.role)).field("listed", each.listed);
            });
    });
}

} // namespace

void write_organisation(json::writer& w, app::organisation_file const& file)
{
    auto const& a = file.actor;
    w.object([&] {
        w.field("id", a.id).field("uri", a.uri).field("handle", a.handle()).field("name", a.name);
        w.field("url", a.url.value_or(a.uri)).field("icon_url", a.icon_url).field("html", a.summary);
        w.field("about", app::plain_about(a));
        write_fields(w, a);
        w.field("domain", file.proof.domain).field("state", to_string(file.proof.state));
        w.field("verified", a.verified).field("verified_at", file.proof.verified_at);
        w.key("role");
        file.role ? w.value(to_string(*file.role)) : w.null();
        if (file.role) {
            write_proof(w, file);
            write_people(w, file);
        }
    });
}

} // namespace federwerk::api
