"""Waits until a server answers with a page that has a sign-in form."""

import sys
import time
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

SECONDS = 60


def page(address: str) -> str | None:
    """The page, or None while nothing answers there."""
    try:
        with urlopen(address, timeout=10) as answer:
            return answer.read().decode()
    except HTTPError as error:
        return f"{error.code} {error.reason}"
    except (URLError, HTTPException, OSError):
        return None


def main(address: str) -> int:
    end = time.monotonic() + SECONDS
    found = None
    while found is None and time.monotonic() < end:
        time.sleep(0.1)
        found = page(address)
    if found and "Sign in" in found:
        return 0
    said = found[:80] if found else f"no answer within {SECONDS} s"
    sys.stderr.write(f"{address}: {said}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
