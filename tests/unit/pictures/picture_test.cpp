// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pictures/picture_codec.hpp"
#include "app/pictures/picture_worker.hpp"
#include "core/text.hpp"
#include "support/source_tree.hpp"

#include <catch2/catch.hpp>

#include <cstring>
#include <fstream>
#include <unistd.h>
#include <vips/vips.h>

using namespace federwerk;
namespace fs = std::filesystem;

namespace {

// This executable is its own picture worker, so that the room is tested without the program.
bool const is_worker = [] {
    std::ifstream in("/proc/self/cmdline", std::ios::binary);
    std::string const line{std::istreambuf_iterator<char>(in), {}};
    auto const second = line.c_str() + std::min(line.size(), std::strlen(line.c_str()) + 1);
    if (std::string_view(second) == "picture-worker")
        app::run_picture_worker(0, nullptr);
    return false;
}();

fs::path program()
{
    return fs::read_symlink("/proc/self/exe");
}

// A picture of one colour with an orientation and a comment in its metadata.
std::string make(std::string const& suffix, int width, int height, int orientation = 1,
                 std::string const& profile = {})
{
    static bool const started = VIPS_INIT("test") == 0;
    REQUIRE(started);
    VipsImage *black = nullptr, *colour = nullptr;
    REQUIRE(vips_black(&black, width, height, "bands", 3, nullptr) == 0);
    double const factor[]{1, 1, 1}, add[]{200, 40, 90};
    REQUIRE(vips_linear(black, &colour, factor, add, 3, "uchar", TRUE, nullptr) == 0);
    vips_image_set_int(colour, VIPS_META_ORIENTATION, orientation);
    vips_image_set_string(colour, "exif-ifd0-ImageDescription", "secret place");
    colour->Type = VIPS_INTERPRETATION_sRGB;
    if (!profile.empty()) {
        VipsImage* const plain = std::exchange(colour, nullptr);
        REQUIRE(vips_icc_transform(plain, &colour, profile.c_str(), "input_profile", "srgb", nullptr) == 0);
        g_object_unref(plain);
    }
    void* bytes = nullptr;
    std::size_t size = 0;
    REQUIRE(vips_image_write_to_buffer(colour, suffix.c_str(), &bytes, &size, nullptr) == 0);
    std::string out(static_cast<char*>(bytes), size);
    g_free(bytes);
    g_object_unref(colour);
    g_object_unref(black);
    return out;
}

result<app::picture_result> process(std::string_view bytes)
{
    return app::process_picture(program(), bytes);
}

std::string fixture(std::string const& name)
{
    return tests::read_file(tests::source_tree() / "tests/fixtures/pictures" / name);
}

// Of the pixel in the middle.
std::vector<double> colour_of(std::string const& bytes)
{
    auto* const image = vips_image_new_from_buffer(bytes.data(), bytes.size(), "", nullptr);
    REQUIRE(image != nullptr);
    double* values = nullptr;
    int count = 0;
    REQUIRE(vips_getpoint(image, &values, &count, vips_image_get_width(image) / 2,
                          vips_image_get_height(image) / 2, nullptr) == 0);
    std::vector<double> out(values, values + count);
    g_free(values);
    g_object_unref(image);
    return out;
}

std::vector<double> const colour{200, 40, 90}; // What make() and the fixtures are filled with
// To within what lossy codecs and less of the colours than of the brightness make of it.
auto const is_the_colour = Catch::Matchers::Approx(colour).margin(5);

std::optional<errc> code_of(result<app::picture_result> const& made)
{
    return made ? std::nullopt : std::optional(made.error().code);
}

// A PNG header that promises more than it holds.
std::string png_header(std::uint32_t width, std::uint32_t height)
{
    auto const big = [](std::uint32_t n) {
        return std::string{static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8),
                           static_cast<char>(n)};
    };
    auto const chunk = "IHDR" + big(width) + big(height) + std::string("\x08\x02\x00\x00\x00", 5);
    std::uint32_t crc = 0xFFFFFFFFu;
    for (char const c : chunk) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (crc & 1 ? 0xEDB88320u : 0u);
    }
    return std::string("\x89PNG\r\n\x1a\n", 8) + big(13) + chunk + big(~crc) + big(0) + "IDAT" +
           big(0x35AF061E);
}

} // namespace

TEST_CASE("each accepted type becomes a WebP with its size and blurhash", "[app][pictures]")
{
    auto const suffix = GENERATE(as<std::string>{}, ".png", ".jpg", ".webp", ".gif");
    CAPTURE(suffix);
    auto const made = process(make(suffix, 64, 40));
    if (!made)
        FAIL(made.error().log);
    CHECK(made->webp.starts_with("RIFF"));
    CHECK(made->width == 64);
    CHECK(made->height == 40);
    CHECK(made->blurhash.size() == 28);
    CHECK_THAT(colour_of(made->webp), is_the_colour);
    CHECK(app::is_known_picture(made->webp));
}

// What telephones make: a container that says its size, place and turns itself, around a frame of a video
// codec.
TEST_CASE("AVIF and HEIC are decoded, in their colours", "[app][pictures]")
{
    auto const name = GENERATE(as<std::string>{}, "colour.avif", "colour.heic");
    CAPTURE(name);
    auto const made = process(fixture(name));
    if (!made)
        FAIL(made.error().log);
    CHECK(made->webp.starts_with("RIFF"));
    CHECK(made->width == 64);
    CHECK(made->height == 40);
    CHECK_THAT(colour_of(made->webp), is_the_colour);
}

