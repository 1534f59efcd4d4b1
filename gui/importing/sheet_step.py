"""The second step: which sheet, and which of its rows holds the headings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from gui import theme
from gui.importing.state import ImportState
from gui.importing.step import Step
from gui.session import Session
from gui.widgets import beside, column, label, short_label
from register.exchange import limits
from register.exchange.workbook import Sheet, cell_text, column_name
from register.i18n import _, ngettext

ROWS_SHOWN = 40
COLUMNS_SHOWN = 30
COLUMN_WIDTH = 132
LONGEST = 120


class SheetStep(Step):
    """Lists the sheets, and shows the first rows of the chosen one."""

    def __init__(self, session: Session, state: ImportState) -> None:
        super().__init__(session, state)
        self.sheets = QListWidget()
        self.sheets.setAccessibleName(_("Sheets"))
        self.sheets.setWordWrap(True)
        self.sheets.currentRowChanged.connect(self._choose_sheet)
        self.rows = QTableWidget()
        self.rows.setAccessibleName(_("First rows of the sheet"))
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setTabKeyNavigation(False)
        self.rows.currentCellChanged.connect(self._choose_row)
        self.words = label("", "second")
        self._lay_out()

    def enter(self) -> None:
        self.sheets.blockSignals(True)
        self.sheets.clear()
        for sheet in self.state.workbook.sheets:
            item = QListWidgetItem(self._sheet_text(sheet), self.sheets)
            if not sheet.rows:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.sheets.setCurrentRow(self.state.workbook.sheets.index(self.state.table.sheet))
        self.sheets.blockSignals(False)
        self._show_rows()

    def focus_start(self) -> None:
        self.rows.setFocus()

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        for holder, head, inside in (
            (left, short_label(_("Sheets"), "second"), self.sheets),
            (right, self.words, self.rows),
        ):
            lines = column(holder)
            lines.addWidget(head)
            lines.addWidget(inside, 1)
        split = beside(left, right)
        split.setStretchFactor(1, 1)
        split.setSizes([220, 700])
        column(self).addWidget(split)

    def _sheet_text(self, sheet: Sheet) -> str:
        if sheet.refusal:
            return f"{sheet.name}\n{limits.too_many(sheet.refusal)}"
        rows = ngettext("{count} row", "{count} rows", len(sheet.rows))
        parts = [rows.format(count=len(sheet.rows))]
        if sheet.hidden:
            parts.append(_("hidden"))
        if self.state.is_guessed(sheet):
            parts.append(_("guessed"))
        return f"{sheet.name}\n" + " · ".join(parts)

    def _choose_sheet(self, place: int) -> None:
        sheets = self.state.workbook.sheets
        if 0 <= place < len(sheets) and sheets[place].rows:
            self.state.choose_table(sheets[place])
            self._show_rows()
            self.changed.emit()

    def _choose_row(self, place: int, *_rest: int) -> None:
        sheet = self.state.table.sheet
        if 0 <= place < len(sheet.rows):
            self.state.choose_table(sheet, sheet.rows[place].number)
            self._mark()
            self.changed.emit()

    def _show_rows(self) -> None:
        shown = self.state.table.sheet.rows[:ROWS_SHOWN]
        width = min(max((len(row.cells) for row in shown), default=0), COLUMNS_SHOWN)
        self.rows.blockSignals(True)
        self.rows.clear()
        self.rows.setRowCount(len(shown))
        self.rows.setColumnCount(width)
        self.rows.setHorizontalHeaderLabels([column_name(n) for n in range(width)])
        self.rows.setVerticalHeaderLabels([str(row.number) for row in shown])
        for place, line in enumerate(shown):
            for n, cell in enumerate(line.cells[:width]):
                text = " ".join(cell_text(cell)[:LONGEST].split())
                self.rows.setItem(place, n, QTableWidgetItem(text))
        for n in range(width):
            self.rows.setColumnWidth(n, COLUMN_WIDTH)
        numbers = [row.number for row in shown]
        if self.state.table.header in numbers:
            self.rows.setCurrentCell(numbers.index(self.state.table.header), 0)
        self.rows.blockSignals(False)
        self._mark()

    def _mark(self) -> None:
        """Show the row of headings in bold, and say which it is."""
        table = self.state.table
        for place, line in enumerate(table.sheet.rows[: self.rows.rowCount()]):
            font = theme.font(theme.CAPTION + 1, bold=line.number == table.header)
            for n in range(self.rows.columnCount()):
                if (item := self.rows.item(place, n)) is not None:
                    item.setFont(font)
        text = _("Row {row} holds the headings. Choose another row if that is wrong.")
        if self.state.is_guessed(table.sheet, table.header):
            text = _("Row {row} holds the headings (guessed). Choose another row if that is wrong.")
        self.words.setText(text.format(row=table.header))
