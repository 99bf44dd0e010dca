"""A network as GraphML, the format other network programs read (graphml.graphdrawing.org)."""

import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")

Row = tuple[str, Mapping[str, str]]


def write_graphml(nodes: Iterable[Row], ties: Iterable[tuple[str, str, Mapping[str, str]]]) -> bytes:
    """Return the document; `nodes` are keys with their data, `ties` two keys with theirs. Empty values are left out."""
    root = ElementTree.Element("graphml", xmlns=NAMESPACE)
    graph = ElementTree.Element("graph", id="network", edgedefault="directed")
    declared: dict[tuple[str, str], str] = {}
    values: dict[tuple[str, str], list[str]] = {}

    def fill(element: ElementTree.Element, kind: str, data: Mapping[str, str]) -> None:
        for name, value in data.items():
            if value:
                key = declared.setdefault((kind, name), f"{kind}-{name}")
                values.setdefault((kind, name), []).append(value)
                ElementTree.SubElement(element, "data", key=key).text = NOT_XML.sub("", value)

    for name, data in nodes:
        fill(ElementTree.SubElement(graph, "node", id=name), "node", data)
    for one, other, data in ties:
        fill(ElementTree.SubElement(graph, "edge", source=one, target=other), "edge", data)
    for (kind, name), key in declared.items():
        held = type_of(values[kind, name])
        ElementTree.SubElement(root, "key", {"id": key, "for": kind, "attr.name": name, "attr.type": held})
    root.append(graph)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def type_of(values: Iterable[str]) -> str:
    """Return the type of an attribute: programs size and color by numbers, and only by what is declared as such."""
    return "double" if all(NUMBER.fullmatch(value) for value in values) else "string"
