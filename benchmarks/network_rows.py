"""The rows of the table that are about the map of who knows whom: page, engines, and how it moves in a browser."""

import statistics
import time
from random import Random
from urllib.parse import urlsplit

import igraph
import rustworkx
from playwright.sync_api import sync_playwright

from benchmarks.client import sizes
from benchmarks.pages import against_limit
from benchmarks.results import Result
from stakeholders.network.drawing import Figure, Line, arrange
from stakeholders.network.graph import build_network

PAGES = (300, 1283)
PAINT = {300: 300, 1283: 500, 2000: 600}
FRAME = 20
TIES_EACH = 3
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
PAINTED = """async () => {
  while (!performance.getEntriesByName("first-contentful-paint").length) {
    await new Promise((done) => setTimeout(done, 20));
  }
  return performance.getEntriesByName("first-contentful-paint")[0].startTime;
}"""
PANNING = """async () => {
  const frame = document.getElementById("network-frame"), times = [];
  document.querySelector("[data-zoom='1']")?.click();
  await new Promise((done) => setTimeout(done, 300));
  for (let step = 0, before = performance.now(); step < 90; step += 1) {
    frame.scrollTo((step * 9) % 700, (step * 7) % 500);
    const now = await new Promise(requestAnimationFrame);
    times.push(now - before);
    before = now;
  }
  return times.slice(5).sort((one, other) => one - other);
}"""


def pages(bench):
    for count in PAGES:
        page = f"network_{count}"
        yield against_limit(bench, 14, page, f"network map of {count:,}, layout kept, p50 / limit-page", 5, 3)
        plain, compressed = sizes(bench.site("L").target(page))
        yield Result(14, f"network map of {count:,}, KB compressed", compressed / 1000, 150, 100, {"bytes": plain})
    yield from engines(bench)


def engines(bench):
    """Compare layout and betweenness of the largest network that is drawn one by one with igraph, in turns."""
    figures, lines = people(PAGES[-1])
    network = build_network([one.key for one in figures], [(line.one, line.other) for line in lines])
    graph = igraph.Graph(network.size, list(network.undirected_ties))
    pairs = {
        "layout": (lambda: arrange(figures, lines), graph.layout_fruchterman_reingold),
        "betweenness": (
            lambda: rustworkx.betweenness_centrality(network.undirected_graph, normalized=False),
            graph.betweenness,
        ),
    }
    for name, both in pairs.items():
        raw = dict(zip(("coalition", "igraph"), in_turns(both, 3 if bench.is_quick else 9), strict=True))
        yield Result(14, f"{name} of {PAGES[-1]:,} / igraph", raw["coalition"] / raw["igraph"], 1.5, 1.2, raw)


def people(count):
    """Return a network of that many, each tied to three of those before, near ones more often than far ones."""
    chance = Random(count)
    figures = [Figure(f"p{number}", f"Partner {number}", 1 + number % 5) for number in range(count)]
    ends = [(number, max(0, number - 1 - int(chance.random() ** 3 * 60))) for number in range(1, count)] * TIES_EACH
    far = [(one, chance.randrange(count)) if chance.random() < 0.2 else (one, other) for one, other in ends]
    return figures, [Line(f"p{one}", f"p{other}", "knows") for one, other in far if one != other]


def in_turns(functions, rounds):
    """Return the median time of each function in milliseconds."""
    times = [[] for _ in functions]
    for _ in range(rounds):
        for place, function in enumerate(functions):
            began = time.perf_counter()
            function()
            times[place].append((time.perf_counter() - began) * 1000)
    return [statistics.median(each) for each in times]


def browser(bench):
    site = bench.site("L")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for count, reach in PAINT.items():
            page = open_page(chromium, site, f"network_{count}")
            paints = [first_paint(page) for _ in range(3 if bench.is_quick else 9)]
            frames = page.evaluate(PANNING)
            yield Result(18, f"network of {count:,}, first paint, ms", statistics.median(paints), reach, reach)
            raw = {"median": statistics.median(frames), "worst": frames[-1]}
            slow = frames[int(len(frames) * 0.95)]
            yield Result(18, f"network of {count:,}, p95 of a frame, ms", slow, FRAME, FRAME, raw)
            page.context.close()
        chromium.close()


def open_page(chromium, site, name):
    address = f"http://127.0.0.1:{site.port}{site.pages[name]}"
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    cookies = [part.strip().partition("=") for part in site.cookie.split(";")]
    context.add_cookies(
        [{"name": key, "value": value, "domain": urlsplit(address).hostname, "path": "/"} for key, _, value in cookies]
    )
    page = context.new_page()
    page.goto(address)
    return page


def first_paint(page):
    """Return the milliseconds from asking for the page, its files in the browser's cache, to the first content."""
    page.reload()
    return page.evaluate(PAINTED)
