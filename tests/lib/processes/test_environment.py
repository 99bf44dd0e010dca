import subprocess
import sys

import pytest

from tests.processes import ROOT

PROGRAM = ROOT / "coalition" / "lib" / "processes" / "environment.py"


@pytest.fixture
def requirements(tmp_path):
    """Requirements that need no network: none."""
    path = tmp_path / "requirements.txt"
    path.write_text("# nothing\n")
    return path


@pytest.fixture
def begin(tmp_path, requirements):
    """Starts the program on an environment in a folder with a space in its name."""

    def start(folder=tmp_path / "my environment"):
        return subprocess.Popen(
            [sys.executable, "-I", PROGRAM, requirements],
            env={"COALITION_ENV": str(folder), "PATH": "/usr/bin:/bin"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


def end(process):
    """Exit code, the interpreter printed and the lines said."""
    output, said = process.communicate(timeout=120)
    return process.returncode, output.strip(), said.splitlines()


def test_of_three_at_once_one_makes_the_environment(begin, tmp_path):
    python = tmp_path / "my environment" / "bin" / "python"

    answers = [end(process) for process in [begin(), begin(), begin()]]

    assert {answer[:2] for answer in answers} == {(0, str(python))}
    said = [line for answer in answers for line in answer[2]]
    assert len([line for line in said if line.startswith("Making a Python environment")]) == 1
    assert len([line for line in said if line.startswith("Installing the packages")]) == 1
    assert subprocess.run([python, "-m", "pip", "--version"], check=False, capture_output=True).returncode == 0


def test_environment_is_left_alone_until_the_requirements_change(begin, requirements):
    end(begin())
    again = end(begin())
    requirements.write_text("# nothing, but otherwise\n")
    changed = end(begin())

    assert again[2] == []
    assert changed[2] == ["Installing the packages of requirements.txt…"]


def test_environment_that_was_left_half_made_is_made_again(begin, tmp_path):
    (tmp_path / "my environment" / "bin").mkdir(parents=True)

    code, python, _ = end(begin())

    assert code == 0
    assert subprocess.run([python, "-c", ""], check=False).returncode == 0


def test_folder_of_something_else_is_refused_and_kept(begin, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_text("meow")

    code, output, said = end(begin(tmp_path / "photos"))

    assert (code, output) == (1, "")
    assert said == [f"{tmp_path / 'photos'} holds something else. Set COALITION_ENV to a new folder."]
    assert (tmp_path / "photos" / "cat.jpg").read_text() == "meow"


def test_package_without_its_hash_is_refused(begin, requirements):
    requirements.write_text("django==5.2.19\n")

    code, output, said = end(begin())

    assert (code, output) == (1, "")
    assert said[-1] == "The packages could not be installed; the lines above say why. Is this machine online?"


@pytest.mark.parametrize(
    ("pythons", "output", "said"),
    [
        ({}, "", "Coalition needs Python 3.11 or newer, and this machine has none."),
        ({"python3": "3.9.2"}, "", "Coalition needs Python 3.11 or newer; this machine has 3.9.2."),
        ({"python3": "3.9.2", "python3.12": "ok"}, "python3.12", ""),
        ({"python3.13": "broken", "python3": "ok"}, "python3", ""),
    ],
)
def test_python_is_found_or_a_sentence_says_why_not(tmp_path, pythons, output, said):
    for name, version in pythons.items():
        answer = {"ok": "echo ok", "broken": "exit 1"}.get(
            version, f"echo 'Coalition needs Python 3.11 or newer; this machine has {version}.'"
        )
        (tmp_path / name).write_text(f"#!/bin/sh\n{answer}\n")
        (tmp_path / name).chmod(0o755)

    found = subprocess.run(
        ["/bin/sh", "-euc", ". bin/_python.sh; find_python"],
        cwd=ROOT,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (found.stdout.strip(), found.stderr.strip()) == (output, said)
    assert found.returncode == (0 if output else 1)
