"""The colours of figures: one token, one meaning; the light values, which are also those of print.

A page re-themes inline drawings by the class each painted element carries, and Plotly figures by
the strings `var:TOKEN`; only print and downloaded drawings show the values written here.
"""

LIGHT = {
    "sheet": "#FFFFFF",
    "sunk": "#E9EEEE",
    "ink": "#10242D",
    "ink2": "#3D5059",
    "ink3": "#57696F",
    "line": "#D2DADC",
    "line2": "#7F9097",
    "accent": "#0B5A75",
    "onaccent": "#FFFFFF",
    "tint": "#E3EFF2",
    "bar": "#7A8D95",
    "flow": "#4F93A9",
    "flow2": "#7F9098",
    "d0": "#FFFFFF",
    "d1": "#E4EFF1",
    "d2": "#BAD6DE",
    "d3": "#6FA9BB",
    "d4": "#1C6A86",
    "d5": "#08394C",
    "t0": "#10242D",
    "t1": "#10242D",
    "t2": "#10242D",
    "t3": "#10242D",
    "t4": "#FFFFFF",
    "t5": "#FFFFFF",
}
"""Token → colour. The stylesheet tokens.css has the same names with the values of both themes."""

STEPS = 6
"""Steps of the depth ramp, d0 to d5; t0 to t5 is the text that stands on each."""
PALE_STEPS = 3
"""Steps below this are pale: they need an outline on white, and dark hatching."""
