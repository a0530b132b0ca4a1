// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/mail/mail_folder.hpp"

#include "core/durable_file.hpp"

namespace federwerk::app {

result<> write_to_mail_folder(std::filesystem::path const& folder, std::string const& name,
                              std::string const& message)
{
    TRY_VOID(core::create_folders(folder));
    return core::replace_file(folder / name, message, 0600); // Its links open doors: for the operator alone
}

} // namespace federwerk::app
