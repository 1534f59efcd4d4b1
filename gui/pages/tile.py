"""One post of a team as a tile: what it is, who holds it, and how to reach them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize

from gui import theme
from gui.widgets import WrappingButton, column, label


class Tile(WrappingButton):
    """``alarm``: a gap, or somebody who cannot serve; it is said in words and by its edge."""

    LEAST = QSize(120, 44)
    WIDTH = 190

    def __init__(
        self,
        post: str,
        name: str,
        notes: Sequence[str],
        act: Callable[[], object],
        *,
        alarm: str = "",
    ) -> None:
        super().__init__("tile", ", ".join(t for t in (post, name, alarm, *notes) if t), act)
        self.setProperty("gap", bool(alarm))
        lines = column(self, spacing=1)
        lines.setContentsMargins(12, 8, 12, 8)
        lines.addWidget(label(post, "caption"))
        if name:
            lines.addWidget(label(name, size=theme.BODY, bold=True))
        if alarm:
            lines.addWidget(label(alarm, "problem"))
        for note in notes:
            lines.addWidget(label(note, "caption"))
        lines.addStretch(1)
