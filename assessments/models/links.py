"""A rater's link and the code that opens it on another device.

The link's token is derived from the key of the installation, so that it can be shown again and a
reminder carries the same one; the database holds a hash only. The code is told once.
"""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from typing import Protocol
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Of a code to be written down: nothing that is mistaken for something else."""
CODE_LENGTH = 8
TOKEN_BYTES = 24


class Linked(Protocol):
    @property
    def code(self) -> UUID: ...
    @property
    def link_version(self) -> int: ...


def token_of(rater: Linked) -> str:
    """What stands in the address; another version gives another token."""
    said = f"{rater.code}:{rater.link_version}"
    derived = salted_hmac("headwater.rater.link", said, algorithm="sha256").digest()
    return urlsafe_b64encode(derived[:TOKEN_BYTES]).decode()


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def new_code() -> str:
    """Eight letters and figures in two fours, as in `K7QM-4TXD`."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def code_hash(rater: Linked, code: str) -> str:
    """Of the letters alone: how a code was typed does not matter."""
    typed = "".join(letter for letter in code.upper() if letter in LETTERS)
    said = f"{rater.code}:{typed}"
    return salted_hmac("headwater.rater.code", said, algorithm="sha256").hexdigest()


def is_code(rater: Linked, code: str, kept: str) -> bool:
    return bool(kept) and constant_time_compare(code_hash(rater, code), kept)
