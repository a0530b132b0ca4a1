// SPDX-License-Identifier: AGPL-3.0-or-later
// A real Federwerk in the neighbourhood: the program itself, over TLS, with data that outlives its process.
#pragma once

#include "support/child_process.hpp"
#include "support/neighbourhood.hpp"
#include "support/test_database.hpp"

#include <map>
#include <optional>

namespace federwerk::tests {

enum class database_kind { shared_server, private_cluster };

class program_under_test {
public:
    program_under_test(neighbourhood& around, std::string const& name,
                       database_kind kind = database_kind::shared_server); // Ready when made
    ~program_under_test();
    program_under_test(program_under_test const&) = delete;
    program_under_test& operator=(program_under_test const&) = delete;

    std::string const& authority() const { return authority_; }
    std::string url(std::string const& path) const { return "https://" + authority_ + path; }
    std::string seal_key() const; // The Ed25519 Multikey of its instance actor, as anybody can read it
    // What a subcommand prints.
    std::string command(std::vector<std::string> arguments,
                        std::map<std::string, std::string> const& environment = {}) const;
    std::string log() const;

    void start(); // And waits until it is ready
    void kill();  // -9, of its private cluster too
    int stop();   // Gracefully: the exit status, which is not 0 where a sanitizer found something
    // There is no clock to set: what it stored can be made older. Not of a private cluster.
    void in_database(std::string const& statement);
    std::string from_database(std::string const& question); // The one value that it asks for

private:
    void write_configuration(std::string const& database_url) const;
    program_call call(std::vector<std::string> arguments, std::string const& output) const;
    void kill_cluster() const;

    neighbourhood& around_;
    std::string authority_;
    std::filesystem::path folder_;
    std::optional<test_database> database_;
    std::unique_ptr<child_process> process_;
};

// Somebody with an account and a token, as scripts and clients are.
class member {
public:
    member(neighbourhood& around, program_under_test& home, std::string handle); // By the command line
    static member invited(neighbourhood& around, program_under_test& home, std::string handle);

    std::string address() const { return handle_ + "@" + home_.authority(); }
    std::string const& uri() const { return uri_; }

    answer get(std::string const& path);
    answer post(std::string const& path, std::string const& body);
    answer act(std::string const& path);                                      // A POST that answers 200
    std::vector<unsigned> act_at_once(std::vector<std::string> const& paths); // What each is answered
    answer patch(std::string const& path, std::string const& body);
    answer put(std::string const& path, std::string const& body);
    answer remove(std::string const& path);
    std::string upload(std::filesystem::path const& picture, std::string const& alt); // Its id
    // {"headline":…,…further}: the API's answer, which must be 201.
    answer publish(std::string const& headline, std::string const& further = "");
    bool try_to_publish(std::string const& headline); // Whether it was acknowledged
    std::string follow(std::string const& target);    // The follow's id

    // The item of the Multiverse with this headline or ActivityPub id; empty where there is none.
    std::string find(std::string const& headline_or_uri);
    bool sees(std::string const& headline_or_uri) { return !find(headline_or_uri).empty(); }
    bool is_following(std::string const& follow_id); // Accepted
    std::map<std::string, int> headlines();          // Of the whole Multiverse, and how often each is there

private:
    member(neighbourhood& around, program_under_test& home, std::string handle, std::string uri);
    http::outgoing request(http::method method, std::string const& path, std::string body = "",
                           std::string const& type = "application/json", http::headers more = {}) const;
    answer send(http::method method, std::string const& path, std::string body = "",
                std::string const& type = "application/json", http::headers more = {});
    void each_item(std::function<bool(json::view)> const& look); // Until it says true

    neighbourhood& around_;
    program_under_test& home_;
    std::string handle_, uri_, token_;
};

} // namespace federwerk::tests
