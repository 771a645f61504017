"""Tables for other programs: CSV with a byte order mark (spreadsheets then read it as UTF-8), JSON, GraphML, Excel."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

import networkx as nx
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from graph.handout import Stamp
from graph.network import Network

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _inert(words: str) -> str:
    """``words`` so that a spreadsheet shows them and never runs them as a formula (OWASP, CSV injection)."""
    return "'" + words if words.startswith(_FORMULA) else words


def csv_bytes(columns: Sequence[str], rows: Sequence[Sequence[str]], stamp: Stamp) -> bytes:
    """The table as CSV (RFC 4180, UTF-8 with BOM); the stamp stands in the last lines."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    writer.writerow([])
    writer.writerows([_inert(line)] for line in stamp.lines())
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def json_bytes(columns: Sequence[str], rows: Sequence[Sequence[str]], stamp: Stamp) -> bytes:
    """The table as JSON: ``{"stamp": [...], "rows": [{column: value}]}``."""
    held = {"stamp": list(stamp.lines()), "rows": [dict(zip(columns, row, strict=False)) for row in rows]}
    return json.dumps(held, ensure_ascii=False, indent=1).encode()


def graphml_bytes(graph: Network, stamp: Stamp) -> bytes:
    """The whole graph as GraphML (graphml.graphdrawing.org); lists are joined with ``;``."""
    plain: Any = nx.MultiDiGraph(stamp="；".join(stamp.lines()))
    for node, data in graph.nodes(data=True):
        plain.add_node(node, **{key: _flat(value) for key, value in data.items()})
    for source, target, key, data in graph.edges(keys=True, data=True):
        plain.add_edge(source, target, key=key, **{name: _flat(value) for name, value in data.items() if name != "id"})
    out = io.BytesIO()
    nx.write_graphml(plain, out, encoding="utf-8", named_key_ids=True)
    return out.getvalue()


def _flat(value: Any) -> str | int | float | bool:
    if isinstance(value, list | tuple):
        value = ";".join(str(one) for one in value)
    return "".join(char if char >= " " or char in "\n\t" else "�" for char in value) if isinstance(value, str) else value


def xlsx_bytes(
    name: str, columns: Sequence[str], rows: Sequence[Sequence[str]], stamp: Stamp, widths: Sequence[int] = ()
) -> bytes:
    """The table as an Excel workbook with a frozen head and a filter; cells are text, never formulas."""
    book = Workbook()
    sheet = book.active
    sheet.title = "".join(char for char in name if char not in "[]:*?/\\")[:31] or "1"
    sheet.append(list(columns))
    for row in rows:
        sheet.append(["".join(char if char >= " " or char == "\n" else "�" for char in cell) for cell in row])
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    note = book.create_sheet("说明")
    for text in stamp.lines():
        note.append([text])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
