// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody on another server: a document, a handle, a key, and requests signed with it.
#pragma once

#include "federation/signatures/http_signature.hpp"
#include "support/scripted_client.hpp"

#include <string>

namespace federwerk::tests {

struct remote_person {
    // "bo" at "b.test" is https://b.test/u/bo. Everybody has the same key unless told otherwise: making one
    // is slow.
    remote_person(std::string name, std::string host, std::string type = "Person");

    std::string name, host, type, uri, key_uri,
        more; // more: further members of the document, each with "," in front
    signatures::private_key key;

    std::string document() const;
    std::string webfinger() const;
    void live_in(scripted_client& world) const; // Document and WebFinger are served

    // {"id":"https://b.test/a/1","type":…,"actor":…,"object":…}; object is JSON.
    std::string says(std::string const& id, std::string const& type, std::string const& object,
                     std::string const& further = {}) const;
    std::string note(std::string const& id, std::string const& content,
                     std::string const& further = {}) const;
    // As our server would have received it.
    http::request post(std::string const& body, std::string const& path = "/ap/inbox",
                       signatures::scheme how = signatures::scheme::cavage_12) const;
};

signatures::private_key const& another_rsa_key(); // Made once per process

} // namespace federwerk::tests
