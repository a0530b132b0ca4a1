// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/collaboration_kind.hpp"

#include <algorithm>
#include <array>

namespace federwerk::domain {

namespace {

constexpr std::string_view namespace_of_kinds = "https://w3id.org/federwerk/ns#kind-";

// Ids are permanent: they stand in documents of other servers. Names may change.
constexpr std::array kinds{
    // Appear
    collaboration_kind{"speaking",
                       "appear",
                       {"Speaking at events", "Auf Veranstaltungen sprechen"},
                       {"Speakers for events", "Vortragende für Veranstaltungen"}},
    collaboration_kind{"podcast-guest",
                       "appear",
                       {"Being a podcast guest", "In Podcasts zu Gast sein"},
                       {"Podcast guests", "Gäste für einen Podcast"}},
    collaboration_kind{"podcast-hosting",
                       "appear",
                       {"Hosting podcasts", "Podcasts moderieren"},
                       {"Podcast hosts", "Podcast-Moderation"}},
    collaboration_kind{"live-streaming",
                       "appear",
                       {"Live streaming", "Live-Streams mitgestalten"},
                       {"People for a live stream", "Mitwirkende für einen Live-Stream"}},
    collaboration_kind{"panel-jury",
                       "appear",
                       {"Sitting on panels and juries", "In Podien und Jurys mitwirken"},
                       {"Panel or jury members", "Leute für ein Podium oder eine Jury"}},
    collaboration_kind{"interview-press",
                       "appear",
                       {"Giving interviews", "Interviews geben"},
                       {"People to interview", "Leute für ein Interview"}},
    // Make
    collaboration_kind{"open-source",
                       "make",
                       {"Contributing to open source", "An Open-Source-Projekten mitarbeiten"},
                       {"Open-source contributors", "Mitarbeit an einem Open-Source-Projekt"}},
    collaboration_kind{"pair-programming",
                       "make",
                       {"Pair programming", "Gemeinsam programmieren"},
                       {"Somebody to program with", "Jemanden zum gemeinsamen Programmieren"}},
    collaboration_kind{"side-project",
                       "make",
                       {"Joining a side project", "Bei einem Nebenprojekt mitmachen"},
                       {"People for a side project", "Leute für ein Nebenprojekt"}},
    collaboration_kind{
        "co-founding", "make", {"Co-founding", "Mitgründen"}, {"A co-founder", "Jemanden zum Mitgründen"}},
    collaboration_kind{"co-writing",
                       "make",
                       {"Writing together", "Gemeinsam schreiben"},
                       {"A co-author", "Jemanden zum gemeinsamen Schreiben"}},
    collaboration_kind{
        "design", "make", {"Designing", "Gestalten"}, {"A designer", "Jemanden für die Gestaltung"}},
    collaboration_kind{"research",
                       "make",
                       {"Doing research together", "Gemeinsam forschen"},
                       {"Research partners", "Forschungspartnerschaft"}},
    collaboration_kind{"video-audio",
                       "make",
                       {"Producing video and audio", "Video und Ton produzieren"},
                       {"Somebody for video or audio", "Jemanden für Video oder Ton"}},
    collaboration_kind{"art-music",
                       "make",
                       {"Making art and music", "Kunst und Musik machen"},
                       {"Artists or musicians", "Leute für Kunst oder Musik"}},
    collaboration_kind{"hackathon",
                       "make",
                       {"Joining a hackathon team", "In einem Hackathon-Team mitmachen"},
                       {"People for a hackathon team", "Leute für ein Hackathon-Team"}},
    // Try and review
    collaboration_kind{"beta-testing",
                       "review",
                       {"Testing early versions", "Frühe Versionen testen"},
                       {"Beta testers", "Leute, die eine frühe Version testen"}},
    collaboration_kind{"user-research",
                       "review",
                       {"Taking part in user research", "An Nutzerforschung teilnehmen"},
                       {"Participants for user research", "Teilnehmende für Nutzerforschung"}},
    collaboration_kind{"code-review",
                       "review",
                       {"Reviewing code", "Code begutachten"},
                       {"A code review", "Eine Begutachtung von Code"}},
    collaboration_kind{"design-critique",
                       "review",
                       {"Critiquing designs", "Entwürfe besprechen"},
                       {"A design critique", "Eine Besprechung eines Entwurfs"}},
    collaboration_kind{"text-review",
                       "review",
                       {"Reading and editing texts", "Texte gegenlesen"},
                       {"Somebody to read a text", "Jemanden, der einen Text gegenliest"}},
    collaboration_kind{"peer-review",
                       "review",
                       {"Peer review", "Fachliche Gutachten schreiben"},
                       {"Peer reviewers", "Fachliche Gutachten"}},
    collaboration_kind{"accessibility-check",
                       "review",
                       {"Checking accessibility", "Barrierefreiheit prüfen"},
                       {"An accessibility check", "Eine Prüfung der Barrierefreiheit"}},
    collaboration_kind{
        "translation", "review", {"Translating", "Übersetzen"}, {"A translator", "Jemanden, der übersetzt"}},
    // Advise and teach
    collaboration_kind{
        "mentoring", "advise", {"Mentoring", "Mentoring geben"}, {"A mentor", "Jemanden für ein Mentoring"}},
    collaboration_kind{"advising", "advise", {"Advising", "Beraten"}, {"An advisor", "Jemanden, der berät"}},
    collaboration_kind{"board-seat",
                       "advise",
                       {"Serving on a board", "In einem Beirat oder Vorstand mitwirken"},
                       {"Board members", "Leute für einen Beirat oder Vorstand"}},
    collaboration_kind{
        "teaching", "advise", {"Teaching", "Unterrichten"}, {"A teacher", "Jemanden, der unterrichtet"}},
    collaboration_kind{"workshop",
                       "advise",
                       {"Running workshops", "Workshops leiten"},
                       {"Somebody to run a workshop", "Jemanden, der einen Workshop leitet"}},
    collaboration_kind{"office-hours",
                       "advise",
                       {"Holding office hours", "Eine offene Sprechstunde anbieten"},
                       {"Office hours with somebody experienced", "Eine Sprechstunde bei erfahrenen Leuten"}},
    collaboration_kind{"portfolio-review",
                       "advise",
                       {"Reviewing portfolios and applications", "Mappen und Bewerbungen ansehen"},
                       {"A portfolio review", "Einen Blick auf meine Mappe oder Bewerbung"}},
    // Invest
    collaboration_kind{"angel-investing",
                       "invest",
                       {"Angel investing", "Als Angel investieren"},
                       {"Angel investors", "Angel-Investment"}},
    collaboration_kind{"fundraising",
                       "invest",
                       {"Helping with fundraising", "Beim Einwerben von Geld helfen"},
                       {"Help with fundraising", "Hilfe beim Einwerben von Geld"}},
    collaboration_kind{
        "grant-giving", "invest", {"Giving grants", "Fördermittel vergeben"}, {"A grant", "Fördermittel"}},
    collaboration_kind{
        "sponsoring", "invest", {"Sponsoring", "Sponsern"}, {"Sponsors", "Sponsorinnen und Sponsoren"}},
    // Work
    collaboration_kind{"full-time",
                       "work",
                       {"Working full-time", "In Vollzeit arbeiten"},
                       {"Somebody for a full-time role", "Jemanden für eine Vollzeitstelle"}},
    collaboration_kind{"part-time",
                       "work",
                       {"Working part-time", "In Teilzeit arbeiten"},
                       {"Somebody for a part-time role", "Jemanden für eine Teilzeitstelle"}},
    collaboration_kind{"freelance",
                       "work",
                       {"Freelancing", "Freiberuflich arbeiten"},
                       {"A freelancer", "Jemanden für freie Mitarbeit"}},
    collaboration_kind{"fractional",
                       "work",
                       {"A fractional role", "Eine Führungsrolle auf Zeit übernehmen"},
                       {"Somebody for a fractional role", "Jemanden für eine Führungsrolle auf Zeit"}},
    collaboration_kind{"internship",
                       "work",
                       {"Doing an internship", "Ein Praktikum machen"},
                       {"An intern", "Jemanden für ein Praktikum"}},
    collaboration_kind{"apprenticeship",
                       "work",
                       {"Starting an apprenticeship", "Eine Ausbildung beginnen"},
                       {"An apprentice", "Jemanden für eine Ausbildung"}},
    collaboration_kind{"hiring", "work", {"Offering jobs", "Stellen anbieten"}, {"A job", "Eine Stelle"}},
    collaboration_kind{"agency-partnership",
                       "work",
                       {"Partnering as an agency", "Als Agentur zusammenarbeiten"},
                       {"A partner agency", "Eine Partneragentur"}},
    // Community
    collaboration_kind{"organising",
                       "community",
                       {"Helping to organise", "Beim Organisieren helfen"},
                       {"People to organise with", "Leute, die mit organisieren"}},
    collaboration_kind{"volunteering",
                       "community",
                       {"Volunteering", "Ehrenamtlich helfen"},
                       {"Volunteers", "Ehrenamtliche"}},
    collaboration_kind{"introductions",
                       "community",
                       {"Introducing people", "Leute miteinander bekannt machen"},
                       {"Introductions", "Jemanden, der mich mit Leuten bekannt macht"}},
    collaboration_kind{"moderating",
                       "community",
                       {"Moderating communities", "Gemeinschaften moderieren"},
                       {"Community moderators", "Leute, die eine Gemeinschaft moderieren"}},
};

} // namespace

std::string_view to_string(direction d)
{
    return d == direction::offering ? "offering" : "looking";
}

std::optional<direction> parse_direction(std::string_view text)
{
    for (auto const d : {direction::offering, direction::looking})
        if (to_string(d) == text)
            return d;
    return std::nullopt;
}

std::span<collaboration_kind const> collaboration_kinds()
{
    return kinds;
}

collaboration_kind const* find_kind(std::string_view id)
{
    auto const found = std::ranges::find(kinds, id, &collaboration_kind::id);
    return found == kinds.end() ? nullptr : &*found;
}

std::string kind_iri(std::string_view id)
{
    return std::string(namespace_of_kinds) + std::string(id);
}

std::optional<std::string> kind_of_iri(std::string_view iri)
{
    if (!iri.starts_with(namespace_of_kinds))
        return std::nullopt;
    auto const* kind = find_kind(iri.substr(namespace_of_kinds.size()));
    return kind ? std::optional(std::string(kind->id)) : std::nullopt;
}

} // namespace federwerk::domain
