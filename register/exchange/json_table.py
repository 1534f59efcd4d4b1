"""JSON documents as sheets: every list of records is a sheet, its keys are the headings.

A document that this program exported is kept whole instead.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from register.exchange import json_text, limits
from register.exchange.columns import custom_heading
from register.exchange.workbook import Cell, Row, Sheet, Workbook, cell_text
from register.i18n import _

FORMAT = "muster-register"


def read_document(name: str, text: str, encoding: str) -> Workbook:
    """Return the document as a workbook; raises ImportFileError."""
    document = json_text.load(name, text)
    if isinstance(document, dict) and document.get("format") == FORMAT:
        return Workbook(name, "json", encoding=encoding, document=document)
    sheets = tuple(_sheets(name, document))
    if not sheets:
        raise limits.refuse(name, _("it holds no list of records."))
    return Workbook(name, "json", sheets, encoding)


def _sheets(name: str, document: Any) -> list[Sheet]:
    lists = document.items() if isinstance(document, dict) else [(name, document)]
    return [
        _sheet(name, str(key), records)
        for key, records in lists
        if isinstance(records, list) and records and all(isinstance(r, dict) for r in records)
    ]


def _sheet(file: str, name: str, records: Sequence[Mapping[str, Any]]) -> Sheet:
    """Return the records as rows; the headings are row 1, so the first record is row 2."""
    flat = [_flat(record) for record in records]
    headings = list(dict.fromkeys(key for record in flat for key in record))
    if len(flat) > limits.ROWS:
        raise limits.refuse(file, limits.too_many("rows"))
    if len(headings) > limits.COLUMNS:
        raise limits.refuse(file, limits.too_many("columns"))
    rows = [Row(1, tuple(headings))]
    for number, record in enumerate(flat, 2):
        rows.append(Row(number, tuple(_cell(record.get(key)) for key in headings)))
    return Sheet(name, tuple(rows))


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with its custom columns beside its own."""
    custom = record.get("custom")
    if not isinstance(custom, dict):
        return dict(record)
    rest = {key: value for key, value in record.items() if key != "custom"}
    return rest | {custom_heading(key): value for key, value in custom.items()}


def _cell(value: Any) -> Cell:
    """Return a value as a cell: a list of plain values is one line each, the rest JSON text."""
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return "\n".join(cell_text(item) for item in value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value  # type: ignore[no-any-return]
