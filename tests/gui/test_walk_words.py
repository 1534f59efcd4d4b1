"""Walks with every translated text marked, and with records whose names look like markup."""

from __future__ import annotations

import gettext
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from gui.manual import pages
from register import i18n, shelf, starter
from register.book import Book
from register.catalog import Catalog
from register.entities import METHOD
from register.fields import Text
from register.i18n import LANGUAGES
from register.watching.shades import SHADES
from tests.gui.walkers.rooms import opened
from tests.gui.walkers.texts import menu_texts, rich, texts, untranslated
from tests.gui.walkers.tour import ROWS, SHEET, Tour

MARK = "¤"
NASTY = "<b>x</b> & <img src=x.png>"
FREE = re.compile(
    r"Letter|(gone|other\.muster)$|risks\.csv|((Ctrl|Alt|Shift)\+)+.*|Muster \d.*|(Qt|Muster|PDF)$"
)
"""Names and keys that are the same in every language."""


class Marked(gettext.NullTranslations):
    """A catalogue that marks what it is asked for."""

    def gettext(self, message: str) -> str:
        return message if set(message) <= {" "} else MARK + message

    def pgettext(self, context: str, message: str) -> str:
        return MARK + message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return MARK + (msgid1 if n == 1 else msgid2)


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_catalog", lambda _language: Marked())


def _data(book: Book) -> set[str]:
    """Return every text that users typed, with its lines as lists show them."""
    found: set[str] = set()
    for entity in book.catalog.entities:
        for record in book.table(entity).all():
            for field in entity.fields:
                value = getattr(record, field.key)
                if isinstance(value, str):
                    found.add(" ".join(value.split()))
    return found


def test_every_text_comes_from_the_catalogue(
    qapp: QApplication, catalog: Catalog, sample_file: Path, tmp_path: Path, marked: None
) -> None:
    found: set[str] = set()
    with opened(catalog, sample_file, tmp_path, "en") as window:
        typed = _data(window.session.open_book)
        for record in window.session.open_book.table(METHOD).all():
            typed |= set(_words_of(json.loads(record.definition)))
        typed |= set(LANGUAGES.values()) | set(_shipped_words()) | {"#RRGGBB"}
        typed |= {page.title for page in pages()}
        typed |= set(re.split(r"[,\t\n]", SHEET + ROWS))
        long = [text for text in typed if len(text) >= 3]

        def is_data(text: str) -> bool:
            plain = " ".join(text.split()).rstrip("…")
            rest = plain
            for known in sorted(long, key=len, reverse=True):
                rest = rest.replace(known, "")
            return (
                FREE.match(plain) is not None
                or not re.search(r"[A-Za-z]{3,}", rest)
                or "/tmp" in text
                or str(tmp_path)[:8] in text
            )

        def see(name: str, root: QWidget) -> None:
            found.update(f"{name}: {text}" for text in untranslated(root, MARK, is_data))

        Tour(window, tmp_path).everything(see)
        found |= {
            f"{where}: {t}" for where, t in menu_texts(window) if MARK not in t and not is_data(t)
        }
    assert not found, "\n" + "\n".join(sorted(found))


def _shipped_words() -> Iterator[str]:
    """Yield what the starter library and the colours of warnings bring in each language."""
    for item in (*starter.risks(), *starter.indicators(), *SHADES.values()):
        for text in _words_of(asdict(item)):
            yield " ".join(text.split())


def _words_of(part: Any) -> Iterator[str]:
    """Yield every text of a method’s definition."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list | tuple):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _words_of(inner)


def _make_nasty(path: Path, catalog: Catalog) -> None:
    """Put markup into every text of every record."""
    with shelf.open_book(path, catalog, by=NASTY) as book, book.change("Nasty"):
        for entity in catalog.entities:
            keys = [
                f.key
                for f in entity.fields
                if type(f.kind) is Text and f.kind.limit > len(NASTY) + 4
            ]
            keys = [
                k for k in keys if k not in {"number", "register", "entity", "record", "language"}
            ]
            records = book.table(entity).all()
            if keys and records and not entity.unchanging and entity.table != "methods":
                book.table(entity).save_all(
                    [
                        replace(record, **dict.fromkeys(keys, f"{NASTY} {n}"))  # no name twice
                        for n, record in enumerate(records)
                    ]
                )


def test_names_that_look_like_markup_are_shown_as_typed(
    qapp: QApplication, catalog: Catalog, sample_file: Path, tmp_path: Path
) -> None:
    source = tmp_path / "nasty.muster"
    source.write_bytes(sample_file.read_bytes())
    _make_nasty(source, catalog)
    found: set[str] = set()
    seen: set[str] = set()

    def see(name: str, root: QWidget) -> None:
        found.update(f"{name}: {text}" for text in rich(root))
        seen.update(name for _where, text in texts(root) if NASTY in text)

    with opened(catalog, source, tmp_path, "en") as window:
        Tour(window, tmp_path).everything(see)
    assert not found, "\n" + "\n".join(sorted(found))
    assert {"risks", "plans", "teams", "people", "history"} <= seen
