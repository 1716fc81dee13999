"""Inviting raters: people as they are pasted, line by line, and what each is asked."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from assessments.forms import is_seen
from assessments.models import Assessment, Invited, Rater, addresses_of
from assessments.models.routing import ALL, HOW, NOTHING, areas_from, asked, how_asked
from ecosystem.content import PillarContent
from ecosystem.loading import content_of

MOST_PEOPLE = 300
MOST_LINES_SAID = 12
LONGEST_NAME = 120
PIECES = re.compile(r'"[^"]*"|[^,;\t"]+')
IN_BRACKETS = re.compile(r"^(?P<name>.*?)\s*<(?P<email>[^<>]*)>$")
GROUPS = {
    "executive": Rater.Group.EXECUTIVE,
    "executives": Rater.Group.EXECUTIVE,
    "leader": Rater.Group.EXECUTIVE,
    "leaders": Rater.Group.EXECUTIVE,
    "manager": Rater.Group.MANAGER,
    "managers": Rater.Group.MANAGER,
    "seller": Rater.Group.SELLER,
    "sellers": Rater.Group.SELLER,
    "other": Rater.Group.OTHER,
    "others": Rater.Group.OTHER,
}
"""How a group may be written on a line."""


def parts_of(line: str) -> list[str]:
    """A line in pieces: at commas, semicolons and tabs, and `Name <address>` in two.

    What stands in quotes is one piece, as in `"Name, with a comma"`.
    """
    found: list[str] = []
    for part in PIECES.findall(line):
        bracketed = IN_BRACKETS.match(part.strip())
        found += [bracketed["name"], bracketed["email"]] if bracketed else [part]
    return [piece for part in found if (piece := part.strip(' \t"'))]


def person_on(line: str, group: str) -> Invited:
    """Who stands on a line: name, e-mail and group in any order, each at most once.

    Raises:
        ValidationError: something on the line cannot be read.
    """
    name = email = ""
    for part in parts_of(line):
        if "@" in part:
            email = checked(email, part, "two addresses stand on it")
            check_address(email)
        elif part.lower() in GROUPS:
            group = GROUPS[part.lower()]
        else:
            name = checked(name, part, f"“{name}” and “{part}” are neither address nor group")
    if not is_seen(name or email):
        raise ValidationError("there is no name and no address on it")
    if len(name or email) > LONGEST_NAME:
        what = "name" if name else "address"
        raise ValidationError(f"the {what} is longer than {LONGEST_NAME} characters")
    return Invited(name or email, email, group)


def checked(before: str, part: str, problem: str) -> str:
    if before:
        raise ValidationError(problem)
    return part


def check_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise ValidationError(f"“{email}” is not an e-mail address") from None


class InviteForm(forms.Form):
    """One person or many, one a line. Every line is read before anybody is invited."""

    people = forms.CharField(
        max_length=60_000,
        error_messages={
            "required": "Write one person a line: a name, an e-mail, or both.",
            "max_length": "That is too much at once. Invite them in two goes.",
        },
    )
    group = forms.ChoiceField(
        choices=Rater.Group.choices,
        error_messages={
            "required": "Choose a group.",
            "invalid_choice": "Choose one of the four groups.",
        },
    )
    sends = forms.BooleanField(required=False)

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assessment = assessment
        self.invited: tuple[Invited, ...] = ()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "people" in found and "group" in found:
            self.invited = self._read(found["people"].splitlines(), found["group"])
        return found

    def _read(self, lines: list[str], group: str) -> tuple[Invited, ...]:
        taken, found = addresses_of(self.assessment), []
        problems = []
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                one = person_on(line, group)
                if one.email.lower() in taken:
                    raise ValidationError(f"“{one.email}” is invited already")
            except ValidationError as error:
                problems.append(f"Line {number}: {error.message}.")
                continue
            taken |= {one.email.lower()} - {""}
            found.append(one)
        if len(found) > MOST_PEOPLE:
            problems.append(f"At most {MOST_PEOPLE} people at once; there are {len(found)}.")
        self._say(problems)
        return tuple(found)

    def _say(self, problems: list[str]) -> None:
        for problem in problems[:MOST_LINES_SAID]:
            self.add_error("people", problem)
        if len(problems) > MOST_LINES_SAID:
            more = len(problems) - MOST_LINES_SAID
            self.add_error("people", f"And {more} more line{'' if more == 1 else 's'} like these.")


class ScheduleForm(forms.Form):
    """Until when, and whether reminders go out by themselves."""

    answer_by = forms.DateField(
        required=False, error_messages={"invalid": "Write the day as in 2027-01-31."}
    )
    reminds = forms.BooleanField(required=False)

    def clean_answer_by(self) -> Any:
        day = self.cleaned_data["answer_by"]
        if day is not None and day < timezone.localdate():
            raise ValidationError("This day has passed. Choose one from today on, or none.")
        return day

    def keep(self, assessment: Assessment) -> None:
        found = self.cleaned_data
        Assessment.objects.filter(pk=assessment.pk).update(
            answer_by=found["answer_by"], reminds=found["reminds"]
        )


class RaterForm(forms.Form):
    """One rater: who, in which group, and what they are asked of each pillar."""

    label = forms.CharField(
        max_length=LONGEST_NAME,
        error_messages={
            "required": "Give the person a name, or anything to tell them by.",
            "max_length": f"A name has at most {LONGEST_NAME} characters.",
        },
    )
    email = forms.EmailField(
        required=False, error_messages={"invalid": "This is not an e-mail address."}
    )
    group = forms.ChoiceField(
        choices=Rater.Group.choices,
        error_messages={"invalid_choice": "Choose one of the four groups."},
    )

    def __init__(self, *args: Any, rater: Rater, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rater, self.areas = rater, list[str]()
        self.framework = content_of(rater.assessment.framework)
        for pillar in self.pillars:
            self.fields[self.name_of(pillar)] = forms.ChoiceField(
                choices=HOW,
                required=False,
                initial=how_asked(self.framework, pillar, rater.areas),
                error_messages={"invalid_choice": "Choose one of those shown."},
            )
        if rater.has_begun:  # it was part of what they were told
            for name in ("label", "email", "group"):
                self.fields[name].disabled = True

    @property
    def pillars(self) -> tuple[PillarContent, ...]:
        return self.rater.assessment.looked_at.pillars

    @staticmethod
    def name_of(pillar: PillarContent) -> str:
        return f"asks-{pillar.slug}"

    @property
    def asks(self) -> list[forms.BoundField]:
        found = []
        for pillar in self.pillars:
            field = self[self.name_of(pillar)]
            field.label = pillar.name
            found.append(field)
        return found

    def clean_label(self) -> str:
        label: str = self.cleaned_data["label"]
        if not is_seen(label):
            raise ValidationError("Give the person a name, or anything to tell them by.")
        return label

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        others = addresses_of(self.rater.assessment) - {self.rater.email.lower()}
        if email.lower() in others:
            raise ValidationError("This address is invited already.")
        return email

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        how = {p: found.get(self.name_of(p)) or NOTHING for p in self.pillars}
        self.areas = areas_from(self.framework, how)
        if not self.errors and not asks_anything(self.rater.assessment, how, self.areas):
            self.add_error(None, "Ask for something: nothing would be asked of this person.")
        return found


def asks_anything(
    assessment: Assessment, how: Mapping[PillarContent, str], areas: list[str]
) -> bool:
    scope = asked(assessment, areas)
    return set(how.values()) == {ALL} or bool(areas and (scope.items or scope.blocks))


class RemoveForm(forms.Form):
    answers = forms.ChoiceField(
        choices=[("keep", "keep"), ("erase", "erase")],
        error_messages={
            "required": "Choose whether the answers stay or are erased.",
            "invalid_choice": "Choose whether the answers stay or are erased.",
        },
    )
