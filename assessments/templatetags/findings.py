"""Looking things up in a report and writing numbers: what templates may do with findings."""

from datetime import date

from django import template
from django.utils.safestring import SafeString, mark_safe

from assessments.charts import icon as drawn_icon
from assessments.charts import scale as drawn_scale
from assessments.charts.words import decimal
from assessments.findings import ItemFinding, Report
from assessments.models import reason_words
from assessments.sentences import percent as as_percent
from assessments.sentences import trend_words, withheld_sentence

register = template.Library()

LABEL_WORDS = {
    "root": "Root",
    "contributing": "Contributing",
    "symptom": "Symptom",
    "local": "Local",
    "provisional": "Provisional",
    "unexplained": "Unexplained",
    "at-risk": "At risk",
    "unrated": "Unrated",
    "not-applicable": "Not applicable",
}
register.filter(trend_words)
register.filter(reason_words)

CONFIDENCE_BARS = {"firm": 3, "likely": 2, "open": 1}


@register.filter
def item(report: Report, slug: str) -> ItemFinding:
    return report.item[slug]


@register.filter
def named(report: Report, slug: str) -> str:
    """The short name of a component, pillar or symptom."""
    return report.name(slug)


@register.filter
def points(value: float | None) -> str:
    """A score or target with one decimal, as the figures print it; a dash where there is none."""
    return decimal(value)


@register.filter
def percent(share: float | None) -> str:
    return "–" if share is None else as_percent(share)


@register.filter
def state_icon(label: str) -> SafeString:
    return mark_safe(drawn_icon(label))


@register.filter
def state_word(found: ItemFinding) -> str:
    """The word of an item's state; what is healthy is sound or to be watched."""
    if found.label == "healthy":
        return (found.band or "sound").capitalize()
    return LABEL_WORDS[found.label]


@register.filter
def scale(found: ItemFinding) -> SafeString:
    """The small line from 1 to 5 with score and target."""
    return mark_safe(drawn_scale(found.score, found.target))


@register.filter
def drawing(svg: str) -> SafeString:
    """A figure's SVG to stand inline; the charts escape every name in it."""
    return mark_safe(svg)


@register.filter
def bars(word: str) -> list[bool]:
    """Three bars of confidence: how many of them are filled."""
    return [bar < CONFIDENCE_BARS[word] for bar in range(3)]


@register.filter
def long_date(day: date | None) -> str:
    return "" if day is None else f"{day.day} {day:%B %Y}"


@register.filter
def withheld(scores: int, floor: int) -> str:
    """Why no score is shown although people gave one."""
    return withheld_sentence(scores, floor)
