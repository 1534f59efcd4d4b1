"""What a chosen measure is to lower, and the measure it waits for, below the table of measures."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui import theme
from gui.forms.keeping import save_field
from gui.session import Session
from gui.widgets import Combo, icon_button, row, short_label
from register.entities import MEASURE, Measure
from register.errors import RegisterError
from register.i18n import _, translated
from register.proposing import MOST_LOWERED

BOX = 62  # how wide a box of steps is
KEYS = ("lowers_likelihood", "lowers_impact")


class MeasureEffect(QWidget):
    """Two numbers of one measure, and the way to the whole of it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._measure: Measure | None = None
        self.boxes = {key: Combo() for key in KEYS}
        names = {"lowers_likelihood": _("Lowers likelihood by"), "lowers_impact": _("impact by")}
        line = row(self)
        for key, box in self.boxes.items():
            box.addItems(["", *(str(n) for n in range(1, MOST_LOWERED + 1))])
            box.setMinimumContentsLength(1)
            box.setMaximumWidth(theme.scaled(BOX))
            box.setAccessibleName(translated(MEASURE.by_key[key].label))
            box.activated.connect(lambda _index, k=key: self._store(k))
            line.addWidget(short_label(names[key], "caption"))
            line.addWidget(box)
        line.addWidget(short_label(_("steps"), "caption"))
        line.addStretch(1)
        self.opener = icon_button("external-link", _("Show this measure"), self._open)
        line.addWidget(self.opener)
        self.show_measure(None)

    def show_measure(self, measure: Measure | None) -> None:
        """Show another measure, or none."""
        self._measure = measure
        self.setVisible(measure is not None)
        for key, box in self.boxes.items():
            steps = getattr(measure, key, None)
            text = str(steps) if steps else ""
            if box.findText(text) < 0:
                box.addItem(text)
            box.setCurrentIndex(box.findText(text))
            box.setEnabled(not self.session.read_only)

    def _store(self, key: str) -> None:
        if self._measure is None:
            return
        field = MEASURE.by_key[key]
        value = field.kind.parse(self.boxes[key].currentText())
        if value == getattr(self._measure, key):
            return
        try:
            save_field(self.session, MEASURE, self._measure, field, value)
        except RegisterError as error:
            self.session.complain(error)

    def _open(self) -> None:
        if self._measure is not None:
            self.session.show_record(MEASURE.table, self._measure.id)
