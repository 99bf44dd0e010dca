"""Oddities of CSV that others have collected, with the tables they expect; hostile workbooks within time and memory."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from coalition.lib.tabular import UnreadableFile, read_table
from tests.lib.tabular.opendocuments import opendocument, row, table, text_cell
from tests.lib.tabular.workbooks import workbook
from tests.shared_data import SHARED_DATA

ROOT = Path(__file__).resolve().parent.parent.parent.parent
ODD = SHARED_DATA / "f04-csv-odd-and-malformed" if SHARED_DATA else None
SPECTRUM = sorted(ODD.glob("csv-spectrum/csvs/*.csv")) if ODD else []
TEST_DATA = [one for one in sorted(ODD.glob("csv-test-data/csv/*.csv")) if "bad-" not in one.name] if ODD else []
BAD = sorted(ODD.glob("csv-test-data/csv/bad-*.csv")) if ODD else []
HOSTILE = sorted(SHARED_DATA.glob("f05*/*")) + sorted(SHARED_DATA.glob("f06*/*")) if SHARED_DATA else []
# Oddities of our own, of each sort in those collections.
OWN = {
    "comma in quotes": (b'a,b\n1,"x, y"\n', [["1", "x, y"]]),
    "escaped quotes": (b'a,b\n1,"ha ""ha"" ha"\n', [["1", 'ha "ha" ha']]),
    "newline in quotes": (b'a,b\r\n"1\n2",x\r\n', [["1\n2", "x"]]),
    "json in a cell": (
        b'key,val\n1,"{""type"": ""Point"", ""at"": [1.0, 2.0]}"\n',
        [["1", '{"type": "Point", "at": [1.0, 2.0]}']],
    ),
    "quotes around nothing": (b'a,b\n"",x\n', [["", "x"]]),
    "blanks at the ends": (b"a,b\n 1,x \n", [[" 1", "x "]]),
    "bare CR": (b"a,b\r1,x\r2,y\r", [["1", "x"], ["2", "y"]]),
    "no newline at the end": (b"a,b\n1,x", [["1", "x"]]),
    "backslash quotes": (b'a,b\n1,"ha \\"ha\\" ha"\n', [["1", 'ha "ha" ha']]),
}


def cells(data):
    return [row.cells for row in read_table(data, header_row=1).rows]


@pytest.mark.parametrize("name", OWN)
def test_oddity_is_read_as_it_was_meant(name):
    data, expected = OWN[name]

    assert cells(data) == expected


@pytest.mark.parametrize("path", SPECTRUM, ids=lambda path: path.name)
def test_spectrum_of_odd_files_is_read_as_expected(path):
    expected = json.loads((path.parent.parent / "json" / f"{path.stem}.json").read_text())

    table = read_table(path.read_bytes(), header_row=1)

    rows = [dict(zip(table.headers, row.cells, strict=True)) for row in table.rows]
    # The collection expects CRLF within cells of files that have come down to us with LF alone.
    assert rows == [{key: str(value).replace("\r\n", "\n") for key, value in row.items()} for row in expected]


@pytest.mark.parametrize("path", TEST_DATA, ids=lambda path: path.name)
def test_collection_of_odd_files_is_read_as_expected(path):
    expected = json.loads((path.parent.parent / "json" / f"{path.stem}.json").read_text())
    rows = [list(row.values()) if isinstance(row, dict) else row for row in expected]

    try:
        table = read_table(path.read_bytes(), header_row=1 if "header-" in path.name else 0)
        found = [row.cells for row in table.rows]
    except UnreadableFile:
        found = []

    assert found == [row for row in rows if any(cell.strip() for cell in row)]


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_malformed_file_is_read_as_far_as_it_goes_or_refused_with_a_sentence(path):
    try:
        rows = [row.cells for row in read_table(path.read_bytes()).rows]
        sentence = "."
    except UnreadableFile as error:
        rows, sentence = [], str(error)

    assert sentence.endswith(".")
    assert len(rows) <= 2


READ_ALL = """
import resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (512 * 1024 * 1024, 512 * 1024 * 1024))
from coalition.lib.tabular import UnreadableFile, read_table
for path in sys.argv[1:]:
    began = time.process_time()
    try:
        count = sum(1 for _ in read_table(open(path, "rb").read()).rows)
    except UnreadableFile as error:
        count = str(error)
    print(path, "|", count, "|", time.process_time() - began)
"""


def test_hostile_workbook_is_answered_within_ten_seconds_and_half_a_gigabyte(tmp_path):
    bomb = tmp_path / "bomb.xlsx"
    bomb.write_bytes(workbook({"List": [["Name"], ["Ada"]]}))
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/zeros.bin", b"\0" * 200_000_000)
    wide = tmp_path / "wide.csv"
    wide.write_bytes(b"Name" + b"," * 5_000_000 + b"\nAda\n")
    headers = tmp_path / "headers.csv"
    headers.write_bytes(b"\n\n".join([b",".join(b"Name %d" % number for number in range(150))] * 3_000))
    tables = tmp_path / "tables.ods"
    wide_row = row(
        text_cell("Name", 'table:number-columns-repeated="190"'), attributes='table:number-rows-repeated="1000000"'
    )
    tables.write_bytes(opendocument(*(table(str(number), wide_row) for number in range(40))))

    done = subprocess.run(
        [sys.executable, "-c", READ_ALL, str(bomb), str(wide), str(headers), str(tables), *map(str, HOSTILE)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )

    answers = [line.split(" | ") for line in done.stdout.splitlines()]
    assert len(answers) == 4 + len(HOSTILE)
    assert max(float(seconds) for *_, seconds in answers) < 10
    assert "unpacks to" in answers[0][1]
    assert "columns" in answers[1][1]
    assert "far more cells" in answers[3][1]
