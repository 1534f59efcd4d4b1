"""Can what is written be told from what it stands on? Measured on the pixels that are drawn."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTabBar, QWidget

from tests.gui.walkers.seen import visible, words_of

LEAST_TEXT = 4.5
SCALE = 2  # drawn larger, so that thin strokes have a core


def faint(root: QWidget) -> Iterator[str]:
    """Say which texts have less contrast than WCAG AA asks for."""
    picture = _drawn(root)
    for kind in (QLabel, QAbstractButton, QLineEdit, QTabBar):
        for widget in visible(root, kind):
            text = widget.text() if not isinstance(widget, QTabBar) else "x"
            if not text.strip() or not widget.isEnabled() or not _is_whole(widget):
                continue
            found = _contrast(_part(picture, widget, root))
            if found < LEAST_TEXT - 0.05:
                yield f"{words_of(widget)}: {found:.1f}"


def _is_whole(widget: QWidget) -> bool:
    """Tell whether all of a widget is on the screen, not scrolled away."""
    return widget.visibleRegion().boundingRect().size() == widget.size()


def _drawn(root: QWidget) -> np.ndarray:
    image = QImage(root.size() * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(Qt.GlobalColor.white)
    root.render(image, QPoint(0, 0))
    bits = np.frombuffer(image.constBits(), np.uint8)
    return bits.reshape(image.height(), image.bytesPerLine() // 4, 4)[
        :, : image.width(), 2::-1
    ].copy()


def _part(picture: np.ndarray, widget: QWidget, root: QWidget) -> np.ndarray:
    corner = widget.mapTo(root, QPoint(0, 0)) * SCALE
    width, height = widget.width() * SCALE, widget.height() * SCALE
    return picture[corner.y() : corner.y() + height, corner.x() : corner.x() + width]


def _contrast(part: np.ndarray) -> float:
    """Return how far the ink stands from the commonest colour."""
    pixels = part.reshape(-1, 3)
    if not len(pixels):
        return 21.0
    packed = pixels.astype(np.uint32) @ np.array([65536, 256, 1], np.uint32)
    colours, counts = np.unique(packed, return_counts=True)
    light = _luminance(colours)
    ground = light[counts.argmax()]
    ratios = (np.maximum(light, ground) + 0.05) / (np.minimum(light, ground) + 0.05)
    return float(ratios.max())


def _luminance(packed: np.ndarray) -> np.ndarray:
    parts = np.stack([(packed >> shift) & 255 for shift in (16, 8, 0)], axis=1) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])
