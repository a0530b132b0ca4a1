// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/credits/sealed_copy.hpp"

#include "app/credits/credit_letters.hpp"
#include "app/sign_document.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/credits.hpp"
#include "federation/vocab/contexts.hpp"
#include "json/writer.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

constexpr json::limits whole_file{.bytes = 256U << 20, .depth = 64, .nodes = 10'000'000};

void write_person(json::writer& w, std::string_view name, domain::actor const& who)
{
    w.object(name, [&] { w.field("id", who.uri).field("handle", who.handle()).field("name", who.name); });
}

void write_key(json::writer& w, std::string_view name, std::string const& owner, std::string const& multibase)
{
    w.object(name, [&] {
        w.field("id", owner + "#ed25519-key").field("type", "Multikey").field("controller", owner);
        w.field("publicKeyMultibase", multibase);
    });
}

// The id of the key is the collaborator's, as their proof names it.
void write_consent(json::writer& w, domain::credit const& c, domain::actor const& collaborator)
{
    w.key("authorization").raw(c.document);
    w.object("key", [&] {
        w.field("type", "Multikey").field("controller", collaborator.uri);
        w.field("publicKeyMultibase", c.key.value_or(""));
    });
}

void write_credit(json::writer& w, credit_file const& file)
{
    auto const& c = file.credit;
    w.object([&] {
        write_person(w, "author", file.author);
        write_person(w, "collaborator", file.collaborator);
        w.object("highlight", [&] {
            w.field("id", c.highlight_uri).field("headline", c.headline).field("text", c.plain);
        });
        w.field("digest", c.digest).field("role", c.role);
        w.field("evidence", c.evidence ? to_string(*c.evidence) : std::string_view());
        w.field("confirmed", c.answered_at.value_or(c.requested_at));
        if (c.evidence == domain::evidence::authorization)
            write_consent(w, c, file.collaborator);
    });
}

struct contents {
    domain::actor instance;
    std::vector<credit_file> credits;
};

result<contents> collect(db::transaction& tx, domain::uris const& uris, core::snowflake member_id)
{
    TRY(auto const instance, db::find_actor_by_uri(tx, uris.instance_actor()));
    if (!instance)
        return failure{errc::internal, "no instance actor", {}};
    contents out{*instance, {}};
    TRY(auto all, db::confirmed_credits_of(tx, member_id));
    for (auto& each : all) {
        TRY(auto file, open_credit(tx, std::move(each)));
        out.credits.push_back(std::move(file));
    }
    return out;
}

} // namespace

asio::awaitable<result<std::string>> seal_copy(instance const& in, domain::actor member)
{
    auto const now = core::now();
    auto read = [&](db::transaction& tx) { return collect(tx, in.uris, member.id); };
    CO_TRY(auto const found, co_await in.db.run(read));
    json::writer list;
    list.array([&] {
        for (auto const& file : found.credits)
            write_credit(list, file);
    });
    CO_TRY(auto const parsed, json::document::parse(list.text(), whole_file));
    CO_TRY(auto const signer,
           co_await in.keys.get(found.instance.id, found.instance.uri, signatures::algorithm::ed25519));
    json::writer seal;
    seal.object([&] {
        seal.key("@context").raw(vocab::activity_context());
        seal.field("type", "FederwerkCredits").field("version", 1).field("published", now);
        seal.field("attributedTo", found.instance.uri);
        write_person(seal, "member", member);
        write_key(seal, "key", found.instance.uri, signer.key.public_half().multibase());
        seal.field("digest", "sha-256:" + core::to_hex(core::sha256(json::canonical(parsed.root()))));
    });
    CO_TRY(auto const signed_seal, co_await sign_document(in, found.instance, seal.take(), now));
    json::writer out;
    out.object([&] { out.key("seal").raw(signed_seal).key("credits").raw(list.text()); });
    co_return out.take();
}

} // namespace federwerk::app
