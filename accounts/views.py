from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView


class SignInView(LoginView):
    """Signing in; the page offers an account only where people may create one themselves."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["signup_is_open"] = get_adapter().is_open_for_signup(self.request)
        return context
