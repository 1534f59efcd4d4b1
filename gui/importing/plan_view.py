"""What an import or a paste would do, row by row, narrowed by pressing one of its counts."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from gui import theme
from gui.tables.wrapping import WrappingLayout
from gui.widgets import button, column, tip
from register.entities.risk import TIERS
from register.exchange.plan import ImportPlan, PlanRow, Remark, Verdict
from register.i18n import NC_, _, translated

VERDICTS = {
    Verdict.NEW: NC_("import", "New"),
    Verdict.CHANGED: NC_("import", "Changed"),
    Verdict.SAME: NC_("import", "Same"),
    Verdict.PROBLEM: NC_("import", "Problem"),
}
ALL, WARNINGS, SCALES, NOTES = "all", "warnings", "scales", "notes"
MOST_SHOWN = 2_000
MOST_OPEN = 200
LONGEST = 300
PADDING = 20
CELL, RESULT, TITLE, WHAT = range(4)


class PlanView(QWidget):
    """Counts to press, and the rows below; a row opens to its fields, before and after."""

    def __init__(self) -> None:
        super().__init__()
        self.plan: ImportPlan | None = None
        self.chosen = ALL
        self.counts: dict[str, QPushButton] = {}
        lines = column(self, spacing=10)
        bar = QWidget()
        across = WrappingLayout(bar, 6)
        for key, text in _count_words().items():
            made = button(text, lambda key=key: self.show_only(key), "chip")  # type: ignore[misc]
            made.setCheckable(True)
            self.counts[key] = made
            across.addWidget(made)
        self.tree = _tree()
        lines.addWidget(bar)
        lines.addWidget(self.tree, 1)
        self.show_plan(None)

    def show_plan(self, plan: ImportPlan | None) -> None:
        """Show a plan, or none yet."""
        self.plan = plan
        words = _count_words()
        for key, number in _numbers(plan).items():
            self.counts[key].setText(f"{words[key]}  {number}")
            self.counts[key].setEnabled(bool(number) or key == ALL)
        has_problems = plan is not None and plan.has_problems
        self.show_only(str(Verdict.PROBLEM) if has_problems else ALL)

    def show_only(self, key: str) -> None:
        """Show one kind of rows."""
        self.chosen = key
        for name, made in self.counts.items():
            made.setChecked(name == key)
        self.tree.clear()
        if self.plan is None:
            return
        shown = []
        for n, item in enumerate(_items(self.plan, key)):
            if n == MOST_SHOWN:
                shown.append(QTreeWidgetItem(["", "", _("More rows follow."), ""]))
                break
            shown.append(item)
        self.tree.addTopLevelItems(shown)
        for item in shown[:MOST_OPEN]:
            item.setExpanded(True)


class _Wrapping(QStyledItemDelegate):
    """Gives a row the height that its wrapped texts need."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        view = self.parent()
        if index.column() < TITLE or not isinstance(view, QTreeWidget):
            return size
        room = view.columnWidth(index.column()) - PADDING
        flags = int(Qt.TextFlag.TextWordWrap)
        box = QRect(0, 0, max(room, 40), 10_000)
        text = str(index.data() or "")
        height = view.fontMetrics().boundingRect(box, flags, text).height() + 8
        return QSize(size.width(), max(size.height(), height))


def _count_words() -> dict[str, str]:
    return {
        ALL: _("All rows"),
        str(Verdict.NEW): translated(VERDICTS[Verdict.NEW]),
        str(Verdict.CHANGED): translated(VERDICTS[Verdict.CHANGED]),
        str(Verdict.SAME): translated(VERDICTS[Verdict.SAME]),
        str(Verdict.PROBLEM): _("Problems"),
        WARNINGS: _("Warnings"),
        SCALES: _("Scales"),
        NOTES: _("Notes skipped"),
    }


def _numbers(plan: ImportPlan | None) -> dict[str, int]:
    if plan is None:
        return dict.fromkeys(_count_words(), 0)
    found = {ALL: len(plan.rows), **{str(item): plan.count(item) for item in Verdict}}
    found[WARNINGS] = sum(not remark.problem for remark in plan.all_remarks())
    found[SCALES] = len(plan.scales)
    found[NOTES] = len(plan.notes)
    return found


def _tree() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setAccessibleName(_("What each row would do"))
    tree.setHeaderLabels([_("Row"), _("Result"), _("Title"), _("What")])
    tree.setWordWrap(True)
    tree.setItemDelegate(_Wrapping(tree))
    tree.setTextElideMode(Qt.TextElideMode.ElideRight)
    head = tree.header()
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
    for section, width in ((CELL, 84), (RESULT, 96), (TITLE, 330)):
        tree.setColumnWidth(section, width)
    return tree


def _items(plan: ImportPlan, key: str) -> Iterator[QTreeWidgetItem]:
    """Yield what is shown: rows, or with WARNINGS those that have any, or notes."""
    if key == NOTES:
        for number, text in plan.notes:
            yield _line(str(number), _("Note"), text, "", theme.tokens().third)
        return
    if key == SCALES:
        for scale in plan.scales:
            yield _line("", _("Scale"), scale.heading, scale.line(), theme.tokens().second)
        return
    if key in {ALL, WARNINGS}:
        yield from map(_remark, plan.remarks)
    for row in plan.rows:
        warned = any(not remark.problem for remark in row.remarks)
        if key in {ALL, str(row.verdict)} or (key == WARNINGS and warned):
            yield _row(row)


def _row(row: PlanRow) -> QTreeWidgetItem:
    colours = theme.tokens()
    shade = {
        Verdict.NEW: colours.accent,
        Verdict.CHANGED: colours.text,
        Verdict.SAME: colours.third,
        Verdict.PROBLEM: colours.problem,
    }[row.verdict]
    what = ", ".join(change.label for change in row.changes) or _ratings(row)
    item = _line(str(row.number), translated(VERDICTS[row.verdict]), row.title, what, shade)
    for change in row.changes:
        text = f"{_short(change.before)} → {_short(change.after)}"
        item.addChild(_line("", "", change.label, text, colours.second))
    for remark in row.remarks:
        item.addChild(_remark(remark))
    return item


def _ratings(row: PlanRow) -> str:
    """Return the ratings of a new risk: tier, likelihood × impact."""
    if row.verdict is not Verdict.NEW:
        return ""
    return " · ".join(
        f"{translated(TIERS[item.tier])} {item.likelihood} × {item.impact}" for item in row.rates
    )


def _remark(remark: Remark) -> QTreeWidgetItem:
    colours = theme.tokens()
    word = translated(VERDICTS[Verdict.PROBLEM]) if remark.problem else _("Warning")
    shade = colours.problem if remark.problem else colours.warning
    return _line(remark.cell, word, "", remark.text, shade)


def _line(cell: str, result: str, title: str, what: str, shade: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([cell, result, title, what])
    item.setForeground(RESULT, QColor(shade))
    item.setForeground(CELL, QColor(theme.tokens().second))
    for section in (TITLE, WHAT):
        item.setToolTip(section, tip((title, what)[section - TITLE]))
    return item


def _short(text: str) -> str:
    line = " ".join(text.split())
    if not line:
        return "—"
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
