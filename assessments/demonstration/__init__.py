"""An organisation that does not exist, to look at and to try things on.

What its people answered stands in the YAML files beside this module; `seed` writes it.
"""

from assessments.demonstration.seed import InTheWay, seed
from assessments.demonstration.story import Story, read_story

__all__ = ["InTheWay", "Story", "read_story", "seed"]
