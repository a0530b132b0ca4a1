// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/remote_person.hpp"

#include "support/signed_requests.hpp"
#include "json/writer.hpp"

namespace federwerk::tests {

signatures::private_key const& another_rsa_key()
{
    static auto const key = signatures::private_key::generate(signatures::algorithm::rsa).value();
    return key;
}

remote_person::remote_person(std::string called, std::string at, std::string kind)
    : name(std::move(called)), host(std::move(at)), type(std::move(kind)),
      uri("https://" + host + "/u/" + name), key_uri(uri + "#main-key"), key(rsa_key())
{
}

std::string remote_person::document() const
{
    json::writer w;
    w.object([&] {
        w.field("@context", "https://www.w3.org/ns/activitystreams").field("id", uri).field("type", type);
        w.field("preferredUsername", name).field("name", "The " + name).field("inbox", uri + "/inbox");
        w.field("followers", uri + "/followers").field("featured", uri + "/featured");
        w.field("summary", "<p>Hello</p><script>alert(1)</script>");
        w.object("endpoints", [&] { w.field("sharedInbox", "https://" + host + "/inbox"); });
        w.object("publicKey", [&] {
            w.field("id", key_uri).field("owner", uri).field("publicKeyPem", key.public_half().pem());
        });
    });
    auto out = w.take();
    out.insert(out.size() - 1, more);
    return out;
}

std::string remote_person::webfinger() const
{
    json::writer w;
    w.object([&] {
        w.field("subject", "acct:" + name + "@" + host);
        w.array("links", [&] {
            w.object([&] {
                w.field("rel", "self").field("type", "application/activity+json").field("href", uri);
            });
        });
    });
    return w.take();
}

void remote_person::live_in(scripted_client& world) const
{
    world.serve(uri, document());
    world.serve("https://" + host + "/.well-known/webfinger?resource=acct%3A" + name + "%40" + host,
                webfinger(), "application/jrd+json");
}

std::string remote_person::says(std::string const& id, std::string const& what, std::string const& object,
                                std::string const& further) const
{
    return R"({"@context":"https://www.w3.org/ns/activitystreams","id":")" + id + R"(","type":")" + what +
           R"(","actor":")" + uri + R"(","object":)" + object + further + "}";
}

std::string remote_person::note(std::string const& id, std::string const& content,
                                std::string const& further) const
{
    return R"({"@context":"https://www.w3.org/ns/activitystreams","id":")" + id +
           R"(","type":"Note","attributedTo":")" + uri + R"(","content":")" + content +
           R"(","published":"2026-03-01T10:00:00Z","to":["https://www.w3.org/ns/activitystreams#Public"],"cc":[")" +
           uri + R"(/followers"])" + further + "}";
}

http::request remote_person::post(std::string const& body, std::string const& path,
                                  signatures::scheme how) const
{
    http::outgoing out{.method = http::method::post,
                       .target = core::url::parse("https://a.test" + path).value()};
    out.headers.set("Content-Type", "application/activity+json");
    out.body = body;
    if (auto const done = signatures::sign(out, how, key_uri, key, core::now()); !done)
        throw std::runtime_error(done.error().log);
    return received(out);
}

} // namespace federwerk::tests
