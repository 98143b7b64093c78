"""Every setting, read from the environment. What is missing or wrong stops the start, in words."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

import dj_database_url
import structlog
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent


def _setting(name: str, *, default: str | None = None, why: str = "") -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name}: {why}")
    return value


def _choice(name: str, choices: tuple[str, ...], default: str) -> str:
    value = _setting(name, default=default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}; it can be {', '.join(choices)}.")
    return value


def _flag(name: str) -> bool:
    return _choice(name, ("0", "1"), default="0") == "1"


def _database(name: str, *, why: str) -> dict[str, Any]:
    url = _setting(name, why=why)
    try:
        config = dict(dj_database_url.parse(url))
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is no database address: {error}") from None
    if config.get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured(f"{name} must start with postgresql://; Seam needs PostgreSQL.")
    return config


def _mail_server(name: str) -> SplitResult:
    parts = urlsplit(_setting(name))
    with suppress(ValueError):
        if parts.scheme in ("smtp", "smtp+tls", "smtps") and parts.hostname and parts.port != 0:
            return parts
    raise ImproperlyConfigured(
        f"{name} must look like smtp+tls://user:password@mail.example.org:587; "
        "smtps:// speaks TLS from the start, smtp:// not at all."
    )


# What kind of installation this is ------------------------------------------------------------

ENVIRONMENT = _choice("SEAM_ENV", ("production", "development", "test"), default="production")
IN_PRODUCTION = ENVIRONMENT == "production"
DEBUG = ENVIRONMENT == "development"
#: Plain http on this machine only: what `manage.py up` serves.
INSECURE_HTTP = _flag("SEAM_INSECURE_HTTP")

SECRET_KEY = _setting(
    "SEAM_SECRET_KEY",
    default=None if IN_PRODUCTION else "only-for-development-and-tests-" + "k" * 40,
    why="a long random text that stays secret; sessions and links are signed with it.",
)
ALLOWED_HOSTS = [
    host.strip()
    for host in _setting(
        "SEAM_HOSTS",
        default=None if IN_PRODUCTION else "localhost,127.0.0.1,[::1],testserver",
        why="the host names this installation answers to, separated by commas.",
    ).split(",")
    if host.strip()
]
#: Where people find this installation; links in mail start with it.
PUBLIC_URL = _setting("SEAM_PUBLIC_URL", default="http://127.0.0.1:8000").rstrip("/")
#: Uploaded files and outgoing mail, outside the web root.
DATA_DIR = Path(_setting("SEAM_DATA", default=str(BASE_DIR / ".seam" / "data")))
#: The folder of the ledgers' signed checkpoints, and the file of the key that signs them; "" for
#: places in DATA_DIR. Best is a folder that whoever administers the database cannot write.
CHECKPOINTS = _setting("SEAM_CHECKPOINTS", default="")
CHECKPOINT_KEY = _setting("SEAM_CHECKPOINT_KEY", default="")

# Apps and the way of a request ----------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_structlog",
    "simple_history",
    "template_partials.apps.SimpleAppConfig",
    "procrastinate.contrib.django",
    "accounts",
    "accounts.ledger",
    "partnerships",
    "evidence",
    "reviews",
    "config.kernel",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.kernel.middleware.BadInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.kernel.middleware.RequestLogMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.kernel.middleware.SignInMiddleware",
    "accounts.middleware.WorkspaceMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_loaders = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "template_partials.templatetags.partials",
                "config.kernel.templatetags.seam",
                "accounts.templatetags.people",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    _loaders if DEBUG else [("django.template.loaders.cached.Loader", _loaders)],
                )
            ],
        },
    }
]
FORM_RENDERER = "config.kernel.forms.SeamRenderer"

# Data -----------------------------------------------------------------------------------------

DATABASES = {
    "default": _database(
        "DATABASE_URL", why="the database as the application's role, postgresql://…"
    )
}
if ENVIRONMENT != "test":  # tests change databases under a connection
    # Beside what the address says, such as ?sslmode= or ?host=.
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
        "min_size": 1,
        "max_size": 8,  # as many as a web process has threads: none waits for another's
    }
if "DATABASE_OWNER_URL" in os.environ:
    #: Who owns the tables: migrations only. The web process does not know it.
    DATABASES["owner"] = _database("DATABASE_OWNER_URL", why="the database as its owner")

#: Jobs are done in threads of the worker, each with a connection out of the pool above.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # few, and a flood would wash rate limits away
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SIMPLE_HISTORY_DATE_INDEX = False

STATIC_URL = "/static/"
STATIC_ROOT = Path(_setting("SEAM_STATIC", default=str(BASE_DIR / ".seam" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if IN_PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not IN_PRODUCTION

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_HANDLERS = ["evidence.uploads.BoundedUploadHandler"]

# People ---------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "name")}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.SignInForm",
    "reset_password": "accounts.forms.sign_in.PasswordResetForm",
    "reset_password_from_key": "accounts.forms.sign_in.PasswordKeyForm",
    "change_password": "accounts.forms.sign_in.PasswordChangeForm",
    "reauthenticate": "accounts.forms.sign_in.PasswordAgainForm",
}
#: The second factor: an app's codes and recovery codes. A code holds for its own half minute and is
#: used up by one use, so that whoever saw it typed cannot type it again.
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Seam"
MFA_TOTP_TOLERANCE = 0
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an invitation's link has proved the address
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.second_factor.CodeForm",
    "reauthenticate": "accounts.forms.second_factor.CodeAgainForm",
    "activate_totp": "accounts.forms.second_factor.EnrolForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation's link has proved the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # strangers get no letters; the page says the same
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PRESERVE_USERNAME_CASING = False
SESSION_COOKIE_AGE = 14 * 24 * 3600

# Mail -----------------------------------------------------------------------------------------

EMAIL_TIMEOUT = 10
#: Without a mail server, whoever invites passes the link on.
MAIL_GOES_OUT = bool(os.environ.get("SEAM_EMAIL_URL"))
if MAIL_GOES_OUT:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    _post = _mail_server("SEAM_EMAIL_URL")
    EMAIL_HOST, EMAIL_PORT = _post.hostname, _post.port or 587
    EMAIL_HOST_USER = unquote(_post.username or "")
    EMAIL_HOST_PASSWORD = unquote(_post.password or "")
    EMAIL_USE_SSL, EMAIL_USE_TLS = _post.scheme == "smtps", _post.scheme == "smtp+tls"
else:  # letters are files that an administrator can read
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = _setting("SEAM_MAIL_FROM", default="Seam <seam@localhost>")
if ENVIRONMENT == "test":
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Words ----------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
FORMAT_MODULE_PATH = ["config.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Strict from the first page -------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "config.kernel.failures.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
if IN_PRODUCTION and not INSECURE_HTTP:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    CSRF_TRUSTED_ORIGINS = [
        f"https://*{host}" if host.startswith(".") else f"https://{host}" for host in ALLOWED_HOSTS
    ]
#: Exactly one proxy in front sets X-Forwarded-Proto and X-Request-ID, adds to X-Forwarded-For.
if _flag("SEAM_TRUST_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
    DJANGO_STRUCTLOG_TRUST_UPSTREAM_REQUEST_ID = True
if ENVIRONMENT == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Log lines ------------------------------------------------------------------------------------

_readable = _choice("SEAM_LOG_FORMAT", ("json", "console"), default="json") == "console"
_shared_processors: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.dev.ConsoleRenderer()
                if _readable
                else structlog.processors.JSONRenderer(),
            ],
            "foreign_pre_chain": _shared_processors,
        }
    },
    "filters": {"secrets": {"()": "config.kernel.logs.SecretsFilter"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "lines",
            "filters": ["secrets"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "INFO" if IN_PRODUCTION else "WARNING"},
    "loggers": {
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "procrastinate": {"level": "WARNING"},  # a job a minute is no news
    },
}
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.StackInfoRenderer(),
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
