"""The forms of signing in, in our words: labels above the fields, no text inside them."""

from typing import Any

from allauth.account import forms
from django.forms import Field


class PlainFields:
    """Our labels; no placeholders (they vanish while one types), no link between the fields."""

    labels = {
        "login": "E-mail address",
        "email": "E-mail address",
        "oldpassword": "Current password",
        "password": "Password",
        "password1": "Password",
        "password2": "Password, once more",
    }
    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            if name in ("password", "oldpassword"):
                field.help_text = ""


class SignInForm(PlainFields, forms.LoginForm):
    pass


class SignUpForm(PlainFields, forms.SignupForm):
    pass


class NewPasswordForm(PlainFields, forms.ChangePasswordForm):
    labels = PlainFields.labels | {
        "password1": "New password",
        "password2": "New password, once more",
    }


class FirstPasswordForm(PlainFields, forms.SetPasswordForm):
    labels = NewPasswordForm.labels


class ResetForm(PlainFields, forms.ResetPasswordForm):
    pass


class ResetKeyForm(PlainFields, forms.ResetPasswordKeyForm):
    labels = NewPasswordForm.labels
