"""Tables from strangers' files, and files that strangers' programs may open: reading, writing, neutralising."""

from coalition.lib.tabular.blocks import TITLES
from coalition.lib.tabular.card_writing import AddressCard, write_cards
from coalition.lib.tabular.errors import UnreadableFile
from coalition.lib.tabular.headers import fold_header
from coalition.lib.tabular.limits import DEFAULT_LIMITS, Limits
from coalition.lib.tabular.neutralising import neutralise, restore
from coalition.lib.tabular.reading import check_kind, check_size, read_table
from coalition.lib.tabular.table import Row, Source, Table
from coalition.lib.tabular.workbook_writing import write_workbook
from coalition.lib.tabular.writing import write_csv

__all__ = [
    "DEFAULT_LIMITS",
    "TITLES",
    "AddressCard",
    "Limits",
    "Row",
    "Source",
    "Table",
    "UnreadableFile",
    "check_kind",
    "check_size",
    "fold_header",
    "neutralise",
    "read_table",
    "restore",
    "write_cards",
    "write_csv",
    "write_workbook",
]
