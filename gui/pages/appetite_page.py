"""What is wanted and what is borne, category by category, and beside it what lies above."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from gui import theme
from gui.pages.lines import Line, LineList, State
from gui.pages.page import Page
from gui.session import Session, concerns
from gui.widgets import Combo, beside, card, clear, column, label, row, short_label
from register.appetite import Breach, breaches, entry_for, parents_of, set_appetite, set_tolerance
from register.book import Book
from register.changes import ChangeSet
from register.entities import APPETITE, CATEGORY, PERSON, RISK, Appetite, Category
from register.entities.risk import LEVEL_KIND, TIERS, LevelKey, Tier
from register.errors import RegisterError
from register.i18n import N_, _, ngettext, translated

MOST_LINES = 50
LEVEL_KEYS, APPROVER = ("appetite", "tolerance"), "approver"
INDENT = 18
NAME, LEVEL = 130, 104  # widths of columns
GRID_TABLES = (APPETITE.table, CATEGORY.table, PERSON.table)
TABLES = (*GRID_TABLES, RISK.table)


@dataclass(frozen=True, slots=True)
class Row:
    """A category, the entry that holds for it, and its own one; None: all others."""

    category: str | None
    name: str
    depth: int
    held: Appetite | None
    own: Appetite | None

    @property
    def place(self) -> tuple[str | None, str, int]:
        """What stands at the left of it."""
        return self.category, self.name, self.depth


class AppetitePage(Page):
    """The entries of one tier as a grid that is edited in place, and the breaches."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.session = session
        super().__init__(translated(APPETITE.plural), (), parent)
        self.tier = Combo()
        for tier in Tier:
            self.tier.addItem(translated(TIERS[tier]), tier)
        self.tier.setCurrentIndex(self.tier.findData(Tier.CURRENT))
        self.tier.setAccessibleName(_("Tier"))
        self.tier.activated.connect(lambda _index: self.show_all())
        self._stale = False
        self.cells: dict[tuple[str | None, str], Combo] = {}
        self._shown: list[Row] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(0, theme.scaled(NAME))
        split = beside(parent=self)
        self.body.addWidget(split, 1)
        split.addWidget(self._grid_card())
        split.addWidget(self._list_card())
        split.setSizes([590, 450])
        session.changed.connect(self._heard)
        self.show_all()

    def show_record(self, record_id: str, field: str = "") -> None:
        """Go to the row of an entry."""
        entry = self.session.open_book.table(APPETITE).get(record_id)
        if entry is None:
            return
        self.tier.setCurrentIndex(self.tier.findData(entry.tier))
        self.show_all()
        cell = self.cells.get((entry.category, field or "appetite"))
        if cell is not None:
            cell.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_start(self) -> None:
        self.cells[None, "appetite"].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_all(self) -> None:
        """Read the entries and the breaches of the chosen tier; the focus stays in its cell."""
        self._stale = False
        held = next((key for key, box in self.cells.items() if box.hasFocus()), None)
        self._show_grid()
        if held in self.cells:
            self.cells[held].show()  # what is not shown yet cannot take the focus
            self.cells[held].setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_breaches()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.show_all()

    @property
    def shown_tier(self) -> Tier:
        """The tier whose entries are shown."""
        return Tier(self.tier.currentData())

    def put(self, category: str | None, key: str, level: LevelKey | None) -> None:
        """Store a level, or take an entry away; a refusal is told."""
        tier = self.shown_tier

        def work(book: Book) -> None:
            if key == "appetite":
                set_appetite(book, category, tier, level)
            elif level is not None:
                set_tolerance(book, category, tier, level)

        self._write(work)

    def name_approver(self, entry: Appetite, person: str | None) -> None:
        """Store who may accept what lies above."""

        def work(book: Book) -> None:
            stored = book.table(APPETITE).get(entry.id)
            if stored is not None:
                book.table(APPETITE).save(replace(stored, approver=person))

        self._write(work)

    # inside ------------------------------------------------------------------------------

    def _write(self, work: Callable[[Book], None]) -> None:
        try:
            self.session.write(N_("Change the appetite"), work)
        except RegisterError as error:
            self.session.complain(error)
            self._shown = []  # what was picked is not what is stored
            self.show_all()

    def _grid_card(self) -> QWidget:
        frame, lines = card()
        top = row()
        name = short_label(_("Tier"), "caption")
        name.setBuddy(self.tier)
        top.addWidget(name)
        top.addWidget(self.tier)
        top.addStretch(1)
        lines.addLayout(top)
        hint = _("A category without a level follows the one above it, in the end all others.")
        lines.addWidget(label(hint, "caption"))
        inside = self._rows = QWidget()
        inside.setProperty("role", "sheet")
        rows = column(inside)
        rows.setContentsMargins(0, 0, 12, 0)
        rows.addLayout(self._grid)
        rows.addStretch(1)
        lines.addWidget(_scrolled(inside), 1)
        return frame

    def _list_card(self) -> QWidget:
        frame, lines = card(margin=10)
        inside = QWidget()
        inside.setProperty("role", "sheet")
        rows = column(inside)
        name, nothing = _("Above what is wanted"), _("Nothing lies above.")
        self.above = LineList(self.session, name, nothing, parent=inside)
        rows.addWidget(self.above)
        rows.addStretch(1)
        lines.addWidget(_scrolled(inside), 1)
        return frame

    def _show_grid(self) -> None:
        """Show what holds now; of rows that stay, only those that changed are made anew."""
        rows = self._read_rows()
        if [row.place for row in rows] != [row.place for row in self._shown]:
            clear(self._grid)
            self.cells.clear()
            self._shown = []
            headings = (_("Category"), _("Appetite"), _("Tolerance"), _("May be accepted by"))
            for n, text in enumerate(headings):
                self._grid.addWidget(short_label(text, "caption"), 0, n)
        for n, item in enumerate(rows):
            shown = self._shown[n] if self._shown else None
            if shown is None:
                words = label(item.name, bold=not item.depth)
                words.setContentsMargins(item.depth * INDENT, 0, 0, 0)
                self._grid.addWidget(words, n + 1, 0)
            if item != shown:
                self._show_boxes(item, n + 1)
        self._shown = rows

    def _read_rows(self) -> list[Row]:
        book = self.session.open_book
        entries, parents = book.table(APPETITE).all(), parents_of(book)
        names = [(None, _("All others"), 0)] + [
            (item.id, CATEGORY.title(item), depth)
            for item, depth in _tree(book.table(CATEGORY).all())
        ]
        rows = []
        for category, name, depth in names:
            held = entry_for(entries, parents, category, self.shown_tier)
            own = held if held is not None and held.category == category else None
            rows.append(Row(category, name, depth, held, own))
        return rows

    def _show_breaches(self) -> None:
        found = breaches(self.session.open_book, self.shown_tier)
        self.above.show_lines(breach_line(item) for item in found[:MOST_LINES])
        self.above.say_more(len(found) - MOST_LINES)
        over = sum(item.is_breach for item in found)
        text = ngettext(
            "{over} above tolerance, {count} above appetite",
            "{over} above tolerance, {count} above appetite",
            len(found) - over,
        )
        self.standing.setText(text.format(over=over, count=len(found) - over))

    def _show_boxes(self, row: Row, place: int) -> None:
        boxes = {key: self._level_box(row, key) for key in LEVEL_KEYS}
        if row.own is not None:
            boxes[APPROVER] = self._person_box(row.own, row.name)
        for n, key in enumerate((*LEVEL_KEYS, APPROVER), 1):
            old = self.cells.pop((row.category, key), None)
            if old is not None:
                self._grid.removeWidget(old)
                old.hide()
                old.deleteLater()
            if key in boxes:
                self.cells[row.category, key] = boxes[key]
                self._grid.addWidget(boxes[key], place, n)

    def _level_box(self, row: Row, key: str) -> Combo:
        box = Combo(self._rows)
        box.setAccessibleName(f"{row.name}: {translated(APPETITE.by_key[key].label)}")
        is_inherited = row.held is not None and row.own is None
        inherited = LEVEL_KIND.format(getattr(row.held, key)) if is_inherited else ""
        if key == "appetite" or row.own is None:
            box.addItem(f"({inherited})" if inherited else "", None)
        for level in LevelKey:
            box.addItem(LEVEL_KIND.format(level), level)
        box.setCurrentIndex(max(0, box.findData(getattr(row.own, key) if row.own else None)))
        box.setMaximumWidth(theme.scaled(LEVEL))
        box.setEnabled(not self.session.read_only)
        box.activated.connect(lambda _index: self.put(row.category, key, _level(box)))
        return box

    def _person_box(self, entry: Appetite, name: str) -> Combo:
        box = Combo(self._rows)
        box.setAccessibleName(f"{name}: {translated(APPETITE.by_key[APPROVER].label)}")
        box.addItem("", None)
        for key, text in self.session.names(PERSON.table).in_order():
            box.addItem(text, key)
        box.setCurrentIndex(max(0, box.findData(entry.approver)))
        box.setEnabled(not self.session.read_only)
        box.activated.connect(lambda _index: self.name_approver(entry, box.currentData()))
        return box

    def _heard(self, done: ChangeSet) -> None:
        if not concerns(done, *TABLES):
            return
        if concerns(done, PERSON.table):
            self._shown = []  # other people can be picked now
        if not self.isVisible():
            self._stale = True
        elif concerns(done, *GRID_TABLES):
            self.show_all()
        else:
            self._show_breaches()


