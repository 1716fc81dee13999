from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ecosystem.models import Component, Dependency, Framework, Pillar, Symptom


class ReadOnlyAdmin(admin.ModelAdmin):
    """Frameworks arrive as fixtures or by tailoring; ratings hang on them, so nobody edits here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Framework)
class FrameworkAdmin(ReadOnlyAdmin):
    list_display = ["name", "version", "level", "state", "private"]
    list_filter = ["level", "state", "private"]
    search_fields = ["name", "slug"]


@admin.register(Pillar)
class PillarAdmin(ReadOnlyAdmin):
    list_display = ["name", "framework", "role", "rank"]
    list_filter = ["framework"]
    list_select_related = ["framework"]


@admin.register(Component)
class ComponentAdmin(ReadOnlyAdmin):
    list_display = ["short_name", "slug", "framework", "pillar", "parent", "kind", "archetype"]
    list_filter = ["framework", "kind", "archetype", "lagging", "given"]
    list_select_related = ["framework", "pillar", "parent"]
    search_fields = ["name", "short_name", "slug"]


@admin.register(Dependency)
class DependencyAdmin(ReadOnlyAdmin):
    list_display = ["driver", "dependent", "framework", "strength", "layer", "basis"]
    list_filter = ["framework", "strength", "layer", "basis"]
    list_select_related = ["framework", "driver", "dependent"]
    search_fields = ["driver__name", "dependent__name", "rationale"]


@admin.register(Symptom)
class SymptomAdmin(ReadOnlyAdmin):
    list_display = ["name", "slug", "framework"]
    list_filter = ["framework"]
    list_select_related = ["framework"]
    search_fields = ["name", "slug"]
