import os
import signal
import subprocess
import sys

import pytest

from tests.processes import ROOT, alive, family, wait_until
from tests.services import free_port


@pytest.fixture
def link(tmp_path):
    """A link to bin/up in a folder with a space in its name."""
    folder = tmp_path / "my tools"
    folder.mkdir()
    (folder / "start").symlink_to(ROOT / "bin" / "up")
    return folder / "start"


def test_bin_up_starts_through_a_link_from_any_folder_and_ends_with_ctrl_c(link, tmp_path):
    process = subprocess.Popen(
        ["my tools/start", f"--port={free_port()}", "--data=my data", "--no-demo"],
        cwd=tmp_path,
        env={**os.environ, "COALITION_ENV": sys.prefix, "DJANGO_SETTINGS_MODULE": "coalition.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        said = next(line for line in process.stdout if line.startswith("Coalition is running at"))
        pids = family(process.pid)
        process.send_signal(signal.SIGINT)
        code = process.wait(10)
    finally:
        process.kill()

    assert said.startswith("Coalition is running at http://localhost:")
    assert (tmp_path / "my data" / "db.sqlite3").exists()
    assert code == 0
    assert wait_until(lambda: alive(pids) == [], 30)
