"""What never reaches a log."""

import logging
import re

LINK = re.compile(r"(/r/)[^/\s\"']+")
"""The address of a rater's link: whoever holds it may open it."""


class WithoutTokens(logging.Filter):
    """Takes the tokens of raters' links out of a record, and lets every record pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = hidden(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(hidden(argument) for argument in record.args)
        return True


def hidden(value: object) -> object:
    return LINK.sub(r"\1…", value) if isinstance(value, str) else value
