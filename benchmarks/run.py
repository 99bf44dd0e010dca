"""Measures Coalition: `python benchmarks/run.py [ROW ...] [--quick] [--json FILE]`. See README.md beside this file."""

import argparse
import contextlib
import json
import sys
import tempfile
from functools import cached_property
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks import import_rows, network_rows, pages, stack  # noqa: E402
from benchmarks.mail import growth, rows  # noqa: E402
from benchmarks.results import table  # noqa: E402
from benchmarks.sizes import QUICK, SIZES  # noqa: E402
from tests.services import postgres  # noqa: E402

ROWS = {
    1: pages.registry,
    2: pages.stakeholder,
    3: pages.search,
    4: pages.rates,
    5: pages.queries,
    6: pages.growth,
    7: import_rows.share,
    8: import_rows.growth,
    9: rows.one_process,
    10: rows.four_processes,
    11: growth.growth,
    12: growth.lateness,
    13: pages.maps,
    14: network_rows.pages,
    15: pages.weights,
    16: pages.memory,
    17: pages.on_sqlite,
    18: network_rows.browser,
}


class Bench:
    """What measurements share in one run: a PostgreSQL, the limit page, and a site for each size, made on demand."""

    def __init__(self, folder, closing, *, is_quick):
        self.folder, self.closing, self.is_quick = folder, closing, is_quick
        self.rounds = 8 if is_quick else 40
        self.sizes = QUICK if is_quick else SIZES
        self.sites = {}

    @cached_property
    def server(self):
        """A PostgreSQL set up as the README advises for one on solid-state disks."""
        url = self.closing.enter_context(postgres(autovacuum="on"))
        stack.advise(url)
        return url

    @cached_property
    def limit(self):
        rows = self.sizes["L"][1]
        return self.closing.enter_context(stack.limit_page(self.server, self.folder, rows))

    def site(self, size):
        if size not in self.sites:
            say(f"seeding {size}: {self.sizes[size][0]} x {self.sizes[size][1]:,} stakeholders")
            database = stack.new_database(self.server, f"coalition_{size.lower()}")
            made = stack.coalition(self.folder, database, *self.sizes[size])
            self.sites[size] = self.closing.enter_context(made)
        return self.sites[size]

    @cached_property
    def on_sqlite(self):
        """S without any server but one worker of the web server."""
        database = f"sqlite:///{self.folder / 's.sqlite3'}"
        return self.closing.enter_context(stack.coalition(self.folder, database, *self.sizes["S"], workers=1))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, choices=sorted(ROWS), metavar="ROW", help="rows of the table; all")
    parser.add_argument("--quick", action="store_true", help="small data and few rounds: to see that it runs")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the results there")
    asked = parser.parse_args()
    results = []
    with tempfile.TemporaryDirectory(prefix="coalition-bench-") as folder, contextlib.ExitStack() as closing:
        bench = Bench(Path(folder), closing, is_quick=asked.quick)
        for row in asked.rows or ROWS:
            say(f"row {row}")
            results += ROWS[row](bench)
    print(table(results))
    if asked.json:
        asked.json.write_text(json.dumps([result.as_json() for result in results], indent=2) + "\n")


def say(text):
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
