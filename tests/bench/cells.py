"""Prints the cells of a workbook, a line each, for bare_xlsx.c: cells.py FILE"""

import re
import sys
import xml.etree.ElementTree as tree
import zipfile

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

with zipfile.ZipFile(sys.argv[1]) as book:
    strings = [
        "".join(t.text or "" for t in s.iter(NS + "t"))
        for s in tree.fromstring(book.read("xl/sharedStrings.xml")).iter(NS + "si")
    ]
    sheets = tree.fromstring(book.read("xl/workbook.xml")).iter(NS + "sheet")
    for n, sheet in enumerate(sheets, 1):
        rows = tree.fromstring(book.read(f"xl/worksheets/sheet{n}.xml")).iter(NS + "c")
        for cell in rows:
            letters, row = re.match("([A-Z]+)([0-9]+)", cell.get("r")).groups()
            column = 0
            for letter in letters:
                column = 26 * column + ord(letter) - ord("A") + 1
            value = cell.find(NS + "v")
            if value is None:
                continue
            text, kind = value.text, "n"
            if cell.get("t") == "s":
                text, kind = strings[int(text)], "s"
            text = text.replace("\\", "\\\\").replace("\n", "\\n")
            print(sheet.get("name"), int(row) - 1, column - 1, kind, text, sep="\t")
