"""Makes the Python environment of this checkout and prints its interpreter.

`python -I coalition/lib/processes/environment.py REQUIREMENTS` runs on a bare Python 3.11 and knows only the
standard library. The environment is `.venv`, or the folder named by COALITION_ENV. Packages are installed, each checked
against its hash, when the requirements changed since the last time; of several who start at once one installs, the
others wait.
"""

import contextlib
import fcntl
import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PARTS_OF_AN_ENVIRONMENT = {"bin", "include", "lib", "lib64", "pyvenv.cfg"}


def main(requirements: Path) -> None:
    """Prints the path of an interpreter that has the requirements; leaves with a sentence when that fails."""
    folder = Path(os.environ.get("COALITION_ENV") or ROOT / ".venv").absolute()
    try:
        with alone_in(folder):
            print(ready(folder, requirements))
    except OSError as problem:
        sys.exit(f"{problem}\nSet COALITION_ENV to a folder you may write to.")
    except subprocess.CalledProcessError:
        sys.exit("The packages could not be installed; the lines above say why. Is this machine online?")
    except KeyboardInterrupt:
        sys.exit(130)


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Holds the folder, made if missing, for this process; the lock ends with the process."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another start that is installing packages…")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def ready(folder: Path, requirements: Path) -> Path:
    """The interpreter in `folder`, after installing whatever is missing. Raises `CalledProcessError`."""
    python = folder / "bin" / "python"
    if not runs(python, "import sys; sys.exit(sys.version_info < (3, 11))"):
        if (
            not (folder / "pyvenv.cfg").exists()
            and not {each.name for each in folder.iterdir()} <= PARTS_OF_AN_ENVIRONMENT
        ):
            sys.exit(f"{folder} holds something else. Set COALITION_ENV to a new folder.")
        say(f"Making a Python environment in {folder}…")
        venv.EnvBuilder(with_pip=True, clear=True, symlinks=True).create(folder)
    stamp = folder / f"installed-{requirements.name}"
    fingerprint = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != fingerprint:
        say(f"Installing the packages of {requirements.name}…")
        install(python, requirements)
        stamp.write_text(fingerprint)
    return python


def install(python: Path, requirements: Path) -> None:
    """Installs exactly what is listed; every file must have one of the listed hashes."""
    if not runs(python, "import pip"):
        subprocess.run([python, "-m", "ensurepip"], check=True, stdout=sys.stderr)
    options = ["-qq", "--require-hashes", "--no-input", "--disable-pip-version-check"]
    subprocess.run(
        [python, "-m", "pip", "install", *options, "--requirement", requirements],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        env={**os.environ, "PIP_USER": "0", "PIP_ROOT_USER_ACTION": "ignore"},
    )


def runs(python: Path, code: str) -> bool:
    """Whether the interpreter exists and ends this program without an error."""
    try:
        return subprocess.run([python, "-c", code], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def say(sentence: str) -> None:
    """Speaks on the error stream; the output is for the interpreter's path alone."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
