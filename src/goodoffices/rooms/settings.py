"""Django's settings of the room, from the folder that ``GOODOFFICES_ROOM`` names."""

from __future__ import annotations

import hashlib
import hmac
import os
from datetime import timedelta
from pathlib import Path

import django

from goodoffices.rooms.database import postgres, sqlite
from goodoffices.rooms.folder import Folder

FOLDER = Folder(Path(os.environ["GOODOFFICES_ROOM"]))
CONFIG = FOLDER.config()
KEYRING = FOLDER.keyring()


def _derived(purpose: str) -> str:
    """Return a secret for a purpose, made from the server's key."""
    return hmac.new(KEYRING.server, purpose.encode(), hashlib.sha256).hexdigest()


SECRET_KEY = _derived("django")
SESSION_KEY = bytes.fromhex(_derived("sessions"))
DEBUG = False
ALLOWED_HOSTS = [f"[{host}]" if ":" in host else host for host in CONFIG.hosts]
ROOT_URLCONF = "goodoffices.rooms.addresses"
WSGI_APPLICATION = "goodoffices.rooms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = CONFIG.zone
TABLE_GRID = timedelta(seconds=CONFIG.table_seconds)
"""Moments at which letters reach the tables of an exercise: it has less time than a mediation."""
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ar", "Arabic"), ("he", "Hebrew")]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "goodoffices.rooms.apps.RoomsConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "goodoffices.rooms.pages.guard.headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "goodoffices.rooms.pages.guard.timeouts",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "goodoffices.rooms.pages.guard.second_factor",
    "goodoffices.rooms.pages.guard.clock",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "goodoffices.rooms.pages.templates.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
DATABASES = {
    "default": postgres(CONFIG.database) if CONFIG.database else sqlite(FOLDER.database),
}
# one process remembers by itself which codes were used
MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": "goodoffices.rooms.seen.remembered.Cache" if CONFIG.database else MEMORY}
}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
AUTHENTICATION_BACKENDS = ["goodoffices.rooms.seen.accounts.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "goodoffices.rooms.pages.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# a code by mail reaches nobody: the room sends none
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "mfa")
ACCOUNT_PREVENT_ENUMERATION = True
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"
if django.VERSION >= (6, 1):
    MAILERS = {"default": {"BACKEND": NO_MAIL}}
else:
    EMAIL_BACKEND = NO_MAIL
MFA_ADAPTER = "goodoffices.rooms.pages.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Good Offices"
# a code may be typed slowly, or on a telephone whose clock is half a minute off
MFA_TOTP_TOLERANCE = 1

SESSION_ENGINE = "goodoffices.rooms.seen.sessions"
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "goodoffices.rooms.pages.errors.csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LANGUAGE_COOKIE_NAME = "__Host-language"
LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

STATIC_URL = "/static/"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": True,
    "filters": {"place": {"()": "goodoffices.rooms.pages.errors.PlaceOnly"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["place"]}},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}
"""Errors are logged with the place in the code only: no address, no path, no content."""
