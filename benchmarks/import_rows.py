"""The rows of the table that are about bringing lists in."""

import json

from benchmarks.results import Result
from benchmarks.stack import CORES, environment, new_database, run

ROUNDS = 3


def share(bench):
    """Product and yardstick in turns, each time into an empty district, so that a busy machine is busy for both."""
    rows = 1_000 if bench.is_quick else 10_000
    rounds = [once(bench, rows, f"import_{number}") for number in range(1 if bench.is_quick else ROUNDS)]
    product, yardstick = (sorted(one[who]["rate"] for one in rounds) for who in ("product", "yardstick"))
    shares = sorted(one["product"]["rate"] / one["yardstick"]["rate"] for one in rounds)
    raw = {"product": product, "yardstick": yardstick}
    middle = len(rounds) // 2
    yield Result(7, f"import of {rows:,} rows, of the COPY yardstick", shares[middle], 0.25, 0.4, raw, True)
    yield Result(7, f"import of {rows:,} rows, rows a second", product[middle], 11_000, 11_000, raw, True)


def growth(bench):
    small, large = (1_000, 5_000) if bench.is_quick else (10_000, 100_000)
    few, many = (once(bench, rows, f"import_of_{rows}")["product"] for rows in (small, large))
    ratio = few["rate"] / many["rate"]
    for _ in range(10 * CORES):
        bench.limit.target("limit").get()
    raw = {"few": few, "many": many, "bare": bench.limit.peak_memory()}
    yield Result(8, f"import of {large:,} rows, time a row over {small:,}", ratio, 2.0, 1.7, raw)
    yield Result(8, f"import of {large:,} rows, memory / bare worker", many["peak"] / raw["bare"], 4, 3, raw)


def once(bench, rows, name):
    """What a list of that many rows takes the yardstick and us, in a database of its own."""
    env = environment(bench.folder, DATABASE_URL=new_database(bench.server, name))
    file = str(bench.folder / f"{name}.csv")
    run("benchmarks.importing", "prepare", file, env=env)
    run("benchmarks.importing", "list", file, str(rows), env=env)
    return {who: json.loads(run("benchmarks.importing", who, file, env=env)) for who in ("yardstick", "product")}
