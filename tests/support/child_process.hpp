// SPDX-License-Identifier: AGPL-3.0-or-later
// A program that a test starts and that never outlives it: ended by its pid, also when the test crashes.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace federwerk::tests {

struct program_call {
    std::vector<std::string> arguments;             // The first is the path
    std::map<std::string, std::string> environment; // Besides ours
    std::filesystem::path output; // Of stderr, and of stdout where it is not captured; appended
    std::filesystem::path input = "/dev/null";
};

class child_process {
public:
    explicit child_process(program_call const& call); // Throws where it cannot start
    ~child_process();                                 // kill()
    child_process(child_process const&) = delete;
    child_process& operator=(child_process const&) = delete;

    pid_t pid() const { return pid_; }
    bool running();
    void kill(); // SIGKILL, and waits
    int stop();  // SIGTERM, and waits: its exit status, 128 + signal where one ended it

private:
    void reap(int how);

    pid_t pid_ = 0;
    std::optional<int> status_;
};

// What programs of ours need in their environment, whichever sanitizer they are built with.
std::map<std::string, std::string> sanitizer_options();

// Runs to the end and gives what it printed; throws with its stderr where the exit status is not 0.
std::string run_to_end(program_call const& call);

} // namespace federwerk::tests
