"""``list FILE KIND``: the records of a kind, as a table for people or as JSON for scripts."""

from __future__ import annotations

import argparse
import json
import unicodedata
from pathlib import Path
from typing import Any

from register import shelf
from register.catalog import Catalog
from register.commands.speak import say
from register.fields import Field, Link
from register.i18n import N_, _

HELP = N_("list records")
WIDEST = 40


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", type=Path, help=_("the register"))
    parser.add_argument("kind", help=_("which records, such as risks or people"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON array"))


def run(args: argparse.Namespace, catalog: Catalog) -> int:
    """Do it; returns the exit code."""
    from register.exchange.listing import list_rows

    with shelf.read_copy(args.file, catalog) as book:
        # data for scripts speaks the register's language, whoever asks
        tongue = args.lang or (book.about.language if args.json else None)
        rows = list_rows(book, args.kind, tongue)
        if args.json:
            say(json.dumps(rows, ensure_ascii=False, indent=1))
            return 0
        entity = catalog.by_table[args.kind]
        shown = [field for field in entity.fields if field.in_table]
    head = [_(field.label) for field in shown]
    cells = [[_cell(field, row.get(field.key)) for field in shown] for row in rows]
    for line in _aligned([head, *cells]):
        say(line)
    return 0


def _cell(field: Field, value: Any) -> str:
    linked = isinstance(field.kind, Link)  # whose row holds the display text already
    shown = value if linked else field.kind.format(field.kind.from_sql(value))
    text = " ".join((shown or "").split())
    while _width(text) > WIDEST:
        text = text[: max(1, len(text) * WIDEST // _width(text)) - 1] + "…"
    return text


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes; Chinese takes two a character."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
