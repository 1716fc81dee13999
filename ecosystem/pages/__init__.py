"""What the pages about a framework show, as plain values made from its content."""

LEVELS = ("Ad hoc", "Emerging", "Practised", "Managed", "Learning")
"""The names of the five levels, level 1 first."""
