"""The rows of the table that are about pages. Each takes the bench and yields results."""

import json

from benchmarks.client import medians, sizes, throughput
from benchmarks.results import Result
from benchmarks.stack import run

LIMITS_OF_QUERIES = {"registry": (8, 5), "stakeholder": (12, 8), "today": (15, 10)}
MAPS = {"map_300": (3, 2, 150), "map_2000": (6, 4, 300)}


def against_limit(bench, row, page, measure, reach, aim, size="L"):
    """Compare the median time of a page with that of the limit page, both asked in turns."""
    raw = medians({"limit": bench.limit.target("limit"), page: bench.site(size).target(page)}, rounds=bench.rounds)
    return Result(row, measure, raw[page] / raw["limit"], reach, aim, raw)


def registry(bench):
    yield against_limit(bench, 1, "registry", "registry of 50 rows at L, p50 / limit-page", 3, 2)


def stakeholder(bench):
    yield against_limit(bench, 2, "stakeholder", "stakeholder page at L, p50 / limit-page", 3.5, 2.5)


def search(bench):
    yield against_limit(bench, 3, "search_common", "search for a common word at L, p50 / limit-page", 8, 5)
    yield against_limit(bench, 3, "search_rare", "search for a rare word at L, p50 / limit-page", 3, 2)


def rates(bench):
    clients, seconds = 8, 3 if bench.is_quick else 8
    limit = throughput(bench.limit.target("limit"), clients=clients, seconds=seconds)
    for page in ("registry", "stakeholder", "map_300"):
        rate = throughput(bench.site("L").target(page), clients=clients, seconds=seconds)
        raw = {"limit": limit, page: rate}
        yield Result(4, f"{page} requests/s at 8 clients, of limit-page", rate / limit, 0.35, 0.5, raw, True)


def queries(bench):
    counted = {size: count_queries(bench.site(size)) for size in ("S", "L")}
    for page, (reach, aim) in LIMITS_OF_QUERIES.items():
        raw = {size: counts[page] for size, counts in counted.items()}
        yield Result(5, f"queries of {page}, at L", raw["L"], reach, aim, raw)
        yield Result(5, f"queries of {page}, L more than S", raw["L"] - raw["S"], 0, 0, raw)


def count_queries(site):
    pages = {page: site.pages[page] for page in LIMITS_OF_QUERIES}
    return json.loads(run("benchmarks.counting", site.cookie, json.dumps(pages), env=site.environment))


def growth(bench):
    small, large, many = bench.site("S"), bench.site("L"), bench.site("T")
    for page in ("registry", "stakeholder"):
        targets = {"S": small.target(page), "L": large.target(page), "T": many.target(page)}
        raw = medians(targets, rounds=bench.rounds)
        yield Result(6, f"{page}: L / S", raw["L"] / raw["S"], 1.3, 1.1, raw)
        yield Result(6, f"{page}: 500 districts / 1", raw["T"] / raw["S"], 1.3, 1.1, raw)
    raw = medians({page: large.target(page) for page in ("registry", "registry_last")}, rounds=bench.rounds)
    yield Result(6, "registry at L: last page / first", raw["registry_last"] / raw["registry"], 1.3, 1.1, raw)


def maps(bench):
    for page, (reach, aim, kilobytes) in MAPS.items():
        partners = page.removeprefix("map_")
        yield against_limit(bench, 13, page, f"influence map of {partners}, p50 / limit-page", reach, aim)
        plain, compressed = sizes(bench.site("L").target(page))
        raw = {"bytes": plain, "compressed": compressed}
        yield Result(13, f"influence map of {partners}, KB", plain / 1000, kilobytes, kilobytes, raw)


def weights(bench):
    raw = {size: sizes(bench.site(size).target("registry"))[0] for size in ("S", "M", "L")}
    yield Result(15, "bytes of the registry at S, M, L: max / min", max(raw.values()) / min(raw.values()), 1.1, 1, raw)
    yield Result(15, "KB of the registry at L", raw["L"] / 1000, 60, 40, raw)


def on_sqlite(bench):
    postgres, sqlite = bench.site("S"), bench.on_sqlite
    for page in ("registry", "search_common", "stakeholder", "today", "map_300"):
        targets = {"PostgreSQL": postgres.target(page), "SQLite": sqlite.target(page)}
        raw = medians(targets, rounds=bench.rounds)
        yield Result(17, f"{page} at S: SQLite / PostgreSQL", raw["SQLite"] / raw["PostgreSQL"], 1.3, 1.0, raw)


def memory(bench):
    """What a worker has needed at most, over a bare Django worker, after eight clients asked for every page of L."""
    for site in (bench.site("L"), bench.limit):
        for page in site.pages:
            throughput(site.target(page), clients=8, seconds=2)
    raw = {"coalition": bench.site("L").peak_memory(), "bare": bench.limit.peak_memory()}
    yield Result(16, "peak memory of a web worker / bare Django", raw["coalition"] / raw["bare"], 2.2, 1.8, raw)
