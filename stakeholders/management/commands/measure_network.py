import json
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from stakeholders.network.listed import UnreadableNetwork
from stakeholders.network.measures import measure
from stakeholders.network.reading import read_network


class Command(BaseCommand):
    help = "Prints the network measures of an edge list, the same numbers as the map of who knows whom."

    def add_arguments(self, parser):
        parser.add_argument(
            "--edges",
            required=True,
            help="CSV (any separator) with the ends of each tie in the columns source and target or in the first two, "
            "or with a matrix of who is tied to whom; or a network as GraphML, GEXF, GML, Pajek (.net) or UCINET DL, "
            "or in a file called .sif, .adjlist or .lgl. Ties of several kinds are taken together; a tie with a weight "
            "of 0 is none, and is told: without headings the third and last column is the weight where it holds "
            "numbers alone. Columns called trust, value or by the items of the PARTNER survey, rate ties from 1 to 4: "
            "with --directed the first end rates the second, else each the other. The trust and value of the network "
            "are the mean / 4.",
        )
        parser.add_argument(
            "--nodes",
            help="CSV that names every node, also those without a tie; a column called sector, group or category gives "
            "the E-I index and Blau's diversity.",
        )
        parser.add_argument("--directed", action="store_true", help="A tie says something else than its reverse.")
        header = parser.add_mutually_exclusive_group()
        header.add_argument("--header", action="store_true", default=None, help="The first row names columns.")
        header.add_argument("--no-header", action="store_false", dest="header", help="The first row is a tie.")
        parser.add_argument("--format", choices=["json", "text"], default="text", dest="layout")

    def handle(self, *args, edges, nodes=None, directed=False, header=None, layout="text", **options):
        content, named = read_file(edges), read_file(nodes) if nodes else None
        try:
            network = read_network(content, named, directed, header, Path(edges).suffix)
        except UnreadableNetwork as error:
            raise CommandError(f"{edges if nodes is None else f'{edges} with {nodes}'} {error}") from error
        for remark in network.remarks:
            self.stderr.write(remark)
        whole, each = measure(network)
        if layout == "json":
            answer = {"network": asdict(whole), "nodes": {name: asdict(one) for name, one in each.items()}}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=1))
            return
        for field, value in asdict(whole).items():
            self.stdout.write(f"{field.replace('_', ' ')}: {describe(value)}")


def read_file(path):
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror or error}") from error


def describe(value):
    if value is None:
        return "not defined"
    if isinstance(value, float):
        return f"{value:.6f}"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or "none"
    return str(value)
