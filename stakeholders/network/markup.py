"""Networks of nodes with properties: GraphML, GEXF and GML."""

import html
import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from stakeholders.network.listed import Listed, Pairs, UnreadableNetwork, is_no_tie, zeros_told

NAME_KEYS = ("name", "label", "id")
WEIGHTS = ("weight", "value")
DIRECTIONS = {"true": True, "directed": True, "false": False, "undirected": False, "mutual": False}
GML = re.compile(r"(?:^|\s)graph\s{0,99}\[", re.IGNORECASE)
GML_WORD = re.compile(r'"([^"]*)"|([\[\]])|([^\s\[\]"]+)')

Properties = Mapping[str, str]
Edge = tuple[str, str, bool, str]
"""The keys of its ends, whether it has a direction, and its weight."""


def read_markup(content: bytes, text: str) -> Listed:
    """Read GraphML or GEXF; `text` is the content as it is read where it does not say its encoding truly."""
    root = parsed(content, text)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    graph = root.find("graph")
    if graph is None:
        raise UnreadableNetwork("holds no graph.")
    titles = {key.get("id"): (key.get("attr.name") or "").casefold() for key in root.iter("key")}

    def properties(element: Element) -> Properties:
        data = {titles.get(one.get("key"), ""): (one.text or "").strip() for one in element.findall("data")}
        drawn = element.find(".//NodeLabel")
        return {"label": (drawn.text or "").strip() if drawn is not None else "", **element.attrib, **data}

    is_directed = DIRECTIONS.get(graph.get("edgedefault") or graph.get("defaultedgetype") or "", False)
    edges = []
    for element in graph.iter("edge"):
        is_arc = DIRECTIONS.get(element.get("directed") or element.get("type") or "", is_directed)
        edges.append((element.get("source", ""), element.get("target", ""), is_arc, weight(properties(element))))
    nodes = {element.get("id", ""): properties(element) for element in graph.iter("node")}
    return listed(nodes, edges, is_directed)


def parsed(content: bytes, text: str) -> Element:
    for source in (content, text):
        try:
            root: Element = fromstring(source, forbid_dtd=False)
        except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
            reason = error
        else:
            return root
    raise UnreadableNetwork(f"is no GraphML that can be read: {reason}.")


def is_gml(text: str) -> bool:
    return bool(GML.search(text[:2000]))


def read_gml(text: str) -> Listed:
    """Read GML (Himsolt 1997): a key and its value after each other, blocks in brackets."""
    top: list[tuple[str, object]] = []
    stack, key = [top], ""
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    for quoted, bracket, bare in GML_WORD.findall(lines):
        if bracket == "[":
            block: list[tuple[str, object]] = []
            stack[-1].append((key, block))
            stack.append(block)
        elif bracket:
            if len(stack) == 1:
                raise UnreadableNetwork("is GML with a bracket too many.")
            stack.pop()
        elif bare and not key:
            key = bare.casefold()
            continue
        else:
            stack[-1].append((key, html.unescape(quoted or bare)))
        key = ""
    graph = next((block for key, block in top if key == "graph" and isinstance(block, list)), [])
    blocks = [(key, plain(block)) for key, block in graph if isinstance(block, list)]
    is_directed = plain(graph).get("directed") == "1"
    nodes = {block.get("id", ""): block for key, block in blocks if key == "node"}
    edges = [
        (block.get("source", ""), block.get("target", ""), is_directed, weight(block))
        for key, block in blocks
        if key == "edge"
    ]
    return listed(nodes, edges, is_directed)


def plain(block: list[tuple[str, object]]) -> Properties:
    return {key: value for key, value in block if isinstance(value, str)}


def weight(properties: Properties) -> str:
    return next((properties[key] for key in WEIGHTS if key in properties), "")


def listed(nodes: Mapping[str, Properties], edges: list[Edge], is_directed: bool) -> Listed:
    """Return nodes called by their name or label where every one has one of its own, and the ties between them."""
    called = {key: key for key in nodes}
    for wanted in NAME_KEYS:
        found = {key: properties.get(wanted, "") for key, properties in nodes.items()}
        if len(set(found.values()) - {""}) == len(nodes):
            called = found
            break
    arcs: Pairs = []
    both: Pairs = []
    zeros = 0
    for one, other, is_arc, heavy in edges:
        if not one or not other:
            raise UnreadableNetwork("has an edge without source or target.")
        if is_no_tie(heavy):
            zeros += 1
        else:
            (arcs if is_arc else both).append((called.get(one, one), called.get(other, other)))
    sectors = {called[key]: properties.get("sector", "") for key, properties in nodes.items()}
    told = sectors if any(sectors.values()) else {}
    names, remarks = list(called.values()), zeros_told(zeros)
    return Listed(names, arcs, both, is_directed or bool(arcs), remarks=remarks, sectors=told)
