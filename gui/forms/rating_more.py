"""What may be said beside a rating: how sure the assessor is, and on what it rests."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QWidget

from gui.fold import Fold
from gui.forms.inputs import Lines
from gui.widgets import Combo, column, label
from register.entities.assessment import CONFIDENCES, Confidence
from register.fields import clean
from register.i18n import _, translated


class RatingMore(QWidget):
    """Confidence and evidence, both of which may be left empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fold = Fold(_("Confidence and evidence"))
        part = QWidget(self)
        self._confidence, self._evidence = Combo(part), Lines(part)
        self._confidence.addItem("", None)
        for value in Confidence:
            self._confidence.addItem(translated(CONFIDENCES[value]), value)
        self._evidence.setPlaceholderText(_("What was seen, counted or read?"))
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        named = ((_("Confidence"), self._confidence), (_("Evidence"), self._evidence))
        for n, (name, box) in enumerate(named):
            title = label(name, "caption")
            title.setBuddy(box)
            box.setAccessibleName(name)
            grid.addWidget(title, 2 * n, 0)
            grid.addWidget(box, 2 * n + 1, 0)
        lines = column(self, spacing=4)
        lines.addWidget(self.fold)
        lines.addWidget(part)
        self.fold.add(part)
        self.clear()

    @property
    def confidence(self) -> Confidence | None:
        """How sure the assessor is."""
        value = self._confidence.currentData()
        return None if value is None else Confidence(value)

    @property
    def evidence(self) -> str:
        """On what the rating rests."""
        return clean(self._evidence.toPlainText())[0]

    def texts(self) -> dict[str, str]:
        """Return what was said, by input."""
        return {"confidence": self.confidence or "", "evidence": self.evidence}

    def put(self, texts: Mapping[str, str]) -> None:
        """Put texts() back."""
        self._confidence.setCurrentIndex(max(0, self._confidence.findData(texts.get("confidence"))))
        self._evidence.setPlainText(texts.get("evidence", ""))
        self.fold.setChecked(bool(self.confidence or self.evidence))

    def clear(self) -> None:
        """Forget what was said, and fold it away."""
        self._confidence.setCurrentIndex(0)
        self._evidence.clear()
        self.fold.setChecked(False)
