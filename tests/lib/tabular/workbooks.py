"""Small workbooks made by hand: openpyxl for honest ones, bare zip parts for those no program would write."""

import io
import zipfile

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(sheets):
    """Bytes of a workbook from openpyxl, with `sheets` a dict of name to rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def bare_workbook(cells, *, extra=None, strings="", styles="", strict=False, properties="", prefix=""):
    """Bytes of a workbook of one sheet whose XML is `cells`, the inside of sheetData; `extra` replaces parts."""
    main, relations = (STRICT_MAIN, STRICT_RELATIONS) if strict else (MAIN, RELATIONS)
    p = f"{prefix}:" if prefix else ""
    space = f'xmlns:{prefix}="{main}"' if prefix else f'xmlns="{main}"'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relationships(("1", f"{relations}/officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<{p}workbook {space} xmlns:r="{relations}"><{p}workbookPr {properties}/><{p}sheets>'
            f'<{p}sheet name="List" sheetId="1" r:id="rId1"/></{p}sheets></{p}workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relationships(
            ("rId1", f"{relations}/worksheet", "worksheets/sheet1.xml"),
            ("rId2", f"{relations}/sharedStrings", "sharedStrings.xml"),
            ("rId3", f"{relations}/styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": f"<{p}worksheet {space}><{p}sheetData>{cells}</{p}sheetData></{p}worksheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
        **(extra or {}),
    }
    return zipped(parts)


def relationships(*triples):
    inside = "".join(f'<Relationship Id="{one}" Type="{kind}" Target="{target}"/>' for one, kind, target in triples)
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def zipped(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()
