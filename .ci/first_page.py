"""Waits until a server answers with a page that has a sign-in form."""

import sys
import time
from http.client import HTTPException
from urllib.error import URLError
from urllib.request import urlopen

SECONDS = 60


def page(address: str) -> str:
    try:
        with urlopen(address, timeout=10) as answer:
            return answer.read().decode()
    except (URLError, HTTPException, OSError):
        return ""


def main(address: str) -> int:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if "Sign in" in page(address):
            return 0
        time.sleep(0.1)
    sys.stderr.write(f"No sign-in page at {address} within {SECONDS} s.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
