"""Icons and the small scale stand beside words on every page."""

import pytest

from assessments.charts import icon, scale
from assessments.engine.labels import Label
from tests.charts import reading


@pytest.mark.parametrize("label", [*Label, "estimated", "loop", "gap"])
def test_every_label_has_an_icon(label):
    svg = icon(label)
    assert 'aria-hidden="true"' in svg
    assert 'class="ico"' in svg
    assert reading.kinds(svg) <= reading.ALLOWED


def test_no_two_icons_look_alike():
    drawn = [icon(label) for label in [*Label, "estimated", "loop", "gap"]]
    assert len({*drawn}) == len(drawn)


def test_an_unknown_label_is_refused():
    with pytest.raises(ValueError, match="no icon for: sunny"):
        icon("sunny")


@pytest.mark.parametrize(
    ("score", "target", "said"),
    [
        (1.7, 3, "1.7 of 5, target 3.0"),
        (3.25, None, "3.3 of 5"),
        (None, 3, "not rated, target 3.0"),
    ],
)
def test_the_scale_says_in_words_what_it_shows(score, target, said):
    assert f"<title>{said}</title>" in scale(score, target)


def test_the_scale_draws_the_shortfall_only_where_there_is_one():
    assert 'class="s-d4"' in scale(1.7, 3)
    assert 'class="s-d4"' not in scale(4, 3)
