"""Logos: what is kept of a picture, and what is said about one that cannot be kept."""

from contextlib import suppress

import pytest
from PIL import Image

from accounts.logos import KEPT_BYTES, MAX_BYTES, LogoRefused, png_of
from tests.pictures import BLUE, RED, bomb, moving, noise, opened, picture, saved, webp_bomb

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def near(found: tuple[int, ...], wanted: tuple[int, ...], slack: int = 12) -> bool:
    return all(abs(a - b) <= slack for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_of_each_kind_is_kept_as_png_in_its_colour(kind):
    kept = opened(png_of(picture(kind)))
    assert (kept.format, kept.mode, kept.size) == ("PNG", "RGB", (60, 30))
    assert near(kept.getpixel((30, 15)), RED)


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "P"), ("JPEG", "CMYK")])
def test_a_palette_and_printers_colours_become_rgb(kind, mode):
    kept = opened(png_of(picture(kind, mode=mode)))
    assert kept.mode == "RGB"
    assert near(kept.getpixel((30, 15)), RED, 30)  # a palette knows few colours


def test_a_grey_picture_of_sixteen_bits_keeps_its_grey():
    kept = opened(png_of(saved(Image.new("I;16", (40, 40), 128 * 256))))
    assert near(kept.getpixel((20, 20)), (128, 128, 128))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_stays_so(mode):
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0)).convert(mode)
    how = {"transparency": clear.getpixel((0, 0))} if mode == "P" else {}
    assert opened(png_of(saved(clear, **how))).getchannel("A").getextrema() == (0, 0)


def test_a_picture_held_sideways_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned by a quarter
    image = Image.new("RGB", (80, 40), RED)
    image.paste(BLUE, (0, 0, 40, 40))
    kept = opened(png_of(saved(image, "JPEG", exif=exif, quality=95)))
    assert kept.size == (40, 80)
    assert near(kept.getpixel((20, 10)), BLUE, 25)


def test_a_large_picture_is_kept_at_printing_size_and_in_its_shape():
    assert opened(png_of(picture(size=(2000, 1500)))).size == (667, 500)
    assert opened(png_of(picture(size=(2000, 200)))).size == (1000, 100)


def test_a_photograph_takes_no_more_than_its_share():
    assert len(png_of(saved(noise((1600, 1200)), "JPEG", quality=60))) <= KEPT_BYTES


def test_nothing_but_pixels_is_kept():
    exif = Image.Exif()
    exif[0x010E] = "where it was taken"
    sent = saved(Image.new("RGB", (40, 40)), exif=exif, icc_profile=b"a profile")
    kept = png_of(sent + b"<script>alert(1)</script>")
    assert b"where it was taken" in sent
    for part in (b"where", b"a profile", b"iCCP", b"eXIf", b"script"):
        assert part not in kept


def test_the_same_picture_is_kept_as_the_same_bytes():
    assert png_of(picture("JPEG")) == png_of(picture("JPEG"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (SVG, "drawing (SVG), whatever its name says"),
        (b"\xef\xbb\xbf <?xml version='1.0'?>" + SVG, "drawing (SVG)"),
        (b"<html><script>alert(1)</script></html>", "not a PNG, JPEG or WebP picture"),
        (b"%PDF-1.7", "not a PNG, JPEG or WebP picture"),
        (saved(Image.new("RGB", (40, 40)), "GIF"), "not a PNG, JPEG or WebP picture"),
        (saved(Image.new("RGB", (40, 40)), "TIFF"), "not a PNG, JPEG or WebP picture"),
        (b"RIFF\0\0\0\0WEBP", "not a PNG, JPEG or WebP picture"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "at least 16 on each side"),
        (b"\x89PNG\r\n\x1a\n", "not a PNG, JPEG or WebP picture"),
        (b"x" * (MAX_BYTES + 1), "The file has 2.1 MB; 2 MB fit."),
        (picture(size=(15, 400)), "15 × 400 pixels; at least 16"),
        (moving("PNG"), "The picture moves, and paper does not."),
        (moving("WEBP"), "The picture moves, and paper does not."),
    ],
    ids=[
        "empty",
        "svg",
        "svg with a mark and a declaration",
        "html",
        "pdf",
        "gif",
        "tiff",
        "webp without anything",
        "webp without a size",
        "png without anything",
        "too heavy",
        "too narrow",
        "moving png",
        "moving webp",
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(content, said):
    with pytest.raises(LogoRefused) as refused:
        png_of(content)
    assert said in str(refused.value)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_picture_that_breaks_off_is_refused(kind, share):
    whole = saved(noise((200, 200)), kind)
    with pytest.raises(LogoRefused):
        png_of(whole[: int(len(whole) * share)])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (bomb(30_000, 30_000), "far more than 4 megapixels"),
        (bomb(2001, 2000), "2001 × 2000 pixels, 4.1 megapixels; 4 fit"),
        (webp_bomb(), "16383 × 16383 pixels"),
    ],
)
def test_a_small_file_that_would_fill_the_memory_is_refused_unread(content, said, monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda image: pytest.fail("its pixels were read"))
    assert len(content) < 1000
    with pytest.raises(LogoRefused, match=said):
        png_of(content)


def test_a_header_that_says_more_than_there_is_is_refused():
    with pytest.raises(LogoRefused, match="The picture is damaged"):
        png_of(bomb(1500, 1500))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_damaged_byte_never_becomes_an_error_of_ours(kind):
    sent = picture(kind)
    for at in range(0, len(sent), 3):
        with suppress(LogoRefused):
            png_of(sent[:at] + bytes([sent[at] ^ 0x55]) + sent[at + 1 :])
