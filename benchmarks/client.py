"""Asks a server for pages and times the answers."""

import gzip
import http.client
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context


@dataclass(frozen=True)
class Target:
    """One page as one signed-in reader sees it."""

    port: int
    path: str
    cookie: str

    def get(self):
        """Return the body; raises RuntimeError for anything but a page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", self.path, headers={"Cookie": self.cookie})
        response = connection.getresponse()
        content = response.read()
        connection.close()
        if response.status != 200:
            raise RuntimeError(f"{self.path} answers {response.status}: {content[:300]!r}")
        return content

    def milliseconds(self):
        began = time.perf_counter()
        self.get()
        return (time.perf_counter() - began) * 1000


def medians(targets, *, rounds, batch=5):
    """Return the median time of each target in milliseconds, asked in turns so that a busy machine is busy for all."""
    times = {name: [] for name in targets}
    for target in targets.values():
        for _ in range(batch * 2):
            target.get()
    for _ in range(rounds):
        for name, target in targets.items():
            times[name] += [target.milliseconds() for _ in range(batch)]
    return {name: statistics.median(values) for name, values in times.items()}


def throughput(target, *, clients, seconds):
    """Return requests per second that `clients` asking without pause get answered.

    Each is a process: threads of one would keep each other from reading, and a worker waits until its page is read.
    """
    with ProcessPoolExecutor(clients, mp_context=get_context("fork")) as pool:
        return sum(pool.map(answered, [target] * clients, [time.time() + seconds] * clients)) / seconds


def answered(target, until):
    """Return how often the target answered until that moment."""
    count = 0
    while time.time() < until:
        target.get()
        count += 1
    return count


def sizes(target):
    """Return the bytes of a page, plain and compressed."""
    content = target.get()
    return len(content), len(gzip.compress(content, 6))
