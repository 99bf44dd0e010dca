import os
import subprocess
import sys

import pytest

from tests.processes import ROOT, alive, wait_until

SLEEP = "import time; time.sleep(60)"


@pytest.fixture
def modules(tmp_path, monkeypatch):
    """Makes snippets of Python importable in processes started from here."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(ROOT)]))

    def write(**snippets):
        for name, code in snippets.items():
            (tmp_path / f"{name}.py").write_text(code)

    return write


def start(*command):
    return subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True, cwd=ROOT)


PARENT = """
import os, subprocess, sys
command = [sys.executable, "-m", "coalition.lib.processes.tether", str(os.getpid()), "tethered"]
print(subprocess.Popen(command, stdout=subprocess.PIPE, text=True).stdout.readline(), flush=True)
input()
"""
TETHERED = f"""
import os, time
child = os.fork()
if child:
    print(os.getpid(), child, flush=True)
{SLEEP}
"""


def test_tethered_process_and_its_forks_die_with_a_killed_parent(modules):
    modules(parent=PARENT, tethered=TETHERED)
    parent = subprocess.Popen(
        [sys.executable, "-m", "parent"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    pids = [int(word) for word in parent.stdout.readline().split()]
    assert alive(pids) == pids

    parent.kill()

    assert wait_until(lambda: alive(pids) == [], 30)


def test_tether_does_not_run_for_a_parent_that_is_gone(modules):
    modules(tethered="print('ran', flush=True)")

    process = start("-m", "coalition.lib.processes.tether", "1", "tethered")

    assert process.communicate(timeout=60) == ("", None)
    assert process.returncode == 1


def test_tethered_module_gets_its_arguments(modules):
    modules(tethered="import sys; print(sys.argv, __name__, flush=True)")

    process = start("-m", "coalition.lib.processes.tether", str(os.getpid()), "tethered", "--one", "2")

    assert process.communicate(timeout=60)[0].endswith("tethered.py', '--one', '2'] __main__\n")
