"""Creme as it comes, on the PostgreSQL of the measurement; CREME_FOLDER takes what it writes."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from creme.settings import *  # noqa: F403

FOLDER = Path(os.environ["CREME_FOLDER"])
ADDRESS = urlsplit(os.environ["CREME_DATABASE_URL"])
SECRET_KEY = "a peer that is measured has no secrets"
ALLOWED_HOSTS = ["127.0.0.1"]
LANGUAGE_CODE = "en"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": ADDRESS.path[1:],
        "USER": ADDRESS.username,
        "HOST": ADDRESS.hostname,
        "PORT": ADDRESS.port,
        "CONN_MAX_AGE": 600,
    }
}
MEDIA_ROOT = FOLDER / "upload"
STATIC_ROOT = FOLDER / "static"
GENERATED_MEDIA_NAMES_FILE = FOLDER / "creme_media_names.py"
GENERATED_MEDIA_NAMES_MODULE = "creme_media_names"
JOBMANAGER_BROKER = f"unix_socket://{FOLDER}/"
