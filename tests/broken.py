"""What is wrong with a text a person reads: sentences that were put together badly."""

import re

SIGNS = {
    "two spaces": r"\S  +\S",
    "a space before a full stop or comma": r"\w [.,;:](\s|$)",
    "two full stops": r"(?<!\.)\.\.(?!\.)",
    "a comma before a full stop": r",\.",
    "a value of the program": r"\b(None(?! of)|nan|NaN|undefined|True|False)\b|\{\{|\}\}|\{%",
    "a zero that is a word": r"(?<![\d.,])0 (items|weaknesses|symptoms|pillars|components|roots)\b",
    "one of many": r"\b([Oo]ne|(?<![\d.,])1) (?:\w+ )?"
    r"(items|weaknesses|symptoms|pillars|components|roots|raters|people|causes|groups)\b(?! of)",
    "many of one": r"\b([Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Tt]en|(?<![\d.,])[2-9]) (?:weak |other )*"
    r"(item|weakness|symptom|pillar|component|root|rater|cause|group)\b",
    "an empty pair": r"\(\s*\)|\[\s*\]|“\s*”",
}


def broken(text: str) -> list[str]:
    """Each bad place with what is around it."""
    found = []
    for fault, sign in SIGNS.items():
        for match in re.finditer(sign, text):
            around = text[max(0, match.start() - 40) : match.end() + 40]
            found.append(f"{fault}: {around!r}")
    return found
