"""A logo as it was sent, made into one that can be kept: a small PNG drawn anew.

Nothing of the file that was sent is kept: only its pixels are, at a size that paper can show.
"""

import struct
import zlib
from io import BytesIO
from math import ceil

from PIL import Image, ImageFile, ImageOps

FORMATS = ("PNG", "JPEG", "WEBP")
MEGABYTES, MEGAPIXELS = 2, 4
MAX_BYTES = MEGABYTES * 1024 * 1024
MAX_PIXELS = MEGAPIXELS * 1_000_000
LEAST = 16
"""Pixels on the shorter side; what is smaller is a favicon."""
PRINTED = (1000, 500)
"""Pixels kept at most: 300 dots an inch on 85 by 42 mm, more than a cover gives a logo."""
KEPT_BYTES = 300_000
"""What a logo takes in the database at most."""
SMALLER = 0.8
UNREADABLE = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)
"""What Pillow is known to raise over a file that is not what it says."""


class LogoRefused(ValueError):
    """The picture cannot be kept; the message says why and what would do."""


def png_of(content: bytes) -> bytes:
    """The picture upright, in RGB, at printing size, as PNG of at most 300 KB.

    Raises:
        LogoRefused: too large, not a picture of a known kind, damaged, or moving.
    """
    if len(content) > MAX_BYTES:
        raise LogoRefused(too_heavy(len(content)))
    picture = _upright(_opened(content))
    picture.thumbnail(PRINTED, Image.Resampling.LANCZOS)
    picture.info.clear()  # profiles, comments and places are left behind
    return _encoded(picture)


def too_heavy(size: int) -> str:
    found = tenths(size / 1024 / 1024)
    return f"The file has {found} MB; {MEGABYTES} MB fit. Save it smaller and choose it again."


def tenths(size: float) -> str:
    """Rounded up: what is a little too much must not read as if it fitted."""
    return f"{ceil(size * 10) / 10:.1f}"


def _opened(content: bytes) -> Image.Image:
    """The picture as its header describes it; no pixel has been read yet."""
    if _is_webp(content):
        _check_size(*_webp_size(content))  # Pillow makes room for the whole canvas as it opens
    try:
        picture = Image.open(BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError:
        raise LogoRefused(f"The picture has far more than {MEGAPIXELS} megapixels.") from None
    except UNREADABLE:
        raise LogoRefused(_what_it_is(content)) from None
    _check_size(*picture.size)
    if getattr(picture, "is_animated", False) and picture.format != "MPO":
        raise LogoRefused("The picture moves, and paper does not. Save one frame of it.")
    return picture


def _upright(picture: Image.Image) -> Image.Image:
    """All pixels read, turned as the camera held them, with transparency only if there is some."""
    # A library that draws paper allows half a picture for the whole process; a logo is whole.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        picture.load()
        turned = ImageOps.exif_transpose(picture)
        if turned.mode.startswith("I;16"):  # converting alone would make it all but white
            turned = turned.point(lambda value: value / 256)
        return turned.convert("RGBA" if turned.has_transparency_data else "RGB")
    except UNREADABLE:
        raise LogoRefused(
            "The picture is damaged: it breaks off or holds something else than its beginning "
            "says. Save it anew and choose it again."
        ) from None


def _check_size(width: int, height: int) -> None:
    found = f"The picture is {width} × {height} pixels"
    if width * height > MAX_PIXELS:
        raise LogoRefused(
            f"{found}, {tenths(width * height / 1_000_000)} megapixels; {MEGAPIXELS} fit. "
            "Save it smaller and choose it again."
        )
    if min(width, height) < LEAST:
        raise LogoRefused(f"{found}; at least {LEAST} on each side can be printed.")


def _what_it_is(content: bytes) -> str:
    start = content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not content:
        return "The file is empty."
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--")):
        return "This is a drawing (SVG), whatever its name says. Save it as PNG, 1,000 pixels wide."
    return "This is not a PNG, JPEG or WebP picture, whatever its name says."


def _encoded(picture: Image.Image) -> bytes:
    """As PNG; made smaller until it fits, which only photographs need."""
    while True:
        kept = BytesIO()
        picture.save(kept, "PNG", optimize=True)
        if kept.tell() <= KEPT_BYTES:
            return kept.getvalue()
        width, height = (max(1, int(side * SMALLER)) for side in picture.size)
        picture = picture.resize((width, height), Image.Resampling.LANCZOS)


def _is_webp(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def _webp_size(content: bytes) -> tuple[int, int]:
    """Width and height from the header. Source: RFC 9649, sections 2.5 to 2.7."""
    kind, head = content[12:16], content[20:30]
    head = head.ljust(10, b"\0")
    if kind == b"VP8X":
        width = int.from_bytes(head[4:7], "little") + 1
        return width, int.from_bytes(head[7:10], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", head[6:10])
        return width & 0x3FFF, height & 0x3FFF
    raise LogoRefused(_what_it_is(b"\0"))
