// SPDX-License-Identifier: AGPL-3.0-or-later
// Whoever is left out cannot tell a hidden opening from one that does not exist, with a clock either.
#include "scene.hpp"

#include <chrono>

using namespace federwerk;
using namespace federwerk::tests;

namespace {

using clock_type = std::chrono::steady_clock;
using duration = clock_type::duration;

duration median(std::vector<duration> all)
{
    auto const middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
    std::nth_element(all.begin(), middle, all.end());
    return *middle;
}

std::string whole(http::response const& answer)
{
    auto out = std::to_string(answer.status);
    for (auto const& [name, value] : answer.headers)
        out.append("\n").append(name).append(": ").append(value);
    return out + "\n\n" + answer.body;
}

struct timed : scene {
    struct medians {
        duration hidden, absent;
    };
    duration read(std::string const& path, std::string const& token, std::string const& expected)
    {
        auto const start = clock_type::now();
        auto const answer = get(path, token);
        auto const took = clock_type::now() - start;
        CHECK(whole(answer) == expected);
        return took;
    }
    // In turn, so that whatever else the machine does falls on both alike.
    medians measure(std::string const& hidden, std::string const& absent, std::string const& token)
    {
        auto const expected = whole(get(absent, token));
        std::vector<duration> of_hidden, of_absent;
        for (int i = 0; i < 51; ++i) {
            of_hidden.push_back(read(hidden, token, expected));
            of_absent.push_back(read(absent, token, expected));
        }
        return {median(std::move(of_hidden)), median(std::move(of_absent))};
    }
};

// Far from what a stranger sees through a network, and near enough to find a fetch, a lock or a query too
// many.
bool alike(timed::medians const& m)
{
    return m.hidden < m.absent * 2 && m.absent < m.hidden * 2;
}

} // namespace

TEST_CASE("a hidden opening takes as long as one that does not exist", "[server][openings][exclusions][T-66]")
{
    timed s;
    auto const id = s.made_id("/openings", s.openness(R"(,"exclusions":["bo@a.test","x.org"])"));
    auto const hidden = site::api + "/openings/" + id, absent = site::api + "/openings/4711";
    for (auto const& token : {s.bo.token, std::string()}) {
        timed::medians m{};
        // A busy machine may spoil a round, a leak spoils each.
        for (int round = 0; round < 3 && (round == 0 || !alike(m)); ++round)
            m = s.measure(hidden, absent, token);
        CAPTURE(m.hidden.count(), m.absent.count());
        CHECK(alike(m));
    }
}
