"""The form of an organisation's branding: two logos, a colour, and two lines of words."""

import unicodedata
from collections.abc import Iterator
from math import floor
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.colour import LEGIBLE, contrast_with_white, is_colour, legible_shade
from accounts.logos import MAX_BYTES, LogoRefused, png_of, too_heavy
from accounts.models import Branding

WORDS = ("colour", "author", "confidentiality")
LOGOS = ("client_logo", "author_logo")
SENT_ANEW = "The picture is fine, but nothing was kept yet. Choose it again."
KINDS = "PNG, JPEG or WebP, at most 2 MB and 4 megapixels."


class LogoField(forms.FileField):
    """A picture, checked and drawn anew: its value is a PNG as bytes, or nothing."""

    widget = forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, allow_empty_file=True, **kwargs)

    def to_python(self, data: UploadedFile | None) -> bytes | None:  # type: ignore[override]
        if data is None:
            return None
        try:
            if data.size is not None and data.size > MAX_BYTES:
                raise LogoRefused(too_heavy(data.size))
            return png_of(data.read())
        except LogoRefused as refused:
            raise forms.ValidationError(str(refused)) from refused

    def clean(self, data: Any, initial: Any = None) -> bytes | None:
        return self.to_python(data)


class BrandingForm(forms.Form):
    """What the reports of an organisation carry. Empty is allowed everywhere."""

    client_logo = LogoField(label="Client’s logo", help_text=f"On the cover. {KINDS}")
    no_client_logo = forms.BooleanField(required=False, label="Take it away")
    author_logo = LogoField(label="Your own logo", help_text=f"At the foot of the cover. {KINDS}")
    no_author_logo = forms.BooleanField(required=False, label="Take it away")
    colour = forms.CharField(
        max_length=7,
        required=False,
        label="Colour of the cover’s band",
        help_text="As #rrggbb, dark enough for white text. Empty: the product’s own.",
        error_messages={"max_length": "Write the colour as #rrggbb, such as #0b5a75."},
    )
    author = forms.CharField(
        max_length=80,
        required=False,
        label="Author line",
        help_text="Who hands the report over, such as the name of your firm.",
    )
    confidentiality = forms.CharField(
        max_length=60,
        required=False,
        label="Confidentiality line",
        help_text="At the foot of every page. Empty: none.",
    )

    def __init__(self, *args: Any, branding: Branding, **kwargs: Any) -> None:
        self.branding = branding
        kept = {name: getattr(branding, name) for name in WORDS}
        super().__init__(*args, **{"initial": kept, **kwargs})

    def clean_colour(self) -> str:
        typed: str = self.cleaned_data["colour"].lower()
        if not typed:
            return ""
        colour = typed if typed.startswith("#") else f"#{typed}"
        if not is_colour(colour):
            raise forms.ValidationError(
                f"“{typed}” is not a colour. Write it as #rrggbb, such as #0b5a75."
            )
        found = contrast_with_white(colour)
        if found < LEGIBLE:
            raise forms.ValidationError(too_light(colour, found))
        return colour

    def clean_author(self) -> str:
        return shown(self.cleaned_data["author"])

    def clean_confidentiality(self) -> str:
        return shown(self.cleaned_data["confidentiality"])

    def clean(self) -> dict[str, Any]:
        """A browser sends a file once: who has to correct a line has to choose it again."""
        found = super().clean() or {}
        if self.errors:
            for name in LOGOS:
                if found.get(name) is not None:
                    self.add_error(name, SENT_ANEW)
        return found

    def save(self) -> None:
        """Only what was sent: a logo that another tab has just kept stays."""
        values = {name: self.cleaned_data[name] for name in WORDS} | dict(self._logos())
        Branding.objects.update_or_create(organisation=self.branding.organisation, defaults=values)

    def _logos(self) -> Iterator[tuple[str, bytes]]:
        for name in LOGOS:
            picture = self.cleaned_data[name]
            if picture is not None:
                yield name, picture
            elif self.cleaned_data[f"no_{name}"]:
                yield name, b""


def too_light(colour: str, found: float) -> str:
    ratio = f"{floor(found * 10) / 10:.1f}"  # rounded down: 4.48 must not read as enough
    return (
        f"White on {colour} has a contrast of {ratio} to 1, both for text on the band and for "
        f"the band on paper; {LEGIBLE} to 1 is needed. {legible_shade(colour)} would do."
    )


def shown(text: str) -> str:
    """On one line; empty where nothing of it would show."""
    line = " ".join(text.split())
    return line if any(unicodedata.category(letter)[0] in "LNPS" for letter in line) else ""
