"""The whole register as one JSON document: exact, and readable by this program again.

Values are stored keys and UTC moments, so the language does not matter.
"""

from __future__ import annotations

import json
from pathlib import Path

from register.book import Book
from register.exchange.document_values import write_record
from register.exchange.json_table import FORMAT
from register.files import whole_file
from register.i18n import _, now
from register.progress import Progress

VERSION = 1


def write_json(book: Book, path: Path, progress: Progress) -> None:
    """Write every table whole or not at all; raises StorageError or Cancelled.

    Attachments are listed without their bytes.
    """
    entities = book.catalog.entities
    tables = {}
    for done, entity in enumerate(entities):
        progress(done, len(entities), _("Exporting"))
        tables[entity.table] = [write_record(entity, r) for r in book.table(entity).all()]
    document = {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "tables": tables,
    }
    with whole_file(path) as temporary:
        text = json.dumps(document, ensure_ascii=False, indent=1)
        temporary.write_text(text, encoding="utf-8")
