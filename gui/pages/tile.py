"""One post of a team as a tile: what it is, who holds it, and how to reach them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QSizePolicy

from gui import theme
from gui.widgets import column, label


class Tile(QPushButton):
    """``alarm``: a gap, or somebody who cannot serve; it is said in words and by its edge."""

    def __init__(
        self,
        post: str,
        name: str,
        notes: Sequence[str],
        act: Callable[[], object],
        *,
        alarm: str = "",
    ) -> None:
        super().__init__()
        self.setProperty("role", "tile")
        self.setProperty("gap", bool(alarm))
        self.setAutoDefault(False)
        self.setAccessibleName(", ".join(part for part in (post, name, alarm, *notes) if part))
        self.clicked.connect(lambda _checked=False: act())
        self._lines = column(self, spacing=1)
        self._lines.setContentsMargins(12, 8, 12, 8)
        self._lines.addWidget(label(post, "caption"))
        if name:
            self._lines.addWidget(label(name, size=theme.BODY, bold=True))
        if alarm:
            self._lines.addWidget(label(alarm, "problem"))
        for note in notes:
            self._lines.addWidget(label(note, "caption"))
        self._lines.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lines.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return QSize(190, self._lines.totalHeightForWidth(max(self.width(), 190)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 44)
