"""The navigation at the left: every place of the register, with how much stands there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.fold import Fold
from gui.icons import icon, pixmap
from gui.places import FOLD_FIRST, PLACES, Place
from gui.session import Session
from gui.widgets import column, label, row, short_label
from register.changes import ChangeSet
from register.i18n import _, translated

WIDTH, MARGIN = 216, 12
FOLDED, UNFOLDED = "folded", "unfolded"


class Navigation(QFrame):
    """Buttons for the places; one is checked."""

    went = Signal(str)  # the key of a place

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setProperty("role", "sidebar")
        self._counts: dict[str, QLabel] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._folds: dict[str, Fold] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_counts)
        self._lay_out()
        session.changed.connect(self._heard)
        session.opened.connect(self._show_register)
        session.closed.connect(self._show_register)
        self._show_register()

    def go(self, key: str) -> None:
        """Mark a place as the one that is shown."""
        self._buttons[key].setChecked(True)
        group = next(place.group for place in PLACES if place.key == key)
        if group:
            self._folds[group].setChecked(True)
        for name, made in self._buttons.items():
            colour = theme.tokens().accent if made.isChecked() else ""
            place = next(item for item in PLACES if item.key == name)
            made.setIcon(_sign(place, colour))

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        lines = column(self, spacing=2)
        lines.setContentsMargins(MARGIN, 16, MARGIN, 8)
        head = row(spacing=8)
        head.setContentsMargins(6, 0, 0, 10)
        sign = label()
        sign.setPixmap(pixmap("check-circle", theme.tokens().accent, 22))
        sign.setFixedWidth(24)
        self._name = label("", size=theme.HEADING, bold=True)
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._name, 1)
        lines.addLayout(head)
        inside = QWidget()
        inside.setProperty("role", "sheet")
        places = column(inside, spacing=1)
        self._add_places(places)
        places.addStretch(1)
        self._inside = inside
        self._area = area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lines.addWidget(area, 1)
        wanted = (
            inside.sizeHint().width() + 2 * MARGIN + area.verticalScrollBar().sizeHint().width()
        )
        self.setFixedWidth(max(WIDTH, wanted))
        self._recall_folds()
        area.viewport().installEventFilter(self)

    def _add_places(self, lines: QVBoxLayout) -> None:
        for place in PLACES:
            if place.group and place.group not in self._folds:
                fold = self._folds[place.group] = Fold(translated(place.group))
                fold.clicked.connect(lambda _on=False, group=place.group: self._remember(group))
                lines.addWidget(fold)
            made = self._place_button(place)
            lines.addWidget(made)
            if place.group:
                self._folds[place.group].add(made)

    def _place_button(self, place: Place) -> QPushButton:
        made = QPushButton(f"  {translated(place.label)}")
        made.setProperty("role", "place")
        made.setIcon(_sign(place))
        made.setIconSize(QSize(theme.scaled(18), theme.scaled(18)))
        made.setCheckable(True)
        made.setAccessibleName(translated(place.label))
        made.clicked.connect(lambda _on=False, key=place.key: self.went.emit(key))
        if place.table:
            count = self._counts[place.table] = short_label("", "caption")
            line = row(made)
            line.setContentsMargins(0, 0, 12, 0)
            line.addStretch(1)
            line.addWidget(count)
        self._group.addButton(made)
        self._buttons[place.key] = made
        return made

    # groups that fold ----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._area.viewport() and event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Fold as many groups as must be, unless somebody chose otherwise."""
        room = self._area.viewport().height()
        for group in reversed(FOLD_FIRST):
            self._folds[group].setChecked(self._chosen(group) != FOLDED)
        for group in FOLD_FIRST:
            if self._inside.minimumSizeHint().height() <= room:
                break
            if not self._chosen(group) and not self._holds_shown(group):
                self._folds[group].setChecked(False)

    def _holds_shown(self, group: str) -> bool:
        return any(self._buttons[p.key].isChecked() for p in PLACES if p.group == group)

    def _chosen(self, group: str) -> str:
        return self.session.preferences.state(f"fold.{group}")

    def _remember(self, group: str) -> None:
        open_now = self._folds[group].isChecked()
        self.session.preferences.remember(f"fold.{group}", UNFOLDED if open_now else FOLDED)

    def _recall_folds(self) -> None:
        for group, fold in self._folds.items():
            fold.setChecked(self._chosen(group) != FOLDED)

    # what stands there -----------------------------------------------------------------------

    def _show_register(self) -> None:
        book = self.session.book
        text = ""
        if book is not None:
            text = book.about.organisation or book.about.title
        self._name.setText(text or _("Muster"))
        for made in (*self._buttons.values(), *self._folds.values()):
            made.setEnabled(book is not None)
        if book is None:
            self._soon.stop()
            self._mark_none()
        self._show_counts()

    def _mark_none(self) -> None:
        self._group.setExclusive(False)
        for place in PLACES:
            self._buttons[place.key].setChecked(False)
            self._buttons[place.key].setIcon(_sign(place))
        self._group.setExclusive(True)

    def _show_counts(self) -> None:
        book = self.session.book
        for table, shown in self._counts.items():
            shown.setText(str(book.table_named(table).count()) if book is not None else "")

    def _heard(self, done: ChangeSet) -> None:
        if done.touches("about"):
            self._show_register()
        self._soon.start()


def _sign(place: Place, colour: str = "") -> QIcon:
    """Return the picture of a place; large words leave no room for it."""
    return QIcon() if theme.is_large() else icon(place.sign, colour)
