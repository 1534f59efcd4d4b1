"""The third step: what each column becomes, and how the words of ratings are read."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from gui import theme
from gui.importing.mapping_bar import MappingBar
from gui.importing.state import ImportState, problem_of
from gui.importing.step import Step
from gui.importing.targets import target_model
from gui.importing.word_panel import WordPanel
from gui.session import Session
from gui.widgets import Combo, Ear, beside, column, label, tip
from register.exchange.looking import SeenColumn
from register.exchange.mapping import CUSTOM, LEAVE_OUT
from register.exchange.workbook import column_name
from register.i18n import _

ROW_HEIGHT = 44
PLACE, HEADING, SAMPLES, TARGET, HOW = range(5)
LONGEST = 60


class MappingStep(Step):
    """One line for each column of the sheet."""

    def __init__(self, session: Session, state: ImportState) -> None:
        super().__init__(session, state)
        self.columns: list[SeenColumn] = []
        self.combos: list[Combo] = []
        self._worded = -1  # the column whose words are shown
        self._targets = target_model()
        self.bar = MappingBar(session, state)
        self.bar.used.connect(self._show_again)
        self.bar.kept.connect(self._tell_how)
        self.table = self._make_table()
        self.words = WordPanel(state)
        self.words.chosen.connect(self._refresh)
        self.problem = label("", "problem")
        split = beside(self.table, self.words)
        split.setStretchFactor(0, 1)
        split.setSizes([740, 280])
        whole = column(self, spacing=10)
        whole.addWidget(self.bar)
        whole.addWidget(split, 1)
        whole.addWidget(self.problem)

    def enter(self) -> None:
        self.bar.fill()
        self._show_again()

    def may_go_on(self) -> bool:
        return not problem_of(self.columns)

    def focus_start(self) -> None:
        if self.combos:
            self.combos[0].setFocus()

    # inside ------------------------------------------------------------------------------

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 5)
        table.setAccessibleName(_("Columns of the sheet"))
        table.setHorizontalHeaderLabels(
            ["", _("Heading"), _("First values"), _("Becomes"), _("How")]
        )
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.dense(ROW_HEIGHT))
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for section, width in ((PLACE, 34), (HEADING, 140), (TARGET, 230), (HOW, 110)):
            table.setColumnWidth(section, width)
        head.setSectionResizeMode(SAMPLES, QHeaderView.ResizeMode.Stretch)
        table.currentCellChanged.connect(self._show_words)
        return table

    def _show_again(self) -> None:
        """Build the lines anew: another table, or another mapping of it."""
        self.columns = self.state.columns()
        self.combos = []
        self.table.blockSignals(True)
        self.table.clearContents()
        self.table.setRowCount(len(self.columns))
        for place, seen in enumerate(self.columns):
            self._add_line(place, seen)
        self.table.blockSignals(False)
        self._refresh()
        self.table.setCurrentCell(0, HEADING)

    def _add_line(self, place: int, seen: SeenColumn) -> None:
        samples = " · ".join(" ".join(text[:LONGEST].split()) for text in seen.samples)
        for section, text in (
            (PLACE, column_name(seen.index)), (HEADING, seen.heading), (SAMPLES, samples), (HOW, ""),
        ):  # fmt: skip
            item = QTableWidgetItem(text)
            item.setToolTip(tip(text))
            if section == HEADING:
                item.setFont(theme.font(theme.CAPTION + 1, bold=True))
            elif section != HOW:
                item.setForeground(QColor(theme.tokens().second))
            self.table.setItem(place, section, item)
        combo = Combo()
        combo.setModel(self._targets)
        combo.setMaxVisibleItems(18)
        combo.setAccessibleName(_("“{heading}” becomes").format(heading=seen.heading))
        combo.activated.connect(partial(self._chosen, place))
        combo.installEventFilter(Ear(combo, partial(self._focus_came, place)))
        holder = QWidget()
        column(holder, margin=4).addWidget(combo)
        self.table.setCellWidget(place, TARGET, holder)
        self.combos.append(combo)

    def _focus_came(self, place: int, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.table.setCurrentCell(place, HEADING)
        return False

    def _chosen(self, place: int, _item: int) -> None:
        target = self.combos[place].currentData()
        if target is not None:
            self.state.choose_field(self.columns[place].index, target)
            self.table.setCurrentCell(place, HEADING)
        self._refresh()

    def _refresh(self) -> None:
        """Show what the columns now become: a choice for one may change what others are."""
        self.columns = self.state.columns()
        for combo, seen in zip(self.combos, self.columns, strict=True):
            combo.setCurrentIndex(combo.findData(seen.target))
        self._tell_how()
        self.problem.setText(problem_of(self.columns))
        self.problem.setVisible(bool(self.problem.text()))
        self._show_words(self.table.currentRow())
        self.changed.emit()

    def _tell_how(self) -> None:
        colours = theme.tokens()
        for place, seen in enumerate(self.columns):
            if (item := self.table.item(place, HOW)) is None:
                continue
            text = self._how(seen)
            item.setText(text)
            item.setToolTip(tip(text))
            item.setForeground(QColor(colours.problem if seen.double >= 0 else colours.second))

    def _how(self, seen: SeenColumn) -> str:
        if seen.double >= 0:
            return _("same as column {letter}").format(letter=column_name(seen.double))
        if seen.index in self.state.from_saved and self.state.saved is not None:
            return _("from “{name}”").format(name=self.state.saved.name)
        if seen.index in self.state.fields or seen.target == LEAVE_OUT:
            return _("chosen")
        return _("not known") if seen.target == CUSTOM else _("guessed")

    def _show_words(self, place: int, *_rest: int) -> None:
        """Show the words of a column; one without words leaves those that are shown."""
        if 0 <= place < len(self.columns) and self.columns[place].words:
            self._worded = self.columns[place].index
        worded = [seen for seen in self.columns if seen.words]
        found = [seen for seen in worded if seen.index == self._worded] or worded[:1]
        self.words.setVisible(bool(found))
        if found:
            self.words.show_column(found[0])
