import subprocess
import sys

import pytest

from coalition.lib.processes.folder_lock import FolderInUse, FolderLock
from tests.processes import ROOT


def test_folder_is_held_by_one_and_tells_the_next_where(tmp_path):
    first = FolderLock(tmp_path)
    first.leave_note("http://localhost:8000/")

    with pytest.raises(FolderInUse) as refused:
        FolderLock(tmp_path)

    assert refused.value.note == "http://localhost:8000/"


def test_released_folder_can_be_held_again_and_forgets_the_note(tmp_path):
    first = FolderLock(tmp_path)
    first.leave_note("http://localhost:8000/")
    first.release()

    FolderLock(tmp_path)

    assert (tmp_path / "up.lock").read_text() == ""


def test_lock_ends_with_a_killed_process_though_its_child_lives_on(tmp_path):
    code = (
        "import subprocess, sys; from pathlib import Path; from coalition.lib.processes.folder_lock import FolderLock;"
        "lock = FolderLock(Path(sys.argv[1])); child = subprocess.Popen(['sleep', '60'], close_fds=False);"
        "print(child.pid, flush=True); input()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    child = holder.stdout.readline().strip()
    with pytest.raises(FolderInUse):
        FolderLock(tmp_path)

    holder.kill()
    holder.wait()

    FolderLock(tmp_path).release()
    subprocess.run(["kill", "-9", child], check=True)