def breach_line(item: Breach) -> Line:
    """Return a breach as a line: the risk, its level, the bound, and who may accept it."""
    bound = item.entry.tolerance if item.is_breach else item.entry.appetite
    text = _("{risk} (tolerance {bound})") if item.is_breach else _("{risk} (appetite {bound})")
    title = f"{item.number} {item.title}".strip()
    words = text.format(risk=title, bound=LEVEL_KIND.format(bound))
    said = LEVEL_KIND.format(item.level)
    if item.approver:
        said = f"{said} · {item.approver}"
    state = State.BAD if item.is_breach else State.SOON
    return Line(RISK.icon, words, said, state, RISK.table, item.risk)


def _level(box: Combo) -> LevelKey | None:
    value = box.currentData()
    return LevelKey(value) if value else None


def _tree(categories: list[Category]) -> list[tuple[Category, int]]:
    """Return the categories with those below each one after it, and how deep they stand."""
    known = {item.id for item in categories}
    found: list[tuple[Category, int]] = []

    def add(parent: str | None, depth: int) -> None:
        for item in categories:
            above = item.parent if item.parent in known else None
            if above == parent and all(item is not other for other, _depth in found):
                found.append((item, depth))
                add(item.id, depth + 1)

    add(None, 0)
    return found


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
