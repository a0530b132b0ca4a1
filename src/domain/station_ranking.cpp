// SPDX-License-Identifier: AGPL-3.0-or-later
#include "domain/station_ranking.hpp"

#include <algorithm>
#include <array>

namespace federwerk::domain {

namespace {

constexpr int most_weight = 12, most_for_badges = 40;
constexpr std::array<int, 3> for_credits{0, 20, 10}; // By distance

struct age_step {
    std::chrono::days younger_than;
    int points;
};
constexpr std::array<age_step, 4> for_freshness{{{std::chrono::days(1), 8},
                                                 {std::chrono::days(7), 6},
                                                 {std::chrono::days(30), 3},
                                                 {std::chrono::days(60), 1}}};

int weigh(std::map<std::string, int> const& weights, std::vector<std::string> const& badges,
          std::vector<std::string>& which)
{
    int points = 0;
    if (weights.empty())
        return points;
    for (auto const& each : badges)
        if (auto const known = weights.find(each); known != weights.end()) {
            points += known->second;
            which.push_back(each);
        }
    return std::min(points, most_for_badges);
}

void count(facet& in, std::vector<std::string> const& values)
{
    for (auto const& each : values)
        ++in[each];
}

} // namespace

int badge_weight(std::int64_t openings_with_it, std::int64_t openings)
{
    int weight = 1;
    for (auto share = openings_with_it + 1; weight < most_weight && share * 2 <= openings + 1; share *= 2)
        ++weight;
    return weight;
}

station_standing standing_of(station_candidate const& c, yardstick const& by)
{
    station_standing s;
    s.shared_points = weigh(by.worn, c.badges, s.shared);
    s.asked_points = weigh(by.asked, c.badges, s.asked);
    s.credit_points = for_credits[static_cast<std::size_t>(std::clamp(c.credits, 0, 2))];
    for (auto const& step : for_freshness)
        if (s.fresh_points == 0 && by.moment - c.published < step.younger_than)
            s.fresh_points = step.points;
    return s;
}

station_facets count_facets(std::vector<station_candidate> const& all)
{
    station_facets f;
    for (auto const& each : all) {
        count(f.kinds, each.kinds);
        count(f.terms, each.terms);
        count(f.languages, each.languages);
        ++f.directions[each.direction];
        ++f.instances[each.host];
    }
    return f;
}

} // namespace federwerk::domain
