// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/mail/mail_texts.hpp"

#include "core/text.hpp"

namespace federwerk::app {

namespace {

bool german(std::string_view locale)
{
    return locale == "de";
}

// The name comes from the configuration; a line break in it must not become a header.
std::string name_of(mail_links const& links)
{
    return core::single_line(links.instance);
}

} // namespace

mail_text confirm_application_text(std::string_view locale, mail_links const& links)
{
    auto const name = name_of(links);
    if (german(locale))
        return {"Bitte bestätige deinen Platz auf der Warteliste von " + name,
                "Guten Tag,\n\njemand, vermutlich du, möchte mit dieser Adresse auf die Warteliste von " +
                    name + ".\n\nBestätige die Adresse hier, dann bekommst du deinen Platz:\n" +
                    links.confirm +
                    "\n\nAuf deiner eigenen Seite siehst du jederzeit, wo du stehst. Behalte den Link für "
                    "dich:\n" +
                    links.status +
                    "\n\nWarst du das nicht? Dann tu nichts: Ohne Bestätigung wird alles gelöscht.\n"};
    return {"Please confirm your place on the waitlist of " + name,
            "Hello,\n\nsomebody, probably you, would like to join the waitlist of " + name +
                " with this address.\n\nConfirm the address here, and you get your place:\n" + links.confirm +
                "\n\nYour own page shows at any time where you stand. Keep the link to yourself:\n" +
                links.status +
                "\n\nWas it not you? Then do nothing: without a confirmation everything is deleted.\n"};
}

mail_text still_waiting_text(std::string_view locale, mail_links const& links)
{
    auto const name = name_of(links);
    if (german(locale))
        return {"Du stehst schon auf der Warteliste von " + name,
                "Guten Tag,\n\ndiese Adresse steht schon auf der Warteliste von " + name +
                    ". Dein Platz bleibt, wie er ist. Hier siehst du, wo du stehst:\n" + links.status + "\n"};
    return {"You are already on the waitlist of " + name,
            "Hello,\n\nthis address is already on the waitlist of " + name +
                ". Your place stays as it is. Here you see where you stand:\n" + links.status + "\n"};
}

mail_text admitted_text(std::string_view locale, mail_links const& links)
{
    auto const name = name_of(links);
    if (german(locale))
        return {
            "Willkommen bei " + name,
            "Guten Tag,\n\ndein Platz bei " + name +
                " ist frei. Mit diesem Link legst du dein Konto an; er gilt für dich und genau einmal:\n" +
                links.join + "\n\nBis gleich!\n"};
    return {"Welcome to " + name,
            "Hello,\n\nyour place at " + name +
                " is free. With this link you create your account; it is for you, and works exactly once:\n" +
                links.join + "\n\nSee you soon!\n"};
}

mail_text declined_text(std::string_view locale, mail_links const& links, std::string_view reason)
{
    auto const name = name_of(links);
    auto const why = std::string(reason);
    if (german(locale))
        return {"Deine Bewerbung bei " + name,
                "Guten Tag,\n\nwir können dir bei " + name + " zurzeit keinen Platz geben." +
                    (why.empty() ? "" : "\n\nDer Grund:\n" + why) + "\n\nDein Stand bleibt hier sichtbar:\n" +
                    links.status + "\n"};
    return {"Your application at " + name, "Hello,\n\nwe cannot give you a place at " + name +
                                               " at the moment." +
                                               (why.empty() ? "" : "\n\nThe reason:\n" + why) +
                                               "\n\nYour status stays visible here:\n" + links.status + "\n"};
}

mail_text already_member_text(std::string_view locale, mail_links const& links)
{
    auto const name = name_of(links);
    if (german(locale))
        return {"Du hast schon ein Konto bei " + name,
                "Guten Tag,\n\njemand, vermutlich du, wollte mit dieser Adresse auf die Warteliste von " +
                    name +
                    ". Zu ihr gehört schon ein Konto; du brauchst keinen Platz. Hier geht es weiter:\n" +
                    links.join + "\n\nWarst du das nicht? Dann brauchst du nichts zu tun.\n"};
    return {"You already have an account at " + name,
            "Hello,\n\nsomebody, probably you, wanted to join the waitlist of " + name +
                " with this address. It already has an account; you need no place. Go on here:\n" +
                links.join + "\n\nWas it not you? Then there is nothing to do.\n"};
}

} // namespace federwerk::app
