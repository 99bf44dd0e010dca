"""Runs a Python module in a process that cannot outlive the one that started it.

`python -m coalition.lib.processes.tether PARENT_PID MODULE [ARGUMENT ...]`: when PARENT_PID ends, even by `kill -9`,
this process and every process it forked are killed by the kernel at once (Linux), or this process within a second by a
watching thread (elsewhere). On Linux the tie is to the thread of the parent that started this process.
"""

import ctypes
import os
import runpy
import signal
import sys
import threading
import time
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
SECONDS_BETWEEN_LOOKS = 0.5


def die_with(parent: int) -> None:
    """Ties this process to the life of `parent`, the process that started it; exits at once if that is gone."""
    if sys.platform == "linux":
        _ask_the_kernel(parent)
        os.register_at_fork(after_in_child=_again(os.getpid()))
    elif os.getppid() == parent:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    else:
        os._exit(1)


def _ask_the_kernel(parent: int) -> None:
    """Has the kernel kill this process with its parent (prctl(2), PR_SET_PDEATHSIG), unless that is gone already."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def _again(forking: int) -> Callable[[], None]:
    """What a process forked by `forking` does first, as the wish is not inherited; its own forks repeat it in turn."""

    def repeat() -> None:
        nonlocal forking
        parent, forking = forking, os.getpid()
        _ask_the_kernel(parent)

    return repeat


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    os.kill(os.getpid(), signal.SIGKILL)


def main(arguments: list[str]) -> None:
    """Tethers this process, then becomes `python -m MODULE ARGUMENT ...`."""
    parent, module, *rest = arguments
    die_with(int(parent))
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
