"""What items, groups and kinds of item have alike: advice on their weakness."""

from django.db import models


class Advice(models.Model):
    """What to do about a weak item: all of it, or none."""

    moves = models.JSONField(default=list, blank=True, help_text="Three first moves, in order.")
    owner = models.CharField(max_length=80, blank=True, help_text="The role that owns it.")
    lead_measure = models.TextField(blank=True, help_text="Moves within weeks.")
    lag_measure = models.TextField(blank=True, help_text="Moves within quarters.")
    will_not_help = models.TextField(blank=True)

    class Meta:
        abstract = True
