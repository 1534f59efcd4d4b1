"""The measures of a risk as a table that is edited in place; its last row makes a new one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.pages.record_cells import RecordModel, RecordTable
from gui.session import Session
from register.book import Book
from register.entities import MEASURE, Measure
from register.entities.treatment import MeasureStatus
from register.errors import RegisterError
from register.fields import Field
from register.i18n import N_, _, today
from register.treating import OPEN_MEASURES, proposes_done

FIELDS = tuple(MEASURE.by_key[key] for key in ("title", "owner", "due_on", "progress", "status"))
WIDTHS = {"owner": 80, "due_on": 88, "progress": 40, "status": 84}


class MeasureModel(RecordModel):
    """The measures of one risk."""

    draft_key = "title"
    open_keys = tuple(field.key for field in FIELDS)
    short = {"progress": N_("%")}

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, MEASURE, "risk", FIELDS, parent)
        self.draft_words = _("New measure…")

    def put(self, record: Any, field: Field, text: str) -> None:
        super().put(record, field, text)
        changed = replace(record, **{field.key: self._parsed(field, text)})
        if field.key == "progress" and proposes_done(changed):
            words = _("“{title}” stands at 100 %.").format(title=record.title)
            self.session.tell(words, _("Mark as done"), partial(self.finish, record.id))

    def finish(self, measure: str) -> None:
        """Mark a measure as done."""

        def work(book: Book) -> None:
            found = book.table(MEASURE).get(measure)
            if found is not None:
                book.table(MEASURE).save(replace(found, status=MeasureStatus.DONE))

        try:
            self.session.write(N_("Finish a measure"), work)
        except RegisterError as error:
            self.session.complain(error)


class MeasureTable(RecordTable):
    """The measures of a risk."""

    def __init__(self, model: MeasureModel, parent: QWidget | None = None) -> None:
        super().__init__(model, WIDTHS, parent)


def is_late(measure: Measure) -> bool:
    """Tell whether a measure should be done by now."""
    due = measure.due_on
    return due is not None and due < today() and measure.status in (None, *OPEN_MEASURES)
