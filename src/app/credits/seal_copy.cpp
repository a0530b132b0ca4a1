// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/credits/sealed_copy.hpp"

#include "app/credits/credit_letters.hpp"
#include "core/text.hpp"
#include "db/actors.hpp"
#include "db/credits.hpp"
#include "db/profiles.hpp"
#include "db/throttles.hpp"
#include "federation/signatures/object_proof.hpp"
#include "federation/vocab/contexts.hpp"
#include "federation/vocab/incoming.hpp"
#include "json/writer.hpp"

namespace federwerk::app {

namespace {

namespace asio = boost::asio;

constexpr int most_an_hour = 20;

void write_person(json::writer& w, std::string_view name, domain::actor const& who)
{
    w.object(name, [&] { w.field("id", who.uri).field("handle", who.handle()).field("name", who.name); });
}

void write_key(json::writer& w, std::string_view name, std::string const& id, std::string const& owner,
               std::string const& multibase)
{
    w.object(name, [&] {
        w.field("id", id).field("type", "Multikey").field("controller", owner);
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

// As the collaborator says it, word for word: what our table keeps of it may be shorter or older.
std::string role_of(domain::credit const& c)
{
    if (c.evidence != domain::evidence::authorization)
        return c.role;
    auto const document = json::document::parse(c.document);
    auto const said = document ? vocab::read_authorization(document->root()) : document.error();
    return said ? said->role : c.role;
}

std::string written(credit_file const& file)
{
    auto const& c = file.credit;
    json::writer w;
    w.object([&] {
        write_person(w, "author", file.author);
        write_person(w, "collaborator", file.collaborator);
        w.object("highlight", [&] {
            w.field("id", c.highlight_uri).field("headline", c.headline).field("text", c.plain);
        });
        w.field("digest", c.digest).field("role", role_of(c));
        w.field("evidence", c.evidence ? to_string(*c.evidence) : std::string_view());
        w.field("confirmed", c.answered_at.value_or(c.requested_at));
        if (c.evidence == domain::evidence::authorization)
            write_consent(w, c, file.collaborator);
    });
    return w.take();
}

// In canonical form, which that of a list is put together from: the digest is of these very bytes.
result<std::string> write_credits(std::vector<credit_file> const& files)
{
    std::string out = "[";
    for (auto const& file : files) {
        TRY(auto const one, json::document::parse(written(file)));
        out += (out.size() > 1 ? "," : "") + json::canonical(one.root());
    }
    return out + "]";
}

struct contents {
    domain::actor instance;
    std::vector<credit_file> credits;
};

result<> count(db::transaction& tx, core::snowflake member_id)
{
    db::throttle_rule const rule{"credits.sealed:" + member_id.text(), most_an_hour, std::chrono::hours(1)};
    TRY(bool const allowed, db::take_from_throttle(tx, rule, core::now()));
    if (!allowed)
        return failure{errc::throttled, "too many sealed copies",
                       "You have taken your credits along many times; go on later."};
    return {};
}

result<std::vector<credit_file>> open_all(db::transaction& tx, std::vector<domain::credit> all)
{
    std::vector<core::snowflake> ids;
    for (auto const& c : all)
        ids.insert(ids.end(), {c.author_id, c.collaborator_id});
    TRY(auto const people, db::actors_by_id(tx, ids));
    std::vector<credit_file> out;
    for (auto& c : all) {
        auto const author = people.find(c.author_id), collaborator = people.find(c.collaborator_id);
        if (author != people.end() && collaborator != people.end())
            out.push_back({std::move(c), author->second, collaborator->second});
    }
    return out;
}

result<contents> collect(db::transaction& tx, domain::uris const& uris, core::snowflake member_id)
{
    TRY_VOID(count(tx, member_id));
    TRY(auto const instance, db::find_actor_by_uri(tx, uris.instance_actor()));
    if (!instance)
        return failure{errc::internal, "no instance actor", {}};
    TRY(auto all, db::confirmed_credits_of(tx, member_id));
    TRY(auto files, open_all(tx, std::move(all)));
    return contents{*instance, std::move(files)};
}

struct seal_maker {
    domain::actor const& member;
    std::string const& instance_uri;
    remote::signer const& signer;
    core::time_point now;

    result<std::string> operator()(std::vector<credit_file> const& files) const
    {
        TRY(auto const credits, write_credits(files));
        json::writer seal;
        seal.object([&] {
            seal.key("@context").raw(vocab::activity_context());
            seal.field("type", "FederwerkCredits").field("version", 1).field("published", now);
            seal.field("attributedTo", instance_uri);
            write_person(seal, "member", member);
            write_key(seal, "key", signer.key_uri, instance_uri, signer.key.public_half().multibase());
            seal.field("digest", "sha-256:" + core::to_hex(core::sha256(credits)));
        });
        TRY(auto const signed_seal, signatures::attach_proof(seal.text(), signer.key_uri, signer.key, now));
        json::writer out;
        out.object([&] { out.key("seal").raw(signed_seal).key("credits").raw(credits); });
        return out.take();
    }
};

} // namespace

asio::awaitable<result<std::string>> seal_copy(instance const& in, domain::actor member)
{
    auto read = [&](db::transaction& tx) { return collect(tx, in.uris, member.id); };
    CO_TRY(auto const found, co_await in.db.run(read));
    auto const& seals = found.instance;
    CO_TRY(auto const signer, co_await in.keys.get(seals.id, seals.uri, signatures::algorithm::ed25519));
    seal_maker const make{member, seals.uri, signer, core::now()};
    co_return co_await in.workers.run([&] { return make(found.credits); });
}

} // namespace federwerk::app
