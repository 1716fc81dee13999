"""All settings. What differs per installation is read from the environment; bad values stop."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def switch(name: str, default: bool) -> bool:
    """A yes/no setting; anything but true, false, 1 or 0 stops the start."""
    value = env.str(name, default=str(default)).strip().lower()
    if value not in ("true", "false", "1", "0"):
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value in ("true", "1")


def whole_number(name: str, default: int, low: int, high: int) -> int:
    value = env.str(name, default=str(default)).strip()
    if not value.isdigit() or not low <= int(value) <= high:
        raise ImproperlyConfigured(f"{name} must be between {low} and {high}, not {value!r}.")
    return int(value)


def secret_key() -> str:
    """The signing key; only a development server may run without one of its own."""
    key: str = env.str("SECRET_KEY", default="")
    if key:
        if len(key) < 32:
            raise ImproperlyConfigured("SECRET_KEY must have at least 32 characters.")
        return key
    if DEBUG:
        return "development-only-key-that-signs-nothing-of-value"
    raise ImproperlyConfigured("Set SECRET_KEY (at least 32 random characters) or DEBUG=true.")


def database() -> dict[str, Any]:
    """PostgreSQL from DATABASE_URL, otherwise an SQLite file in var/."""
    url = env.str("DATABASE_URL", default="")
    if not url:
        (BASE_DIR / "var").mkdir(exist_ok=True)
        return sqlite(str(BASE_DIR / "var" / "headwater.sqlite3"))
    if not url.startswith(("postgres://", "postgresql://", "sqlite://")):
        raise ImproperlyConfigured("DATABASE_URL must start with postgres:// or sqlite://.")
    try:
        config = env.db_url_config(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}.") from None
    if config["ENGINE"].endswith("sqlite3"):
        return sqlite(config["NAME"])
    config["OPTIONS"] = {**config.get("OPTIONS", {}), "connect_timeout": 5}
    return {**config, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def sqlite(name: str) -> dict[str, Any]:
    # IMMEDIATE and WAL: with Django's defaults one in six concurrent saves fails.
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": options}


def mailer() -> dict[str, Any]:
    """A mail server from EMAIL_HOST, otherwise the console."""
    host = env.str("EMAIL_HOST", default="")
    if not host:
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    security = env.str("EMAIL_SECURITY", default="starttls")
    ports = {"starttls": 587, "ssl": 465, "none": 25}
    if security not in ports:
        raise ImproperlyConfigured(f"EMAIL_SECURITY must be one of {', '.join(ports)}.")
    options = {
        "host": host,
        "port": whole_number("EMAIL_PORT", ports[security], 1, 65_535),
        "username": env.str("EMAIL_USER", default=""),
        "password": env.str("EMAIL_PASSWORD", default=""),
        "use_tls": security == "starttls",
        "use_ssl": security == "ssl",
        "timeout": 10,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def public_address() -> str:
    """Where mail sends its readers: scheme and host, as in `https://headwater.example.org`."""
    usual = "http://127.0.0.1:8000" if DEBUG else f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
    address: str = env.str("PUBLIC_ADDRESS", default="") or usual
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"PUBLIC_ADDRESS must be like https://headwater.example.org, not {address!r}."
        )
    return address.rstrip("/")


DEBUG = switch("DEBUG", default=False)
SECRET_KEY = secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = switch("HTTPS", default=False)
PUBLIC_ADDRESS = public_address()

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_tasks_db",
    "accounts",
    "ecosystem",
    "assessments",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.compression.CompressWords",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "accounts.middleware.fresh",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every view needs a login unless it is marked @login_not_required.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],  # Plotly exports a picture through a blob
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = whole_number("HSTS_SECONDS", 31_536_000 if HTTPS else 0, 0, 63_072_000)
if switch("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": database()}
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "assessments:home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "signup": "accounts.forms.SignUpForm",
    "change_password": "accounts.forms.NewPasswordForm",
    "set_password": "accounts.forms.FirstPasswordForm",
    "reset_password": "accounts.forms.ResetForm",
    "reset_password_from_key": "accounts.forms.ResetKeyForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Headwater: "
# No mail to an address that has no account here.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Signing up is closed unless an installation opens it: people are added by an administrator.
SIGNUP_OPEN = switch("SIGNUP_OPEN", default=False)

MAILERS = {"default": mailer()}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="headwater@localhost")

# Mail is sent by a worker where one runs (`manage.py worker`), otherwise within the request.
WORKER = switch("WORKER", default=False)
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if WORKER
        else "django.tasks.backends.immediate.ImmediateBackend"
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = DEBUG

CRISPY_ALLOWED_TEMPLATE_PACKS = ["bootstrap5"]
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Errors go to the console, where a service manager keeps them; Django alone would only mail them.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_tokens": {"()": "config.logs.WithoutTokens"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_tokens"]}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # The development server has a handler of its own, without the filter.
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
# A file that is sent is looked at in memory and drawn anew or dropped. None reaches the disk, and
# there is no folder of media that could be served.
FILE_UPLOAD_HANDLERS = ["accounts.uploads.BoundedUpload"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 4
PDF_SECONDS = whole_number("PDF_SECONDS", 60, 5, 600)
PDF_MEGABYTES = whole_number("PDF_MEGABYTES", 1024, 256, 16_384)
