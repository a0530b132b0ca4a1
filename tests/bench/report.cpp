// SPDX-License-Identifier: AGPL-3.0-or-later
#include "bench/report.hpp"

#include "json/writer.hpp"

#include <cstdio>
#include <fstream>
#include <thread>

namespace federwerk::bench {

void report::head() const
{
    std::printf("%-44s %12s %-6s %8s  %s\n", "what", "figure", "unit", "of limit", "limit, note");
}

void report::add(figure f)
{
    std::string ratio = "-", beside;
    if (f.limit && *f.limit > 0) {
        std::string text(16, '\0');
        text.resize(static_cast<std::size_t>(
            std::snprintf(text.data(), text.size(), "%.1f %%", 100 * f.value / *f.limit)));
        ratio = text;
        beside = f.limit_name + " " + std::to_string(static_cast<long>(*f.limit));
    }
    if (!f.note.empty())
        beside += (beside.empty() ? "" : "; ") + f.note;
    std::printf("%-44s %12.1f %-6s %8s  %s\n", f.name.c_str(), f.value, f.unit.c_str(), ratio.c_str(),
                beside.c_str());
    std::fflush(stdout);
    figures_.push_back(std::move(f));
}

void report::write_json(std::filesystem::path const& file) const
{
    json::writer w;
    w.object([&] {
        w.field("cores", std::thread::hardware_concurrency());
        w.array("figures", [&] {
            for (auto const& f : figures_)
                w.object([&] {
                    w.field("name", f.name).field("unit", f.unit).field("value", f.value);
                    if (f.limit)
                        w.field("limit_name", f.limit_name)
                            .field("limit", *f.limit)
                            .field("of_limit", f.value / *f.limit);
                    w.field("note", f.note);
                });
        });
    });
    std::ofstream(file) << w.text() << '\n';
}

} // namespace federwerk::bench
