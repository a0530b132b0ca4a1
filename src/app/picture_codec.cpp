// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/picture_codec.hpp"

#include "app/blurhash.hpp"

#include <array>
#include <memory>
#include <vips/vips.h>

namespace federwerk::app {
namespace {

struct unreferenced {
    void operator()(VipsImage* image) const { g_object_unref(image); }
};
using owned_image = std::unique_ptr<VipsImage, unreferenced>;

struct freed {
    void operator()(void* p) const { g_free(p); }
};

constexpr std::uint64_t most_pixels = 64'000'000;

failure undecodable()
{
    std::string why = vips_error_buffer();
    vips_error_clear();
    return {errc::invalid, "picture: " + std::move(why), "This picture cannot be read."};
}

// The header alone says the size; nothing is decoded yet.
result<> check_size(std::string_view bytes)
{
    owned_image const image(vips_image_new_from_buffer(bytes.data(), bytes.size(), "", "access",
                                                       VIPS_ACCESS_SEQUENTIAL, nullptr));
    if (!image)
        return undecodable();
    auto const width = static_cast<std::uint64_t>(vips_image_get_width(image.get()));
    auto const height = static_cast<std::uint64_t>(vips_image_get_height(image.get()));
    if (width * height > most_pixels)
        return failure{errc::too_large, "picture: too many pixels",
                       "The picture has more than 64 megapixels."};
    return {};
}

// Shrunk while loading, turned upright, in sRGB; in memory, because it is read twice.
owned_image load(std::string_view bytes)
{
    VipsImage *thumbnail = nullptr, *coloured = nullptr;
    auto* data = const_cast<char*>(bytes.data()); // libvips only reads it
    if (vips_thumbnail_buffer(data, bytes.size(), &thumbnail, most_picture_edge, "height", most_picture_edge,
                              "size", VIPS_SIZE_DOWN, "export_profile", "srgb", nullptr) != 0)
        return {};
    owned_image const first(thumbnail);
    if (vips_colourspace(thumbnail, &coloured, VIPS_INTERPRETATION_sRGB, nullptr) != 0)
        return {};
    owned_image const second(coloured);
    return owned_image(vips_image_copy_memory(coloured));
}

std::string hash_of(VipsImage* image)
{
    VipsImage *small = nullptr, *flat = nullptr;
    if (vips_thumbnail_image(image, &small, 32, "height", 32, "size", VIPS_SIZE_DOWN, nullptr) != 0)
        return {};
    owned_image const first(small);
    if (vips_image_hasalpha(small) ? vips_flatten(small, &flat, nullptr) != 0
                                   : vips_copy(small, &flat, nullptr) != 0)
        return {};
    owned_image const second(flat);
    std::size_t size = 0;
    std::unique_ptr<void, freed> const pixels(vips_image_write_to_memory(flat, &size));
    if (!pixels || vips_image_get_bands(flat) != 3 || vips_image_get_format(flat) != VIPS_FORMAT_UCHAR)
        return {};
    return blurhash({static_cast<unsigned char const*>(pixels.get()), size}, vips_image_get_width(flat),
                    vips_image_get_height(flat));
}

} // namespace

bool is_known_picture(std::string_view bytes)
{
    using namespace std::string_view_literals;
    constexpr std::array starts{"\x89PNG\r\n\x1a\n"sv, "\xFF\xD8\xFF"sv, "GIF87a"sv, "GIF89a"sv};
    constexpr std::array brands{"avif"sv, "avis"sv, "heic"sv, "heix"sv, "mif1"sv};
    for (auto const start : starts)
        if (bytes.starts_with(start))
            return true;
    if (bytes.size() < 12)
        return false;
    if (bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP")
        return true;
    for (auto const brand : brands)
        if (bytes.substr(4, 4) == "ftyp" && bytes.substr(8, 4) == brand)
            return true;
    return false;
}

bool start_picture_library()
{
    if (VIPS_INIT("federwerk") != 0)
        return false;
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    // All loaders but five: no SVG, PDF, ImageMagick or OpenSlide, whatever the bytes pretend.
    vips_operation_block_set("VipsForeignLoad", TRUE);
    for (auto const* loader : {"VipsForeignLoadPng", "VipsForeignLoadJpeg", "VipsForeignLoadWebp",
                               "VipsForeignLoadNsgif", "VipsForeignLoadHeif"})
        vips_operation_block_set(loader, FALSE);
    return true;
}

result<picture_result> convert_picture(std::string_view bytes)
{
    if (bytes.size() > most_picture_bytes)
        return failure{errc::too_large, "picture: too many bytes", "The picture is larger than 40 MB."};
    if (!is_known_picture(bytes))
        return failure{errc::unsupported, "picture: unknown type",
                       "Only PNG, JPEG, WebP, GIF, AVIF and HEIC pictures are accepted."};
    TRY_VOID(check_size(bytes));
    auto const image = load(bytes);
    void* webp = nullptr;
    std::size_t size = 0;
    if (!image || vips_webpsave_buffer(image.get(), &webp, &size, "Q", 82, "strip", TRUE, nullptr) != 0)
        return undecodable();
    std::unique_ptr<void, freed> const owned(webp);
    return picture_result{{static_cast<char const*>(webp), size},
                          vips_image_get_width(image.get()),
                          vips_image_get_height(image.get()),
                          hash_of(image.get())};
}

} // namespace federwerk::app
