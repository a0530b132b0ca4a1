// SPDX-License-Identifier: AGPL-3.0-or-later
// WebFinger (RFC 7033): who is behind a handle, said by us and read from others.
#pragma once

#include "core/result.hpp"
#include "json/document.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace federwerk::discovery {

struct account {
    std::string username, host; // host is normalised, with its port where it has one
    std::string handle() const { return username + "@" + host; }
};
// "acct:alice@a.test", "@alice@a.test" or "alice@a.test". errc::malformed for anything else.
result<account> parse_account(std::string_view text);

struct jrd_link {
    std::string rel;
    std::optional<std::string> type, href, template_;
};
struct jrd {
    std::string subject;
    std::vector<std::string> aliases;
    std::vector<jrd_link> links;
};

// Without the links whose rel is not asked for; rels empty: all of them (RFC 7033 4.3).
std::string write_jrd(jrd const& document, std::vector<std::string> const& rels = {});

result<jrd> read_jrd(json::view document); // errc::malformed where it has no subject
// href of the first "self" link whose type is one of the two of ActivityPub.
std::optional<std::string> actor_link(jrd const& document);
// Template of the remote-follow page, with {uri} in it.
std::optional<std::string> subscribe_template(jrd const& document);

// What to ask a peer's host about an account, relative to its origin:
// /.well-known/webfinger?resource=acct%3A…
std::string webfinger_target(std::string_view resource);

// The XRD of /.well-known/host-meta (RFC 6415), and the LRDD template out of a peer's, as XML or as JSON. The
// template's {uri} is filled with the resource.
std::string host_meta(std::string_view base_url);
std::optional<std::string> lrdd_template(std::string_view xrd);
std::optional<std::string> lrdd_template(json::view host_meta);
std::string fill_template(std::string_view lrdd, std::string_view resource);

} // namespace federwerk::discovery
