"""The whole of Coalition, running: `manage.py up` in a process of its own."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path

from tests.processes import ROOT, wait_until

SECONDS_TO_START = 180
SECONDS_TO_STOP = 30


class Stack:
    """`manage.py up` with its own data folder; what it says is in `said`, its children's logs under `data`/log."""

    def __init__(self, data, *arguments, environment=()):
        self.data = Path(data)
        self.arguments = arguments
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}},
            "DJANGO_SETTINGS_MODULE": "coalition.settings",
            "COALITION_DATA": str(self.data),
            "SECRET_KEY": "tests",
            **dict(environment),
        }
        self.said = []
        self.url = ""
        self.process = None

    def start(self):
        """Starts it and returns when it says its address; raises `AssertionError` with all it said when it does not."""
        self.launch()
        return self.wait_for_address()

    def launch(self):
        """Starts it, from a thread that lives as long as it shall: the kernel ties it to the thread."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "coalition.lib.processes.tether", str(os.getpid()), "manage", "up", *self.arguments],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def wait_for_address(self):
        wait_until(lambda: self.url or self.process.poll() is not None, SECONDS_TO_START)
        assert self.url, f"It does not start:\n{''.join(self.said)}\n{self.logs()}"
        return self

    def _listen(self):
        for line in self.process.stdout:
            self.said.append(line)
            if line.startswith("Coalition is running at "):
                self.url = line.removeprefix("Coalition is running at ").strip().rstrip("/")

    def stop(self, number=signal.SIGTERM):
        """Ends it by a signal and returns its exit code."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(number)
        return self.process.wait(SECONDS_TO_STOP)

    def manage(self, *arguments):
        """What a command of manage.py prints, run on the same data."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command,
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
            stdin=subprocess.DEVNULL,
        ).stdout

    def get(self, path):
        """Status and text of a page for a stranger; (0, "") when nobody answers."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, ""

    def logs(self):
        """The last lines of each child's log."""
        ends = [f"{log.name}:\n{log.read_text()[-3000:]}" for log in sorted(self.data.glob("log/*.log"))]
        return "\n".join(ends)
