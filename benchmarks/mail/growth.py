"""Reminders as they grow: time for each mail, sweeps with nothing to do, lateness, fairness, memory."""

import json
import subprocess
import sys

from benchmarks.mail.rows import AS_MANY_AS_THERE_ARE, SENDERS, outbox, rate_of
from benchmarks.mail.sinks import quick_sink
from benchmarks.results import Result
from benchmarks.stack import ROOT, environment, new_database, run

ROUNDS_OF_FEW = 3
NOT_YET = "30"


def growth(bench):
    few, many = (200, 2000) if bench.is_quick else (1000, 100_000)
    with quick_sink(bench.folder) as port:
        small = [1 / rate_of(few, 1, outbox(bench, f"mail_few_{number}", few, port)) for number in range(ROUNDS_OF_FEW)]
        large = 1 / rate_of(many, 1, env := outbox(bench, "mail_many", many, port))
        memory = json.loads(run("benchmarks.mail.watching", "twice", str(many), env=env))
    raw = {"few": small, "many": large}
    ratio = large / sorted(small)[ROUNDS_OF_FEW // 2]
    yield Result(11, f"time per mail, {many:,} over {few:,}", ratio, 1.2, 1.1, raw)
    yield Result(
        11, f"memory of a sender, {memory['mails']:,} over 10,000", memory["end"] / memory["warm"], 1.1, 1.1, memory
    )
    found = idle_sweep(bench, many)
    yield Result(11, f"idle sweep, {many:,} not yet due, ms", found["milliseconds"], 20, 5, found)


def idle_sweep(bench, count):
    url = new_database(bench.server, "mail_idle")
    env = environment(bench.folder, DATABASE_URL=url, **AS_MANY_AS_THERE_ARE)
    run("benchmarks.mail.prepare", str(count), "4", NOT_YET, env=env)
    return json.loads(run("benchmarks.mail.watching", "idle", str(count), env=env))


def lateness(bench):
    offered, queue, few = (500, 2000, 50) if bench.is_quick else (6000, 50_000, 50)
    with quick_sink(bench.folder) as port:
        env = outbox(bench, "mail_offered", offered, port)
        serve(offered, env)
        found = json.loads(run("benchmarks.mail.watching", "lateness", str(offered), env=env))
        env = outbox(bench, "mail_behind", queue * 2, port, districts=2)
        behind = json.loads(run("benchmarks.mail.watching", "behind", str(few), env=env))
    yield Result(12, "lateness at 100/s offered, p99, s", found["p99"], 2, 0.5, found)
    measure = f"{few} mails behind {behind['others']:,} of another district, s"
    yield Result(12, measure, behind["seconds"], 2, 0.5, behind)


def serve(count, env):
    """Senders that are up before the first mail falls due, as workers are."""
    command = [sys.executable, "-m", "benchmarks.mail.watching", "serve", str(count)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen(command, cwd=ROOT, env=env, **pipes) for _ in range(SENDERS)]
    for each in running:
        each.stdout.readline()
    run("benchmarks.mail.watching", "offer", str(count), env=env)
    for each in running:
        each.communicate("go\n", timeout=600)
