from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django_tasks_db.models import DBTaskResult

from accounts.models import Membership, Organisation, User


class UndeletableAdmin(admin.ModelAdmin):
    """Deleting would first list what hangs on a row, and answers are not for administrators."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MembershipInline(admin.StackedInline):
    model = Membership
    extra = 1


@admin.register(Organisation)
class OrganisationAdmin(UndeletableAdmin):
    """Who belongs to an organisation and in which role; never what its people answered."""

    list_display = ["name", "unit_of", "currency", "floor", "created"]
    search_fields = ["name"]
    inlines = [MembershipInline]


class LowerCaseEmail:
    """An address is one address however it is typed, so it is kept in lower case."""

    cleaned_data: dict[str, Any]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class NewPersonForm(LowerCaseEmail, AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email"]


class PersonForm(LowerCaseEmail, UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class PersonAdmin(UndeletableAdmin, UserAdmin):
    """People by e-mail address; there is no user name. Who leaves is made inactive."""

    form = PersonForm
    add_form = NewPersonForm
    list_display = ["email", "first_name", "last_name", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["email", "first_name", "last_name"]
    ordering = ["email"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "password"]}),
        ("Name", {"fields": ["first_name", "last_name"]}),
        ("May", {"fields": ["is_active", "is_staff", "is_superuser"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "usable_password", "password1", "password2"]})]


# Roles are memberships; the groups and addresses that libraries bring have no use here.
# Tasks name what they work on, and how far raters are is not for administrators either.
admin.site.unregister([Group, EmailAddress, DBTaskResult])
