"""What needs the user: levels, where the risks stand, findings, the next drills."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from gui import theme
from gui.icons import pixmap
from gui.levels import Chip
from gui.matrix import MatrixView, Place
from gui.pages.page import Page
from gui.session import Session
from gui.widgets import LineButton, card, clear, column, label, row
from register.book import Book
from register.catalog import Finding, Severity
from register.changes import ChangeSet
from register.i18n import _, moment_text, ngettext, now, today
from register.progress import Progress

MOST_FINDINGS, MOST_DRILLS = 12, 4
CELL = 46


@dataclass(slots=True)
class Standing:
    """How the register stands: risks by level and by cell, findings, drills to come."""

    levels: Counter[str | None] = field(default_factory=Counter)
    cells: dict[Place, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    drills: list[tuple[str, str, str]] = field(default_factory=list)  # id, title, when


def read_standing(book: Book, progress: Progress) -> Standing:
    """Read how a register stands; ``book`` is a copy, for this reads much."""
    found = Standing()
    columns = ("current_level", "current_likelihood", "current_impact")
    live = "status is null or status not in ('closed', 'rejected')"
    cells: Counter[Place] = Counter()
    for level, likelihood, impact in book.table_named("risks").values(*columns, where=live):
        found.levels[level] += 1
        if level is not None:
            cells[int(likelihood), int(impact)] += 1
    found.cells = dict(cells)
    for n, check in enumerate(book.catalog.checks):
        progress(n, len(book.catalog.checks))
        found.findings += check.run(book, today())
    found.findings.sort(key=lambda item: item.severity is not Severity.ERROR)
    found.drills = _next_drills(book)
    return found


def _next_drills(book: Book) -> list[tuple[str, str, str]]:
    drills = book.table_named("drills")
    where = "starts_at > ? and status <> 'cancelled'"
    rows = drills.values("id", "starts_at", where=where, args=[now().isoformat()])
    ids = [row[0] for row in sorted(rows, key=lambda row: str(row[1]))[:MOST_DRILLS]]
    return [
        (item.id, drills.entity.title(item), moment_text(item.starts_at))
        for item in drills.page(ids)
    ]


class OverviewPage(Page):
    """Every line is one click from its record."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.session = session
        super().__init__(_("Overview"), (), parent)
        self._stale = True
        self._reading = False
        self._figures = row(spacing=16)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=200)
        self._soon.timeout.connect(self._read)
        session.changed.connect(self._heard)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._stale:
            self._read()

    def show_standing(self, found: Standing) -> None:
        """Show what was read."""
        self._show_figures(found)
        self.matrix.show_method(self.session.method())
        self.matrix.show_counts(found.cells)
        self._fill_findings(found)
        self._fill_drills(found)

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.body.addLayout(self._figures)
        cards = row(spacing=16)
        left, map_lines = card(margin=20)
        map_lines.addWidget(label(_("Where the risks stand"), size=theme.HEADING, bold=True))
        self._map_text = label("", "second")
        map_lines.addWidget(self._map_text)
        self.matrix = MatrixView(self.session.method(), CELL)
        self.matrix.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        map_lines.addWidget(self.matrix, 0, Qt.AlignmentFlag.AlignHCenter)
        axes = label(_("Likelihood upwards, impact to the right"), "caption")
        axes.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        map_lines.addWidget(axes)
        map_lines.addStretch(1)
        cards.addWidget(left, 5)
        cards.addWidget(self._make_list(), 6)
        self.body.addLayout(cards, 1)

    def _make_list(self) -> QFrame:
        frame, lines = card(margin=8)
        inside = QWidget()
        inside.setProperty("role", "sheet")
        self._lines = column(inside, spacing=2, margin=8)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lines.addWidget(area)
        return frame

    def _read(self) -> None:
        if self._reading or self.session.book is None:
            return
        self._stale, self._reading = False, True
        book = self.session.book

        def work(progress: Progress) -> Standing:
            with book.copy() as copy:
                return read_standing(copy, progress)

        job = self.session.run(work)
        job.succeeded.connect(self.show_standing)
        job.finished.connect(self._read_done)

    def _read_done(self) -> None:
        self._reading = False
        if self._stale and self.isVisible():
            self._soon.start()

    def _heard(self, _done: ChangeSet) -> None:
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def _show_figures(self, found: Standing) -> None:
        clear(self._figures)
        method = self.session.method()
        for level in reversed(method.levels):
            self._figures.addWidget(self._figure(found.levels[level.key], level.key))
        count = len(found.findings)
        text = ngettext("{count} finding", "{count} findings", count).format(count=count)
        self.standing.setText(f"{today().isoformat()}  •  {text}")
        rated = sum(found.levels.values()) - found.levels[None]
        words = _("Current level: {rated} rated, {missing} not rated")
        self._map_text.setText(words.format(rated=rated, missing=found.levels[None]))

    def _figure(self, count: int, key: str) -> QFrame:
        frame, lines = card(spacing=6, margin=16)
        lines.addWidget(label(str(count), size=theme.FIGURE, bold=True))
        lines.addWidget(Chip(self.session.method(), key))
        return frame

    def _fill_findings(self, found: Standing) -> None:
        clear(self._lines)
        self._heading(_("Needs attention"))
        for item in found.findings[:MOST_FINDINGS]:
            serious = item.severity is Severity.ERROR
            colour = theme.tokens().problem if serious else theme.tokens().warning
            act = partial(self.session.show_record, item.entity.table, item.record)
            self._add_line("warning" if serious else "clock", colour, item.text, act)
        more = len(found.findings) - MOST_FINDINGS
        if more > 0:
            text = ngettext("and {count} more", "and {count} more", more)
            self._lines.addWidget(label(text.format(count=more), "caption"))
        if not found.findings:
            self._lines.addWidget(label(_("Nothing: every standing check holds."), "second"))

    def _fill_drills(self, found: Standing) -> None:
        self._heading(_("Next drills"))
        for record_id, title, when in found.drills:
            act = partial(self.session.show_record, "drills", record_id)
            self._add_line("drill", theme.tokens().accent, f"{title}  •  {when}", act)
        if not found.drills:
            self._lines.addWidget(label(_("None is planned."), "second"))
        self._lines.addStretch(1)

    def _heading(self, text: str) -> None:
        made = label(text, size=theme.HEADING, bold=True)
        made.setContentsMargins(6, 8, 0, 4)
        self._lines.addWidget(made)

    def _add_line(self, sign: str, colour: str, text: str, act: partial[None]) -> None:
        self._lines.addWidget(LineButton(pixmap(sign, colour), text, act))
