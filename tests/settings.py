"""The settings of a test run: a data folder that is thrown away, quick passwords, quiet logs, no broker."""

import atexit
import os
import shutil
import tempfile

os.environ["COALITION_DATA"] = tempfile.mkdtemp(prefix="coalition-tests-")
atexit.register(shutil.rmtree, os.environ["COALITION_DATA"], ignore_errors=True)
os.environ["SECRET_KEY"] = "tests"
# The browser tests keep an event loop in the thread that also asks the database, one after the other.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
for name in ("REDIS_URL", "SITE_URL", "EMAIL_URL", "MAIL_FROM", "DEBUG", "ALLOWED_HOSTS"):
    os.environ.pop(name, None)

from coalition.settings import *  # noqa: E402, F403
from coalition.settings import DATA_DIR, DATABASES, IS_SQLITE, STATIC_ROOT  # noqa: E402

STATIC_ROOT.mkdir()

if IS_SQLITE:
    # A file, not memory: threads then meet the locks of production. Nothing of it must survive a power cut.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"

# Each test has a database of its own in one data folder; the tests of the fence give it a file.
MAIL_FENCE = None
REFERENCE_KEPT_FOR = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}
