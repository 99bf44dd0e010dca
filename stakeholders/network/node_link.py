"""Networks in JSON: nodes and links as networkx, D3 and Cytoscape write them, or a list of ties."""

import json
from collections.abc import Mapping, Sequence

from stakeholders.network.edge_list import read_ties
from stakeholders.network.listed import Listed, UnreadableNetwork
from stakeholders.network.markup import Properties, listed, weight

LINKS = ("links", "edges")
KEYS = ("id", "key")


def is_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[")


def read_json(text: str) -> Listed:
    """Read it; a link tells its nodes by what identifies them or by their places, the first of which is 0."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableNetwork(f"is JSON that cannot be read: {error}.") from error
    if isinstance(found, list):
        return read_ties(rows_of(found))
    graph = next((found[key] for key in ("graph", "elements") if holds(found.get(key))), found)
    if not holds(graph):
        raise UnreadableNetwork("is JSON without nodes and links.")
    nodes: dict[str, Properties] = {}
    for place, one in enumerate(part(graph, ("nodes",))):
        properties = said(one)
        key = next((properties[each] for each in KEYS if each in properties), str(place))
        nodes[key] = properties
    keys = list(nodes)
    is_directed = (found.get("directed") or graph.get("directed")) is True

    def end(value: object) -> str:
        key = said(value).get("id", "")
        is_place = isinstance(value, int) and key not in nodes and 0 <= value < len(keys)
        return keys[int(key)] if is_place else key

    edges = []
    for one in part(graph, LINKS):
        link = one.get("data", one) if isinstance(one, dict) else {}
        edges.append((end(link.get("source", "")), end(link.get("target", "")), is_directed, weight(said(one))))
    return listed(nodes, edges, is_directed)


def holds(graph: object) -> bool:
    return isinstance(graph, dict) and any(key in graph for key in LINKS)


def part(graph: Mapping[str, object], names: Sequence[str]) -> list[object]:
    """Return a list of the graph; one that is told by keys has them as ids."""
    value = next((graph[name] for name in names if name in graph), [])
    if isinstance(value, dict):
        return [{"id": key, **(one if isinstance(one, dict) else {})} for key, one in value.items()]
    return value if isinstance(value, list) else []


def said(one: object) -> dict[str, str]:
    """Return what is written of a node or a link, as text; a node may be its name alone."""
    if not isinstance(one, dict):
        return {"id": str(one)}
    inner = one.get("data", one)
    properties = inner if isinstance(inner, dict) else one
    return {key.casefold(): str(value) for key, value in properties.items() if isinstance(value, (str, int, float))}


def rows_of(ties: Sequence[object]) -> list[tuple[int, list[str]]]:
    """Return a list of ties, each with its two ends or with named values, as the rows of a table."""
    headings = list(dict.fromkeys(key for one in ties if isinstance(one, dict) for key in one))
    rows = [[str(one.get(key, "")) for key in headings] for one in ties if isinstance(one, dict)]
    rows += [list(map(str, one)) for one in ties if isinstance(one, list)]
    if not rows or len(rows) < len(ties):
        raise UnreadableNetwork("is JSON without nodes and links.")
    return list(enumerate([headings, *rows] if headings else rows, start=1))
