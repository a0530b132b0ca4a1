// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pictures/blurhash.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string_view>
#include <vector>

namespace federwerk::app {
namespace {

constexpr int across = 4, down = 3;
constexpr std::string_view digits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

using colour = std::array<double, 3>;

double to_linear(unsigned char byte)
{
    double const v = byte / 255.0;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

int to_srgb(double linear)
{
    double const v = std::clamp(linear, 0.0, 1.0);
    return static_cast<int>((v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1 / 2.4) - 0.055) * 255 + 0.5);
}

void append(std::string& out, int value, int length)
{
    std::string text(static_cast<std::size_t>(length), '0');
    for (auto at = text.rbegin(); at != text.rend(); ++at, value /= 83)
        *at = digits[static_cast<std::size_t>(value % 83)];
    out += text;
}

struct picture {
    std::vector<colour> linear;
    int width, height;
};

// One coefficient of the cosine transform.
colour component(picture const& p, int i, int j)
{
    colour sum{};
    for (int y = 0; y < p.height; ++y)
        for (int x = 0; x < p.width; ++x) {
            double const basis =
                std::cos(std::numbers::pi * i * x / p.width) * std::cos(std::numbers::pi * j * y / p.height);
            auto const& pixel = p.linear[static_cast<std::size_t>(y * p.width + x)];
            for (std::size_t c = 0; c < 3; ++c)
                sum[c] += basis * pixel[c];
        }
    double const scale = (i == 0 && j == 0 ? 1.0 : 2.0) / (p.width * p.height);
    for (auto& c : sum)
        c *= scale;
    return sum;
}

int quantise(double value, double maximum)
{
    double const v = value / maximum;
    return static_cast<int>(
        std::clamp(std::floor(std::copysign(std::sqrt(std::abs(v)), v) * 9 + 9.5), 0.0, 18.0));
}

} // namespace

std::string blurhash(std::span<unsigned char const> pixels, int width, int height)
{
    if (width < 1 || height < 1 || pixels.size() != static_cast<std::size_t>(width) * height * 3)
        return {};
    picture p{{}, width, height};
    for (std::size_t at = 0; at < pixels.size(); at += 3)
        p.linear.push_back({to_linear(pixels[at]), to_linear(pixels[at + 1]), to_linear(pixels[at + 2])});
    std::vector<colour> parts;
    for (int j = 0; j < down; ++j)
        for (int i = 0; i < across; ++i)
            parts.push_back(component(p, i, j));
    double largest = 0;
    for (std::size_t n = 1; n < parts.size(); ++n)
        for (double const c : parts[n])
            largest = std::max(largest, std::abs(c));
    int const maximum = static_cast<int>(std::clamp(std::floor(largest * 166 - 0.5), 0.0, 82.0));
    std::string out;
    append(out, across - 1 + (down - 1) * 9, 1);
    append(out, maximum, 1);
    auto const& mean = parts[0];
    append(out, (to_srgb(mean[0]) << 16) + (to_srgb(mean[1]) << 8) + to_srgb(mean[2]), 4);
    double const scale = (maximum + 1) / 166.0;
    for (std::size_t n = 1; n < parts.size(); ++n)
        append(out,
               quantise(parts[n][0], scale) * 361 + quantise(parts[n][1], scale) * 19 +
                   quantise(parts[n][2], scale),
               2);
    return out;
}

} // namespace federwerk::app
