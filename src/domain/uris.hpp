// SPDX-License-Identifier: AGPL-3.0-or-later
// Every id and address that this instance mints. Ids are opaque and permanent: handles never occur in them.
#pragma once

#include "core/snowflake.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace federwerk::domain {

class uris {
public:
    uris(std::string base_url, std::string authority)
        : base_(std::move(base_url)), authority_(std::move(authority))
    {
    }

    std::string const& base() const { return base_; }           // https://a.test
    std::string const& authority() const { return authority_; } // a.test: the host of handles

    std::string actor(core::snowflake id) const { return base_ + "/ap/actors/" + id.text(); }
    std::string badge(core::snowflake actor_id) const { return base_ + "/ap/badges/" + actor_id.text(); }
    std::string instance_actor() const { return base_ + "/ap/actor"; }
    std::string shared_inbox() const { return base_ + "/ap/inbox"; }
    std::string inbox(std::string_view actor_uri) const { return std::string(actor_uri) + "/inbox"; }
    std::string outbox(std::string_view actor_uri) const { return std::string(actor_uri) + "/outbox"; }
    std::string followers(std::string_view actor_uri) const { return std::string(actor_uri) + "/followers"; }
    std::string following(std::string_view actor_uri) const { return std::string(actor_uri) + "/following"; }
    std::string featured(std::string_view actor_uri) const { return std::string(actor_uri) + "/featured"; }
    std::string featured_tags(std::string_view actor_uri) const { return std::string(actor_uri) + "/tags"; }
    std::string worn_badges(std::string_view actor_uri) const { return std::string(actor_uri) + "/badges"; }
    std::string open_to(std::string_view actor_uri) const { return std::string(actor_uri) + "/openings"; }
    std::string highlight(core::snowflake id) const { return base_ + "/ap/highlights/" + id.text(); }
    std::string opening(core::snowflake id) const
    {
        return base_ + "/ap/openings/" + id.text();
    } // An openness
    std::string call(core::snowflake id) const { return base_ + "/ap/calls/" + id.text(); }
    std::string request(core::snowflake id) const { return base_ + "/ap/requests/" + id.text(); } // The Offer
    std::string agreement(core::snowflake id) const { return base_ + "/ap/agreements/" + id.text(); }
    std::string message(core::snowflake id) const { return base_ + "/ap/messages/" + id.text(); }
    std::string credit(std::string const& name) const
    {
        return base_ + "/ap/credits/" + name;
    } // The authorization
    std::string credential(core::snowflake id) const { return base_ + "/ap/credentials/" + id.text(); }
    std::string station() const { return base_ + "/ap/station"; }
    std::string station_openings() const { return station() + "/openings"; }
    std::string activity(core::snowflake id) const { return base_ + "/ap/activities/" + id.text(); }
    std::string rsa_key(std::string_view actor_uri) const { return std::string(actor_uri) + "#main-key"; }
    std::string ed25519_key(std::string_view actor_uri) const
    {
        return std::string(actor_uri) + "#ed25519-key";
    }
    std::string context() const { return base_ + "/ns/v1"; }

    std::string member_page(std::string_view handle) const { return base_ + "/@" + std::string(handle); }
    std::string highlight_page(std::string_view handle, core::snowflake id) const
    {
        return member_page(handle) + "/" + id.text();
    }
    std::string opening_page(std::string_view handle, core::snowflake id) const
    {
        return member_page(handle) + "/open/" + id.text();
    }
    std::string badge_page(std::string_view slug) const { return base_ + "/badges/" + std::string(slug); }
    std::string media_file(std::string_view file) const { return base_ + "/media/" + std::string(file); }
    std::string invitation_page(std::string_view code) const
    {
        return base_ + "/invitation#" + std::string(code);
    }
    std::string waitlist_status_page(std::string_view token) const
    {
        return base_ + "/waitlist/" + std::string(token);
    }

    bool is_ours(std::string_view uri) const // base, then "/", "#", "?" or the end
    {
        return uri.starts_with(base_) &&
               (uri.size() == base_.size() ||
                std::string_view("/#?").find(uri[base_.size()]) != std::string_view::npos);
    }

private:
    std::string base_, authority_;
};

} // namespace federwerk::domain
