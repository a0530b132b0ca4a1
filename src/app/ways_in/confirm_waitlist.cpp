// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ways_in/confirm_waitlist.hpp"

#include "app/ways_in/waitlist_links.hpp"

namespace federwerk::app {

namespace {

result<waitlist_standing> standing_of(db::transaction& tx, domain::waitlist_entry entry)
{
    waitlist_standing out{std::move(entry), std::nullopt};
    if (out.entry.state == domain::waitlist_state::waiting) {
        TRY(out.place, db::waitlist_place_of(tx, out.entry.id));
    }
    return out;
}

failure unknown_link()
{
    return {errc::not_found, "waitlist: unknown token", "This link is not valid any more."};
}

} // namespace

result<waitlist_standing> confirm_waitlist(db::transaction& tx, core::secrets const& secrets,
                                           std::string const& token)
{
    TRY(auto entry, db::lock_waitlist_entry_to_confirm(tx, confirm_hash(secrets, token)));
    if (!entry)
        return unknown_link();
    if (entry->state == domain::waitlist_state::unconfirmed) {
        TRY_VOID(db::confirm_waitlist_entry(tx, entry->id));
        entry->state = domain::waitlist_state::waiting;
    }
    return standing_of(tx, std::move(*entry));
}

result<waitlist_standing> read_standing(db::transaction& tx, core::secrets const& secrets,
                                        std::string const& status_token)
{
    TRY(auto entry, db::find_waitlist_entry_by_status(tx, status_hash(secrets, status_token)));
    if (!entry)
        return unknown_link();
    return standing_of(tx, std::move(*entry));
}

} // namespace federwerk::app
