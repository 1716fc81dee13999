"""Settings of the test runs: the product's own, quicker where it does not matter what is tested."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests-and-long-enough-to-be-taken")
os.environ.setdefault("DEBUG", "false")

from config.settings import *  # noqa: F403
from config.settings import STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
