"""Small OpenDocument spreadsheets made by hand, in the shape LibreOffice writes them."""

from tests.lib.tabular.workbooks import zipped

_NAMES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {**{one: one for one in ("office", "table", "text", "style")}, "draw": "drawing"}.items()
)


def opendocument(*tables, spreadsheet="spreadsheet", hidden_style="", manifest="", declaration=""):
    """Bytes of a document whose body holds `tables`; those of `hidden_style` are shown to nobody."""
    hidden = f'<style:style style:name="{hidden_style}"><style:table-properties table:display="false"/></style:style>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{declaration}<office:document-content{_NAMES} xmlns:calcext="urn:c">'
        f"<office:automatic-styles>{hidden if hidden_style else ''}</office:automatic-styles><office:body>"
        f"<office:{spreadsheet}>{''.join(tables)}</office:{spreadsheet}></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped(
        {"mimetype": kind, "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>", "content.xml": content}
    )


def table(name, *rows, style="plain"):
    return f'<table:table table:name="{name}" table:style-name="{style}">{"".join(rows)}</table:table>'


def row(*cells, attributes=""):
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def cell(shown, attributes):
    """A cell that shows `shown`, XML of a paragraph, and carries its value in `attributes`."""
    inside = f"<text:p>{shown}</text:p>" if shown else ""
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


def text_cell(text, attributes=""):
    return cell(text, f'office:value-type="string" {attributes}')
