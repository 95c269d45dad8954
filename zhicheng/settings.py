"""Every fact of a deployment comes from the environment, with a default that is safe on one machine."""

from pathlib import Path
from typing import Any

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- what kind of installation this is -------------------------------------------------------
PRODUCTION = env.bool("ZHICHENG_PRODUCTION", default=False)
DEMO = env.bool("ZHICHENG_DEMO", default=False)  # one-click sign-in as any of the invented people
DEBUG = False
VAR = Path(env.str("ZHICHENG_VAR", default=str(BASE_DIR / "var")))

DEVELOPMENT_SECRET = "development-only-secret-never-used-in-production"  # noqa: S105
DEVELOPMENT_FIELD_KEY = "ZGV2ZWxvcG1lbnQtb25seS1rZXktbm90LXNlY3JldCE="
SECRET_KEY = env.str("SECRET_KEY", default=DEVELOPMENT_SECRET)
FIELD_KEYS = env.list("FIELD_KEYS", default=[DEVELOPMENT_FIELD_KEY])  # the first one writes, all of them read
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
# Where people find this site: it stands in the QR code of every printout.
SITE_URL = env.str("SITE_URL", default="").rstrip("/") or (
    f"https://{next(iter(ALLOWED_HOSTS), '')}" if PRODUCTION else "http://127.0.0.1:8000"
)
# The key that signs printouts (PKCS #12); made when there is none.
SEAL_FILE = env.str("SEAL_FILE", default=str(VAR / "files" / "seal" / "seal.p12"))
SEAL_PASSWORD = env.str("SEAL_PASSWORD", default="")
# Licensed fonts of the office (仿宋_GB2312, 方正小标宋 …): whatever lies there is used.
FONTS_FOLDER = env.str("ZHICHENG_FONTS", default=str(VAR / "files" / "fonts"))
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# --- parts ------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "zhicheng.apps.BackOfficeConfig",  # django.contrib.admin under our name
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_fsm",
    "django_htmx",
    "csp",
    "applications",
    "review",
    "zhicheng",
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
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "zhicheng.urls"
WSGI_APPLICATION = "zhicheng.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zhicheng.context.site",
            ],
        },
    }
]

# --- data -------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"  # a cache restart logs nobody out
SESSION_COOKIE_AGE = 12 * 3600
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "files", "base_url": None},  # never served by address
    },
    "staticfiles": {
        "BACKEND": "zhicheng.storage.StaticFiles"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (
    *Compressor.SKIP_COMPRESS_EXTENSIONS,
    "map",
)  # only debuggers read them
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", default=10 * 1024 * 1024)
UPLOAD_MAX_FILES = env.int("UPLOAD_MAX_FILES", default=200)  # of one application
UPLOAD_MAX_APPLICATION_BYTES = env.int("UPLOAD_MAX_APPLICATION_BYTES", default=300 * 1024 * 1024)
UPLOAD_MAX_DAY_BYTES = env.int("UPLOAD_MAX_DAY_BYTES", default=1024 * 1024 * 1024)  # of one person
READ_SCANS = env.bool("ZHICHENG_READ_SCANS", default=True)  # where the extra `ocr` is installed
CLAMD = env.str("ZHICHENG_CLAMD", default="")  # the virus scanner: a socket's path or host:port
CLAMD_SECONDS = 10

# --- tasks ------------------------------------------------------------------------------------
BROKER_FOLDER = VAR / "broker"
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
if not REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_FOLDER),
        "data_folder_out": str(BROKER_FOLDER),
        "control_folder": str(BROKER_FOLDER / "control"),
        "polling_interval": 0.1,
    }
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 120
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat")
CELERY_BEAT_SCHEDULE = {
    "drain the outbox": {"task": "applications.tasks.drain_outbox", "schedule": 30},
    "read pages": {"task": "applications.tasks.read_pages", "schedule": 60},
    "lapse what is overdue": {"task": "applications.tasks.lapse_overdue", "schedule": 60},
    "ask the virus scanner again": {"task": "applications.tasks.clear_waiting", "schedule": 60},
    "sweep orphans": {"task": "applications.tasks.sweep_orphans", "schedule": crontab(hour=3, minute=40)},
}

# --- people -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "applications.User"
AUTHENTICATION_BACKENDS = ["review.authentication.ExpertBackend"]
PASSWORD_HASHERS = [
    "applications.authentication.Argon2id19MiB",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "front"

# --- language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"  # the legal time of Xinjiang too; never Asia/Urumqi
USE_TZ = True
DATE_FORMAT = "Y年n月j日"
FORMAT_MODULE_PATH = ["zhicheng.formats"]

# --- safety -----------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
EDGE_TELLS_ARRIVAL = env.bool("EDGE_TELLS_ARRIVAL", default=PRODUCTION)  # nginx replaces what clients claim
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- interface --------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.LimitOffsetPagination",
    "PAGE_SIZE": 50,
    "NUM_PROXIES": 1 if PRODUCTION else 0,  # nginx replaces what clients claim
}
SPECTACULAR_SETTINGS = {
    "TITLE": "职称申报与评审系统",
    "DESCRIPTION": "与页面同一套查询、条件和办理动作。",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",  # a notice's own schema speaks this dialect
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "SeverityEnum": ["block", "warn", "judge"],
        "SwitchSeverityEnum": ["block", "warn"],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "weasyprint": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },  # they tell every step
}
