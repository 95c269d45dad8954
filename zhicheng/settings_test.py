"""The suite: SQLite unless DATABASE_URL names the throwaway PostgreSQL; tasks run where they are called."""

from zhicheng.settings import *  # noqa: F403
from zhicheng.settings import BASE_DIR, STORAGES, TEMPLATES

DEMO = True
VAR = BASE_DIR / "var" / "test"  # each test gives its own files a folder of their own
STATIC_ROOT, BROKER_FOLDER = VAR / "static", VAR / "broker"
SEAL_FILE, SEAL_PASSWORD = str(VAR / "seal.p12"), ""
FONTS_FOLDER = str(VAR / "own-fonts")  # not the office's
STORAGES["default"]["OPTIONS"]["location"] = VAR / "files"
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {  # one for each test process
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
ALLOWED_HOSTS = ["*"]
READ_SCANS = False  # a page takes seconds; the tests of reading ask for it
STATICFILES_DIRS = [BASE_DIR / "static"]
