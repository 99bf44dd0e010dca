"""Measures Creme CRM beside us: `python -m benchmarks.peers [--rows ROWS] [--rounds ROUNDS]`. Never in the tests.

It makes an environment for Creme with pip (or takes the Python named with --python), seeds as many contacts as L has
stakeholders, and asks its list and a contact in turns with the limit page, our registry and a stakeholder.
"""

import argparse
import contextlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import stack
from benchmarks.client import medians, sizes
from benchmarks.sizes import SIZES
from tests.services import postgres

WANTED = ("creme-crm[pgsql]==2.8.6", "psycopg[binary]", "gunicorn")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=SIZES["L"][1])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--python", help="of an environment that has Creme and gunicorn")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="coalition-peers-") as name, contextlib.ExitStack() as closing:
        folder = Path(name)
        server = closing.enter_context(postgres(autovacuum="on"))
        stack.advise(server)
        limit = closing.enter_context(stack.limit_page(server, folder, asked.rows))
        ours = closing.enter_context(stack.coalition(folder, stack.new_database(server, "coalition_l"), 1, asked.rows))
        peer = closing.enter_context(creme(server, folder, asked))
        targets = {
            "limit page": limit.target("limit"),
            "our registry": ours.target("registry"),
            "our stakeholder": ours.target("stakeholder"),
            "list of Creme": peer.target("list"),
            "contact of Creme": peer.target("detail"),
        }
        print_table(medians(targets, rounds=asked.rounds, batch=2), targets)


@contextlib.contextmanager
def creme(server, folder, asked):
    """Serve Creme with that many contacts, by a Python of its own."""
    python = asked.python or make_environment(folder / "creme")
    env = stack.environment(folder, CREME_DATABASE_URL=stack.new_database(server, "creme"), CREME_FOLDER=str(folder))
    env["PYTHONPATH"] += f":{folder}"
    described = json.loads(stack.run("benchmarks.creme_page.prepare", str(asked.rows), env=env, python=python))
    with stack.served("benchmarks.creme_page.wsgi:application", folder, env, python=python, more=()) as port:
        yield stack.Site(port, described["cookie"], described["pages"], env)


def make_environment(folder):
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = str(folder / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", *WANTED], check=True)
    return python


def print_table(times, targets):
    for name, target in targets.items():
        plain, compressed = sizes(target)
        print(
            f"{name:<18} {times[name]:>8.1f} ms {times[name] / times['limit page']:>6.1f} x"
            f" {plain / 1000:>6.0f} KB {compressed / 1000:>5.0f} KB compressed"
        )


if __name__ == "__main__":
    main()
