// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/pictures/picture_codec.hpp"

#include "app/pictures/blurhash.hpp"

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

// Whatever the picture's own profile says that its numbers mean. Not by vips_thumbnail's "export_profile",
// which in libvips 8.14 shifts the colours of pictures that have no profile.
owned_image in_srgb(VipsImage* image)
{
    VipsImage *translated = nullptr, *out = nullptr;
    if (vips_image_get_typeof(image, VIPS_META_ICC_NAME) != 0 &&
        vips_icc_transform(image, &translated, "srgb", "embedded", TRUE, nullptr) != 0)
        vips_error_clear(); // A broken profile says nothing: browsers pass over it too
    owned_image const first(translated);
    if (vips_colourspace(first ? first.get() : image, &out, VIPS_INTERPRETATION_sRGB, nullptr) != 0)
        return {};
    return owned_image(out);
}

// Shrunk while loading, turned upright, in sRGB; in memory, because it is read twice.
owned_image load(std::string_view bytes)
{
    VipsImage* thumbnail = nullptr;
    auto* data = const_cast<char*>(bytes.data()); // libvips only reads it
    if (vips_thumbnail_buffer(data, bytes.size(), &thumbnail, most_picture_edge, "height", most_picture_edge,
                              "size", VIPS_SIZE_DOWN, "fail_on", VIPS_FAIL_ON_TRUNCATED, nullptr) != 0)
        return {};
    owned_image const small(thumbnail);
    auto const coloured = in_srgb(small.get());
    return owned_image(coloured ? vips_image_copy_memory(coloured.get()) : nullptr);
}

// Where it was taken, by what and by whom is nobody's business. The saver's own "strip" keeps EXIF in
// libvips 8.14.
void forget_metadata(VipsImage* image)
{
    auto* const names = vips_image_get_fields(image);
    for (auto** name = names; name && *name; ++name)
        vips_image_remove(image, *name); // Width, height and the like are no metadata to it, and stay
    g_strfreev(names);
}

std::uint32_t little(std::string_view bytes)
{
    std::uint32_t out = 0;
    for (std::size_t at = 4; at-- > 0;)
        out = out << 8 | static_cast<unsigned char>(bytes[at]);
    return out;
}

// A WebP without its EXIF, XMP and ICC chunks: the saver of libvips 8.14 writes EXIF of its own even with
// "strip".
std::string without_side_chunks(std::string_view webp)
{
    std::string out(webp.substr(0, 12));
    std::size_t length = 0;
    for (std::size_t at = 12; at + 8 <= webp.size(); at += length) {
        auto const name = webp.substr(at, 4);
        length = 8 + std::size_t{little(webp.substr(at + 4, 4))};
        length += length % 2; // Chunks are padded to even lengths
        if (name == "EXIF" || name == "XMP " || name == "ICCP")
            continue;
        out.append(webp.substr(at, length));
        if (name == "VP8X" && out.size() > 20)
            out[20] = static_cast<char>(out[20] & 0x12); // Of its flags, alpha and animation stay
    }
    for (unsigned at = 0; at < 4; ++at)
        out[4 + at] = static_cast<char>((out.size() - 8) >> (8 * at) & 0xFF);
    return out;
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
    // libvips 8.14 fills what a cut PNG lacks with black, whatever "fail_on" says.
    bool const cut_png = bytes.starts_with("\x89PNG") && bytes.rfind("IEND") == bytes.npos;
    TRY_VOID(check_size(bytes));
    if (cut_png)
        return undecodable();
    auto const image = load(bytes);
    if (!image)
        return undecodable();
    forget_metadata(image.get());
    void* webp = nullptr;
    std::size_t size = 0;
    if (vips_webpsave_buffer(image.get(), &webp, &size, "Q", 82, "strip", TRUE, nullptr) != 0)
        return undecodable();
    std::unique_ptr<void, freed> const owned(webp);
    return picture_result{without_side_chunks({static_cast<char const*>(webp), size}),
                          vips_image_get_width(image.get()), vips_image_get_height(image.get()),
                          hash_of(image.get())};
}

} // namespace federwerk::app
