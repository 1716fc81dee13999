from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", include("assessments.urls")),
    path("frameworks/", include("ecosystem.urls")),
    path("accounts/", include("accounts.urls")),
    # One place to sign in and one to change a password, for administrators, too.
    path("admin/login/", secure_admin_login(admin.site.login)),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
]