TEST_CASE("AVIF and HEIC are measured before they are decoded, and refused where they are cut or damaged",
          "[app][pictures][T-46]")
{
    auto const name = GENERATE(as<std::string>{}, "colour.avif", "colour.heic");
    CAPTURE(name);
    auto const whole = fixture(name);
    auto const size = whole.find("ispe"), pixels = whole.find("mdat");
    REQUIRE(size != whole.npos);
    REQUIRE(pixels != whole.npos);
    auto huge = whole, damaged = whole;
    for (auto at = size; at != huge.npos; at = huge.find("ispe", at + 1)) // 10,000 by 10,000
        huge.replace(at + 8, 8, std::string("\0\0\x27\x10\0\0\x27\x10", 8));
    for (auto at = pixels + 4; at < damaged.size(); ++at)
        damaged[at] = '\x7F';
    CHECK(code_of(process(huge)) == errc::too_large);
    CHECK(code_of(process(whole.substr(0, 12))) == errc::invalid);
    CHECK(code_of(process(whole.substr(0, size))) == errc::invalid);
    CHECK(code_of(process(whole.substr(0, pixels + 8))) == errc::invalid);
    CHECK(code_of(process(damaged)) == errc::invalid);
}

TEST_CASE("a picture keeps its colours, whatever its profile", "[app][pictures]")
{
    auto const [suffix, profile] = GENERATE(table<std::string, std::string>(
        {{".png", ""}, {".png", "srgb"}, {".png", "p3"}, {".jpg", "p3"}, {".webp", "p3"}, {".jpg", "cmyk"}}));
    CAPTURE(suffix, profile);
    auto const made = process(make(suffix, 64, 40, 1, profile));
    REQUIRE(made.has_value());
    // The inks of the profile that libvips has built in do not reach this red quite.
    auto const margin = profile == "cmyk" ? 30 : 4;
    CHECK_THAT(colour_of(made->webp), Catch::Matchers::Approx(colour).margin(margin));
}

TEST_CASE("a large picture shrinks to 2,048 pixels and keeps its shape", "[app][pictures]")
{
    auto const made = process(make(".png", 3000, 1500));
    REQUIRE(made.has_value());
    CHECK(made->width == 2048);
    CHECK(made->height == 1024);
}

TEST_CASE("a picture is turned upright and loses its metadata", "[app][pictures]")
{
    auto const given = make(".jpg", 60, 30, 6);
    REQUIRE(given.find("secret place") != given.npos);
    auto const made = process(given);
    REQUIRE(made.has_value());
    CHECK(made->width == 30);
    CHECK(made->height == 60);
    CHECK(made->webp.find("secret place") == made->webp.npos);
    CHECK(made->webp.find("EXIF") == made->webp.npos);
    CHECK(process(made->webp)->width == 30); // Still a good WebP
}

// Hardening T-46.
TEST_CASE("what is no picture, or too much of one, is refused with its reason", "[app][pictures][T-46]")
{
    struct row {
        std::string name, bytes;
        errc expected;
    };
    auto const [name, bytes, expected] = GENERATE(values<row>({
        {"nothing", "", errc::unsupported},
        {"text", "hello", errc::unsupported},
        {"SVG", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>", errc::unsupported},
        {"PDF", "%PDF-1.7\n", errc::unsupported},
        {"TIFF", std::string("II*\0\x08\0\0\0", 8), errc::unsupported},
        {"ImageMagick", "push graphic-context\nviewbox 0 0 1 1\n", errc::unsupported},
        {"an actor named as a picture", R"({"type":"Person"})", errc::unsupported},
        {"MP4",
         std::string("\0\0\0\x18"
                     "ftypisom\0\0\0\0",
                     16),
         errc::unsupported},
        {"50,000 by 50,000 pixels", png_header(50'000, 50'000), errc::too_large},
        {"64 megapixels and a line", png_header(8'000, 8'001), errc::too_large},
        {"a header and nothing more", png_header(100, 100), errc::invalid},
        {"a GIF that is none", "GIF89a<script>alert(1)</script>", errc::invalid},
        {"a JPEG that is none", "\xFF\xD8\xFF rubbish", errc::invalid},
        {"a WebP that is none", std::string("RIFF\x04\0\0\0WEBPrubbish", 19), errc::invalid},
        {"more than 40 MB", std::string("\x89PNG\r\n\x1a\n") + std::string(40 << 20, 'x'), errc::too_large},
    }));
    CAPTURE(name);
    auto const made = process(bytes);
    REQUIRE(made.has_error());
    CHECK(made.error().code == expected);
    CHECK_FALSE(made.error().safe.empty());
}

TEST_CASE("a worker that dies, talks nonsense or is missing is a failure and nothing worse",
          "[app][pictures]")
{
    auto const picture = make(".png", 8, 8);
    CHECK(app::process_picture("/bin/false", picture).has_error());
    CHECK(app::process_picture("/bin/echo", picture).has_error());
    CHECK(app::process_picture("/no/such/program", picture).error().code == errc::internal);
}
