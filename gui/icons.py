"""The shipped icons, recoloured for the theme in force."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPixmap

import resources
from gui import theme

SIZE = 18
_SCALES = (1, 2, 3)


def icon(name: str, colour: str = "", size: int = 0) -> QIcon:
    """Return a shipped icon in a colour, by default that of second text; it grows with texts."""
    colours = theme.tokens()
    return _icon(name, colour or colours.second, colours.third, size or theme.scaled(SIZE))


def pixmap(name: str, colour: str = "", size: int = 0, scale: float = 1.0) -> QPixmap:
    """Return the picture of an icon for a label or a painter."""
    size = size or theme.scaled(SIZE)
    return icon(name, colour, size).pixmap(QSize(size, size), scale)


@cache
def _icon(name: str, colour: str, disabled: str, size: int) -> QIcon:
    made = QIcon()
    for scale in _SCALES:
        made.addPixmap(_drawn(name, colour, size, scale))
        made.addPixmap(_drawn(name, disabled, size, scale), QIcon.Mode.Disabled)
    return made


def _drawn(name: str, colour: str, size: int, scale: int) -> QPixmap:
    text = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
    text = text.replace("currentColor", colour).replace('stroke-width="2"', 'stroke-width="1.7"')
    text = text.replace('width="24"', f'width="{size * scale}"', 1)
    text = text.replace('height="24"', f'height="{size * scale}"', 1)
    made = QPixmap()
    made.loadFromData(text.encode("utf-8"), "SVG")
    made.setDevicePixelRatio(scale)
    return made
