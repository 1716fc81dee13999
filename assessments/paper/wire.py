"""What the site and the drawing process say to each other: frames of a length and a body."""

import pickle
import struct
from dataclasses import dataclass
from typing import IO

LENGTH = struct.Struct(">Q")
READY = b"ready"
"""The first word of a drawing process: its libraries are loaded."""
OUT_OF_MEMORY = 3
"""Exit status of a drawing process that reached its limit."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to draw: its HTML, its stylesheet, and every file they may refer to.

    `files` maps a whole address, such as `chart:pillars.svg`, to its media type and content.
    There is no other way to a file: an address that is not in the map is refused.
    """

    html: str
    stylesheet: str
    files: dict[str, tuple[str, bytes]]

    def packed(self) -> bytes:
        return pickle.dumps((self.html, self.stylesheet, self.files))


def unpacked(body: bytes) -> Job:
    """A job as the site packed it. Only the site's own bytes may come here."""
    return Job(*pickle.loads(body))


def send(stream: IO[bytes], body: bytes) -> None:
    stream.write(LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next body, or None where the other side has ended."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    body = stream.read(length)
    return body if len(body) == length else None
