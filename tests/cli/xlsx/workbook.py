# Reads a spreadsheet file with nothing but the standard library: what a test wants to know of it.
# Numbers are exact decimals; a spreadsheet keeps 15 digits of what is written.
import collections
import datetime
import decimal
import re
import xml.etree.ElementTree as xml
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FIFTEEN_DIGITS = decimal.Context(prec=15)

# A cell: kind ("text", "number", "formula"), what it says, its number format, and its formula.
Cell = collections.namedtuple("Cell", "kind value format formula")
Sheet = collections.namedtuple("Sheet", "name rows frozen filter widths comments")


def column_number(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference)[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def unescaped(text):
    """_xHHHH_ is a character."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)


def read_formats(archive):
    tree = xml.fromstring(archive.read("xl/styles.xml"))
    codes = {0: "General", 1: "0", 3: "#,##0", 4: "#,##0.00", 49: "@"}
    for code in tree.iter(MAIN + "numFmt"):
        codes[int(code.get("numFmtId"))] = code.get("formatCode")
    cells = tree.find(MAIN + "cellXfs")
    return [codes[int(style.get("numFmtId"))] for style in cells]


def read_cell(cell, formats):
    style = formats[int(cell.get("s", "0"))]
    if cell.get("t") == "inlineStr":
        text = "".join(part.text or "" for part in cell.iter(MAIN + "t"))
        return Cell("text", unescaped(text), style, None)
    formula = cell.find(MAIN + "f")
    assert cell.get("t") is None, cell.attrib
    value = FIFTEEN_DIGITS.create_decimal(cell.find(MAIN + "v").text)
    return Cell("number" if formula is None else "formula", value, style,
                None if formula is None else formula.text)


def read_sheet(archive, name, number, formats):
    tree = xml.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
    rows = []
    for row in tree.iter(MAIN + "row"):
        assert int(row.get("r")) == len(rows) + 1
        cells = {column_number(cell.get("r")): read_cell(cell, formats) for cell in row}
        rows.append([cells.get(i) for i in range(max(cells) + 1)])
    pane = tree.find(f".//{MAIN}pane")
    frozen = pane is not None and (pane.get("state"), pane.get("ySplit")) == ("frozen", "1")
    filtered = tree.find(MAIN + "autoFilter")
    comments = 0
    if f"xl/comments{number}.xml" in archive.namelist():
        comments = len(list(xml.fromstring(archive.read(f"xl/comments{number}.xml"))
                            .iter(MAIN + "comment")))
    return Sheet(name, rows, frozen, filtered.get("ref"),
                 [decimal.Decimal(col.get("width")) for col in tree.iter(MAIN + "col")], comments)


def read(path_or_file):
    with zipfile.ZipFile(path_or_file) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        formats = read_formats(archive)
        names = [sheet.get("name") for sheet in
                 xml.fromstring(archive.read("xl/workbook.xml")).iter(MAIN + "sheet")]
        return [read_sheet(archive, name, i + 1, formats) for i, name in enumerate(names)]


def moment(serial):
    """What the clocks show at a day number, to the second."""
    days = int(serial)
    seconds = int(((serial - days) * 86400).to_integral_value())
    return datetime.datetime(1899, 12, 30) + datetime.timedelta(days=days, seconds=seconds)
