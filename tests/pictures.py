"""Pictures as people send them, and as nobody should: made in memory, each for one purpose."""

import struct
import zlib
from io import BytesIO

from PIL import Image

RED, BLUE = (200, 30, 40), (20, 60, 200)


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 30), mode: str = "RGB") -> bytes:
    """One red picture of that kind and mode."""
    return saved(Image.new("RGB", size, RED).convert(mode), kind)


def saved(image: Image.Image, kind: str = "PNG", **how: object) -> bytes:
    written = BytesIO()
    image.save(written, kind, **how)
    return written.getvalue()


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


def noise(size: tuple[int, int]) -> Image.Image:
    """What compresses worst: a different grey in every pixel and channel."""
    channel = Image.effect_noise(size, 80)
    return Image.merge("RGB", (channel, channel.rotate(180), channel.transpose(0)))


def moving(kind: str) -> bytes:
    first, second = (Image.new("RGB", (40, 40), colour) for colour in (RED, BLUE))
    return saved(first, kind, save_all=True, append_images=[second])


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is that large, with a header whose sum is right."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def webp_bomb(size: int = 16_383) -> bytes:
    """A WebP whose canvas is as large as the format knows, around a picture of a few bytes."""
    inner = picture("WEBP", (1, 1))[12:]
    canvas = bytes(4) + (size - 1).to_bytes(3, "little") * 2
    body = b"WEBP" + b"VP8X" + struct.pack("<I", 10) + canvas + inner
    return b"RIFF" + struct.pack("<I", len(body)) + body
