"""What the templates of the report on paper may do with text."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from assessments.charts.text import wrap

register = template.Library()

MEASURE = 425.0
"""Points a page title may be wide: 150 mm."""
SIZE = 20.0
"""Points of a page title's type."""
LINES = 6


@register.filter
def balanced(title: str) -> SafeString:
    """A page title in lines of about one length: no word stands alone on the last one."""
    lines = wrap(title, MEASURE, SIZE, 600, LINES)
    return format_html_join(mark_safe(" <br>"), "{}", ((line,) for line in lines))
