"""The rows of the table that are about mail."""

import json
import subprocess
import sys
import time

from benchmarks.mail.kills import killed_on_postgresql, killed_on_sqlite
from benchmarks.mail.sinks import quick_sink, smtp_sink
from benchmarks.results import Result
from benchmarks.stack import ROOT, environment, new_database, run

SENDERS = 4
# One data folder serves many databases here, which the fence would take for a swapped one.
AS_MANY_AS_THERE_ARE = {"MAIL_SURGE_LIMIT": "0", "MAIL_FENCE": "off"}


def outbox(bench, name, count, port, districts=1):
    """A database with `count` mails due; returns the settings of its processes."""
    url = new_database(bench.server, name)
    env = environment(bench.folder, DATABASE_URL=url, EMAIL_URL=f"smtp://127.0.0.1:{port}", **AS_MANY_AS_THERE_ARE)
    run("benchmarks.mail.prepare", str(count), str(districts), env=env)
    json.loads(run("benchmarks.mail.sending", "plan", env=env))
    return env


def start(env):
    command = [sys.executable, "-m", "benchmarks.mail.sending", "send"]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def rate_of(count, senders, env):
    """Mails a second that so many processes send together, all up and ready when they are told to begin."""
    running = [start(env) for _ in range(senders)]
    for each in running:
        each.stdout.readline()
    began = time.time()
    for each in running:
        each.stdin.write("go\n")
        each.stdin.flush()
    ended = [json.loads(each.communicate()[0])["ended"] for each in running]
    return count / (max(ended) - began)


def one_process(bench):
    """Yardstick and product in turns, so that a busy machine is busy for both."""
    count = 1000 if bench.is_quick else 10_000
    with quick_sink(bench.folder) as port:
        env = outbox(bench, "mail_one", count, port)
        yardsticks = [json.loads(run("benchmarks.mail.sending", "yardstick", env=env))["rate"]]
        rate = rate_of(count, 1, env)
        env = outbox(bench, "mail_yardstick", 1000, port)
        yardsticks.append(json.loads(run("benchmarks.mail.sending", "yardstick", env=env))["rate"])
    yardstick = sum(yardsticks) / 2
    raw = {"send_messages": yardsticks, "one_process": rate, "sink": "smtp-sink" if smtp_sink() else "python"}
    bench.mail_rate = rate
    yield Result(9, f"{count:,} reminders, one process, of send_messages", rate / yardstick, 0.5, 0.75, raw, True)


def four_processes(bench):
    count = 1000 if bench.is_quick else 10_000
    with quick_sink(bench.folder) as port:
        alone = rate_of(count, 1, outbox(bench, "mail_alone", count, port))
        together = rate_of(count, SENDERS, outbox(bench, "mail_four", count, port))
    raw = {"one_process": alone, "four_processes": together}
    yield Result(10, f"{count:,} reminders, four processes over one", together / alone, 2.0, 2.5, raw, True)
    for run_with_kills, database in ((killed_on_postgresql, "PostgreSQL"), (killed_on_sqlite, "SQLite")):
        found = run_with_kills(bench)
        yield Result(10, f"{found['mails']:,} reminders, kill -9, {database}: lost", found["lost"], 0, 0, found)
        yield Result(10, f"the same: extra copies, of {found['kills']} kills", found["extra"], found["kills"], 0, found)
