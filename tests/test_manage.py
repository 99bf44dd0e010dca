"""What manage.py says before any command runs, and what the README says about its settings."""

import os
import re
import subprocess
import sys

import pytest

from tests.processes import ROOT


def check(**environment):
    """Exit code and error lines of `manage.py check` with these settings."""
    inherited = {name: value for name, value in os.environ.items() if name != "SECRET_KEY"}
    run = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={**inherited, "DJANGO_SETTINGS_MODULE": "coalition.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, run.stderr.splitlines()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "SITE_URL",
            "coalition.example",
            "SITE_URL must look like https://coalition.example, not 'coalition.example'.",
        ),
        ("DATABASE_URL", "mysql://localhost/x", "DATABASE_URL must start with postgres:// or sqlite://."),
        ("EMAIL_URL", "http://mail.example", "EMAIL_URL must look like smtp+tls://user:password@mail.example:587."),
        (
            "COALITION_DATA",
            "/dev/null/data",
            "The data folder cannot be used: [Errno 20] Not a directory: '/dev/null/data'.",
        ),
    ],
)
def test_bad_value_stops_the_start_with_one_sentence(name, value, sentence):
    assert check(**{name: value}) == (1, [sentence])


def test_data_folder_is_made_for_its_owner_only(tmp_path):
    folder = tmp_path / "new" / "data #1?"

    code, _ = check(COALITION_DATA=str(folder))

    assert code == 0
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "secret-key").stat().st_mode & 0o777 == 0o600


def test_readme_explains_every_variable():
    settings = (ROOT / "coalition" / "settings.py").read_text()
    readme = (ROOT / "README.md").read_text()

    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', settings))

    assert sorted(name for name in read if f"`{name}`" not in readme) == []
