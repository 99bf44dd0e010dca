"""Settings, read from the environment and loud on a bad value.

With nothing set, Coalition runs from one data folder: SQLite, a broker of files, mail kept in a folder.
`DATABASE_URL` and `REDIS_URL` make it the production stack. README.md lists every variable.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()


def data_folder() -> Path:
    """The folder that holds everything an installation without servers keeps; made on first use, for its owner only."""
    folder = Path(env.str("COALITION_DATA", default=str(BASE_DIR / "var"))).resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(f"The data folder cannot be used: {problem}.") from problem
    return folder


def kept_secret_key(folder: Path) -> str:
    """The key of this installation, made once, whole or not at all, and readable by its owner only."""
    path, draft = folder / "secret-key", folder / f"secret-key.{os.getpid()}"
    if not path.exists():
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text()


DATA_DIR = data_folder()
DEBUG = env.bool("DEBUG", default=False)
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
if urlsplit(SITE_URL).scheme not in {"http", "https"} or not urlsplit(SITE_URL).hostname:
    raise ImproperlyConfigured(f"SITE_URL must look like https://coalition.example, not {SITE_URL!r}.")
IS_HTTPS = urlsplit(SITE_URL).scheme == "https"

SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret_key(DATA_DIR)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(SITE_URL).hostname, "localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "coalition",
    "coalition.districts",
    "stakeholders",
    "engagement",
    "coalition.districts.apps.CoalitionAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_filters",
    "django_htmx",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "coalition.districts.middleware.LastDistrictMiddleware",
    "coalition.districts.middleware.PrivatePagesMiddleware",
    "coalition.districts.middleware.AfterAnswerMiddleware",
    "coalition.districts.middleware.AdminSeesEveryDistrictMiddleware",
]

ROOT_URLCONF = "coalition.urls"
WSGI_APPLICATION = "coalition.wsgi.application"
FORM_RENDERER = "coalition.lib.forms.renderer.FormRenderer"
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
                "coalition.navigation.shell",
            ],
            "builtins": ["coalition.districts.templatetags.addresses"],
            "libraries": {"lucide": "coalition.districts.templatetags.icons"},
        },
    },
]

# Database: SQLite in the data folder, or what DATABASE_URL says.
KEPT_HERE = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATA_DIR / "db.sqlite3")}
DATABASES = {"default": env.db_url("DATABASE_URL") if env.str("DATABASE_URL", default="") else KEPT_HERE}
IS_SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
if IS_SQLITE:
    # IMMEDIATE: a transaction that reads first and writes later never fails with "database is locked".
    # synchronous=FULL: a mail marked as sent stays marked after a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-20000;PRAGMA mmap_size=134217728;"
        ),
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        # Three seconds for a connection: who waits longer keeps others from being told that there is none.
        pool={"min_size": 1, "max_size": env.int("DATABASE_POOL_SIZE", default=10), "timeout": 3},
        prepare_threshold=env.int("DATABASE_PREPARE_AFTER", default=5) or None,
    )
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
else:
    raise ImproperlyConfigured("DATABASE_URL must start with postgres:// or sqlite://.")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "coalition.lib.forgiving_cache.ForgivingRedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(DATA_DIR / "cache"),
        }
    }

# Sign-in: by e-mail; people come by invitation.
AUTH_USER_MODEL = "districts.User"
AUTHENTICATION_BACKENDS = ["coalition.districts.accounts.SignInByEmail"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "districts:home"
ACCOUNT_ADAPTER = "engagement.accounts.OutboxAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(SITE_URL).scheme
ACCOUNT_FORMS = {
    "login": "coalition.districts.forms.sign_in.SignInForm",
    "reset_password": "coalition.districts.forms.sign_in.ForgottenPasswordForm",
    "reset_password_from_key": "coalition.districts.forms.sign_in.NewPasswordForm",
    "change_password": "coalition.districts.forms.sign_in.ChangePasswordForm",
    "add_email": "coalition.districts.forms.sign_in.NewAddressForm",
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Coalition"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
SESSION_COOKIE_HTTPONLY = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_SSL_REDIRECT = IS_HTTPS and env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
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
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

# Sectors, purposes and levels that an administrator changes are on every page after so many seconds.
REFERENCE_KEPT_FOR = 5

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "coalition.lib.pages.static_files.BundledStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Mail: through SMTP where EMAIL_URL says so (smtp://, smtp+tls://, smtp+ssl://), else into a folder a page shows.
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", default="Coalition <coalition@localhost>")
EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    if urlsplit(EMAIL_URL).scheme not in {"smtp", "smtp+tls", "smtp+ssl"} or not urlsplit(EMAIL_URL).hostname:
        raise ImproperlyConfigured("EMAIL_URL must look like smtp+tls://user:password@mail.example:587.")
    vars().update({name: value for name, value in env.email_url("EMAIL_URL").items() if value})
    EMAIL_BACKEND = "coalition.lib.mail.smtp.EmailBackend"
else:
    EMAIL_BACKEND = "coalition.lib.mail.mail_folder.EmailBackend"
MAIL_FOLDER = DATA_DIR / "mail"
EMAIL_TIMEOUT = 30
# How many send at once; on SQLite a second one only waits for the first.
MAIL_SENDERS = env.int("MAIL_SENDERS", default=1 if IS_SQLITE else 4)
# How long a claimed mail is left alone before it counts as abandoned; one being sent may take ten minutes by itself.
MAIL_CLAIM_SECONDS = env.int("MAIL_CLAIM_SECONDS", default=120)
MAIL_SENDING_SECONDS = env.int("MAIL_SENDING_SECONDS", default=900)
# More mail due at once than this is held until somebody has looked; 0 never holds.
MAIL_SURGE_LIMIT = env.int("MAIL_SURGE_LIMIT", default=100_000)
# How long a mail that has come to its end stays in the list; 0 keeps all.
MAIL_KEEP_DAYS = env.int("MAIL_KEEP_DAYS", default=730)
# Where this machine remembers which state of the database it saw last; engagement/reminders/fence.py says why.
MAIL_FENCE = DATA_DIR / "mail-fence.json" if env.bool("MAIL_FENCE", default=True) else None
# Where mail servers send what they could not deliver: an address of its own, whose mailbox is read by the worker
# (imap+ssl://user:password@host/INBOX, imap+tls, imap, pop3+ssl, pop3, maildir:///path) or handed in by a hook.
MAIL_BOUNCE_ADDRESS = env.str("MAIL_BOUNCE_ADDRESS", default="")
MAIL_BOUNCE_MAILBOX = env.str("MAIL_BOUNCE_MAILBOX", default="")
MAIL_BOUNCE_SECRET = env.str("MAIL_BOUNCE_SECRET", default="")
if MAIL_BOUNCE_ADDRESS and not 1 <= len(MAIL_BOUNCE_ADDRESS.rpartition("@")[0]) <= 18:
    raise ImproperlyConfigured("MAIL_BOUNCE_ADDRESS must be an address with at most 18 letters before the @.")

# Work in the background: Redis, or files in the data folder.
DOORBELL = "coalition.celery.send"
CELERY_BROKER_URL = REDIS_URL or "files://localhost//"
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 3, "socket_keepalive": True}
else:
    BROKER_DIR = DATA_DIR / "broker"
    (BROKER_DIR / "messages").mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "messages"),
        "data_folder_out": str(BROKER_DIR / "messages"),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.5,
    }
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
# An interval, never a time of day: all calendar arithmetic is in engagement/reminders/schedule.py.
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "engagement.tasks.sweep", "schedule": 30.0, "options": {"expires": 60}},
    "imports": {"task": "stakeholders.tasks.run_imports", "schedule": 20.0, "options": {"expires": 20}},
    "tidy": {"task": "coalition.tasks.tidy", "schedule": 3600.0, "options": {"expires": 3600}},
}
if MAIL_BOUNCE_MAILBOX:
    CELERY_BEAT_SCHEDULE["bounces"] = {
        "task": "engagement.tasks.read_bounces",
        "schedule": 300.0,
        "options": {"expires": 300},
    }
# Remote control would leave a file for each question that a dead worker never answers.
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 250_000
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30

# What /readyz asks, by name: functions that return a dict with "well" and the numbers behind it.
READINESS_CHECKS = {
    "database": "coalition.health.database",
    "broker": "coalition.health.broker",
    "mail": "engagement.reminders.liveness.readiness",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
