"""One file, from the environment, safe by default.

WEERKLANK_HOME          folder of the database, keys and logs (default: var/ beside the source)
WEERKLANK_SECRET_KEY    signing key, WEERKLANK_PEPPER pepper of the return codes (default: HOME/keys.json)
DATABASE_URL            postgres://… or sqlite:///… (default: SQLite in HOME)
WEERKLANK_HOSTS         host names, comma separated (default: this machine only)
WEERKLANK_HTTPS         1 behind a proxy that ends TLS: secure cookies, HSTS, redirects
WEERKLANK_SITE          address of this site in mails, e.g. https://weerklank.example (default: this machine)
WEERKLANK_MAIL          where mail goes, smtp://user:password@host:587 (default: written on the screen)
WEERKLANK_MAIL_FROM     sender of mails
WEERKLANK_GROUPS_A_DAY  codes that teachers may make by themselves for one question on one day (default: 3000)
WEERKLANK_GROUPS        and in all (default: 30000)
"""

import os
import sqlite3
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from weerklank.config import keys, post

SOURCE = Path(__file__).resolve().parents[2]
BASE_DIR = SOURCE.parent
HOME = Path(os.environ.get("WEERKLANK_HOME", BASE_DIR / "var"))
KEYS = keys.load(HOME)

SECRET_KEY = KEYS.secret
PEPPER = KEYS.pepper.encode()
DEBUG = False
HTTPS = os.environ.get("WEERKLANK_HTTPS") == "1"
ALLOWED_HOSTS = [host.strip() for host in os.environ.get("WEERKLANK_HOSTS", "localhost,127.0.0.1,[::1]").split(",")]

INSTALLED_APPS = [
    "weerklank.tracker",
    "weerklank.briefings",
    "weerklank.assessments",
    "weerklank.answers",
    "weerklank.advices",
    "weerklank.findings",
    "weerklank.moderation",
    "weerklank.participation",
    "weerklank.editions",
    "weerklank.evidence",
    "weerklank.rights",
    "weerklank.accounts",
    "weerklank.audit",
    "weerklank.web",
    "weerklank.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "rules.apps.AutodiscoverRulesConfig",
]

MIDDLEWARE = [
    "weerklank.web.middleware.headers",
    # before the static files, so that their answers carry the policy too
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "weerklank.web.middleware.compressed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "weerklank.accounts.access.AccessMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "weerklank.web.middleware.refusals",
]

ROOT_URLCONF = "weerklank.config.urls"
WSGI_APPLICATION = "weerklank.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "weerklank.web.context.page",
            ],
        },
    }
]

# SQLite 3.7.0-3.51.2 can lose committed writes in WAL mode with two connections, except in the repaired
# 3.44.6 and 3.50.7: there the rollback journal and FULL are the safe pair.
_SQLITE = sqlite3.sqlite_version_info
WAL_IS_SAFE = _SQLITE >= (3, 51, 3) or (3, 50, 7) <= _SQLITE < (3, 51, 0) or (3, 44, 6) <= _SQLITE < (3, 45, 0)
SQLITE_OPTIONS = {
    # long enough for a class that presses at once, short enough that nobody stares at a blank page
    "timeout": 8,
    # a write lock from the first statement: no upgrade half-way that can only fail
    "transaction_mode": "IMMEDIATE",
    "init_command": f"PRAGMA journal_mode={'WAL' if WAL_IS_SAFE else 'DELETE'}; PRAGMA synchronous=FULL; "
    "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA recursive_triggers=ON;",
}

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{HOME / 'weerklank.sqlite3'}",
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = dict(SQLITE_OPTIONS)
    DATABASES["default"]["CONN_MAX_AGE"] = None
    # a file, as in life: an in-memory database has other locks
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["rules.permissions.ObjectPermissionBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["weerklank.accounts.hashing.BoundedArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/werk/aanmelden/"
LOGIN_REDIRECT_URL = "/werk/"
LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "nl"
LANGUAGES = [
    ("nl", _("Nederlands")),
    ("nl-easy", "Makkelijk Nederlands"),
    ("en", "English"),
    ("ar", "العربية"),
    ("uk", "Українська"),
    ("pap", "Papiamentu"),
]
# Django knows no Papiamentu; easy Dutch is Dutch to Django, so its dates and its own words come from there
LANG_INFO["pap"] = {"bidi": False, "code": "pap", "name": "Papiamento", "name_local": "Papiamentu"}
LOCALE_PATHS = [SOURCE / "weerklank" / "locale"]
FORMAT_MODULE_PATH = ["weerklank.web.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
# names with a hash once the files were collected (`weerklank run` does); plain names before that
COLLECTED = os.environ.get("WEERKLANK_COLLECT") == "1" or (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_USE_FINDERS = not COLLECTED
# no other site has a use for our files, and other hosts may not take them anyway
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# other sites learn nothing; with no-referrer a browser sends "Origin: null" and no form would be accepted
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "weerklank.web.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

SITE = os.environ.get("WEERKLANK_SITE", "http://127.0.0.1:8000").rstrip("/")
DEFAULT_FROM_EMAIL = os.environ.get("WEERKLANK_MAIL_FROM", "Weerklank <post@weerklank.invalid>")
globals().update(post.settings_from(os.environ.get("WEERKLANK_MAIL", "")))

# what teachers may make without the organiser: enough for a campaign, too few to open a thousand doors overnight
GROUPS_A_DAY = int(os.environ.get("WEERKLANK_GROUPS_A_DAY", "3000"))
GROUPS_IN_ALL = int(os.environ.get("WEERKLANK_GROUPS", "30000"))

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000

# No address, user agent or text of a person goes into a log: the request logger is silent but for server errors.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}, "nobody": {"class": "logging.NullHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        # a stranger's Host header would write a traceback for every request; without any handler Python says it itself
        "django.security.DisallowedHost": {"handlers": ["nobody"], "propagate": False},
    },
}
SILENCED_SYSTEM_CHECKS = [] if HTTPS else ["security.W004", "security.W008", "security.W012", "security.W016"]
