"""What going back to a snapshot would change: counts then and now, and the steps since."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
)

from gui import theme
from gui.step_words import kind_text
from gui.widgets import card, clear, column, label, tip
from register.catalog import Catalog
from register.history import Entry
from register.i18n import _, moment_text, ngettext, translated
from register.losing import Loss

UNKNOWN = "?"


class LossView(QFrame):
    """The right half of the dialog of snapshots."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._catalog = catalog
        lines = column(self, spacing=10)
        self.when = label("", size=theme.HEADING, bold=True)
        self.why = label("", "second")
        self._frame, inside = card(margin=12)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(3)
        inside.addLayout(self._grid)
        self.steps = label("", bold=True)
        self.list = self._make_list()
        for widget in (self.when, self.why, self._frame, self.steps):
            lines.addWidget(widget)
        lines.addWidget(self.list, 1)
        lines.addStretch(0)
        self.say("")

    def begin(self, when: str, why: str) -> None:
        """Name the snapshot while it is read."""
        self.when.setText(when)
        self.why.setText(why)
        self.say(_("Reading…"))

    def say(self, text: str) -> None:
        """Show a sentence in the place of a comparison."""
        self._frame.hide()
        self.list.hide()
        self.steps.setText(text)

    def show_loss(self, found: Loss) -> None:
        """Show what would change."""
        self._show_counts(found)
        self._frame.show()
        self.steps.setText(_sentence(found))
        self.list.clear()
        self.list.addTopLevelItems([_line(entry) for entry in found.later])
        if found.steps > len(found.later):
            rest = ngettext("and {count} more", "and {count} more", found.steps - len(found.later))
            text = rest.format(count=found.steps - len(found.later))
            self.list.addTopLevelItem(QTreeWidgetItem(["", "", text]))
        self.list.setVisible(bool(found.later))

    # inside ------------------------------------------------------------------------------

    def _make_list(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName(_("Changes that would be gone"))
        tree.setHeaderLabels([_("When"), _("Who"), _("What")])
        tree.setRootIsDecorated(False)
        tree.header().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        tree.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        tree.setColumnWidth(0, 140)
        tree.setColumnWidth(1, 110)
        return tree

    def _show_counts(self, found: Loss) -> None:
        clear(self._grid)
        for place, text in enumerate(("", _("Then"), _("Now"), _("Difference"))):
            self._grid.addWidget(_figure(text, "caption"), 0, place)
        for line, (table, then) in enumerate(found.then.items(), 1):
            now = found.now.get(table, 0) if found.now is not None else None
            self._grid.addWidget(label(translated(self._catalog.by_table[table].plural)), line, 0)
            self._grid.addWidget(_figure(str(then)), line, 1)
            self._grid.addWidget(_figure(UNKNOWN if now is None else str(now)), line, 2)
            less = now is not None and then < now
            text = UNKNOWN if now is None else f"{then - now:+d}".replace("-", "−")
            if now == then:
                text = "—"
            self._grid.addWidget(_figure(text, "problem" if less else ""), line, 3)
        self._grid.setColumnStretch(0, 1)


def _figure(text: str, role: str = "") -> QLabel:
    made = label(text, role)
    made.setWordWrap(False)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made


def _sentence(found: Loss) -> str:
    if found.now is None:
        text = _("What would be gone is not known: {reason}")
        return text.format(reason=found.why)
    gone = ngettext(
        "{count} later step would no longer be in the register.",
        "{count} later steps would no longer be in the register.",
        found.steps,
    )
    again = ngettext(
        "{count} step that the register has no longer comes back.",
        "{count} steps that the register has no longer come back.",
        found.again,
    )
    counted = ((gone, found.steps), (again, found.again))
    parts = [text.format(count=count) for text, count in counted if count]
    return " ".join(parts) or _("The register is as it was then; nothing would change.")


def _line(entry: Entry) -> QTreeWidgetItem:
    item = QTreeWidgetItem([moment_text(entry.at), entry.who, kind_text(entry)])
    item.setForeground(0, QColor(theme.tokens().second))
    item.setToolTip(2, tip(kind_text(entry)))
    return item
