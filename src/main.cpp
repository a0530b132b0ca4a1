// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pictures/picture_worker.hpp"
#include "cli/program.hpp"

#include <string_view>

int main(int argc, char** argv)
{
    // The process that decodes pictures gives up every right it does not need, before anything else is set
    // up.
    if (argc > 1 && std::string_view(argv[1]) == "picture-worker")
        return federwerk::app::run_picture_worker(argc, argv);
    return federwerk::cli::run(argc, argv);
}
