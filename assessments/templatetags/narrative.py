"""A consultant's own words, looked up where they stand."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def in_slot(texts: Mapping[str, str], slot: str) -> str:
    """The text written for a slot; empty where nobody has written one."""
    return texts.get(slot, "")
