import csv
import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from stakeholders.network.graph import build_network
from stakeholders.network.measures import measure


class Command(BaseCommand):
    help = "Prints the network measures of an edge list, the same numbers as the map of who knows whom."

    def add_arguments(self, parser):
        parser.add_argument("--edges", required=True, help="CSV whose first two columns are the ends of each tie.")
        parser.add_argument("--nodes", help="CSV whose first column names every node, also those without a tie.")
        parser.add_argument("--directed", action="store_true", help="A tie says something else than its reverse.")
        parser.add_argument("--format", choices=["json", "text"], default="text", dest="layout")

    def handle(self, *args, edges, nodes, directed, layout, **options):
        names = [row[0] for row in read_rows(nodes, columns=1)] if nodes else []
        ties = [(row[0], row[1]) for row in read_rows(edges, columns=2)]
        network, each = measure(build_network(names, ties, directed))
        if layout == "json":
            answer = {"network": asdict(network), "nodes": {name: asdict(one) for name, one in each.items()}}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=1))
            return
        for field, value in asdict(network).items():
            self.stdout.write(f"{field.replace('_', ' ')}: {describe(value)}")


def read_rows(path, *, columns):
    """Return the rows below the header, trimmed; CommandError with a sentence where the file cannot be used."""
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            rows = [[cell.strip() for cell in row] for row in csv.reader(file) if any(cell.strip() for cell in row)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error
    if not rows:
        raise CommandError(f"{path} is empty: it needs a header row.")
    for number, row in enumerate(rows[1:], start=2):
        if len(row) < columns or not all(row[:columns]):
            raise CommandError(f"{path}, row {number}: the first {columns} columns must be filled.")
    return rows[1:]


def describe(value):
    if value is None:
        return "not defined"
    if isinstance(value, float):
        return f"{value:.6f}"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or "none"
    return str(value)
