"""Colours and sizes of the window: sets of tokens, a palette and a small style sheet.

Widgets name roles, never colours; the theme in force is one setting of the process.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

import resources
from gui.sheet import style_sheet
from register.i18n import current_language

if TYPE_CHECKING:
    from gui.preferences import Preferences

FAMILY = "Noto Sans SC"
CAPTION, SMALL, BODY, HEADING, TITLE, FIGURE = 12, 13, 14, 16, 22, 30
SYSTEM_THEME, DARK_THEME, CONTRAST_THEME = "system", "dark", "contrast"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, "#RRGGBB"."""

    page: str
    card: str
    sunk: str
    line: str
    edge: str
    text: str
    second: str
    third: str
    accent: str
    on_accent: str
    selection: str
    problem: str
    warning: str


LIGHT = Tokens(
    page="#F6F5F2",
    card="#FFFFFF",
    sunk="#EFEDE8",
    line="#E2DFD8",
    edge="#7F878B",
    text="#1E2428",
    second="#5B646B",
    third="#626A70",
    accent="#0B6B6B",
    on_accent="#FFFFFF",
    selection="#DDEEED",
    problem="#9B0019",
    warning="#8A4B00",
)
DARK = Tokens(
    page="#15191C",
    card="#1D2327",
    sunk="#12161A",
    line="#323A40",
    edge="#7C878E",
    text="#E9ECEE",
    second="#AEB7BD",
    third="#9DA7AE",
    accent="#4DB6AC",
    on_accent="#08201E",
    selection="#21403F",
    problem="#FF8A80",
    warning="#F2B45C",
)
STRONG_LIGHT = Tokens(
    page="#FFFFFF",
    card="#FFFFFF",
    sunk="#F0F0F0",
    line="#000000",
    edge="#000000",
    text="#000000",
    second="#000000",
    third="#1A1A1A",
    accent="#00403F",
    on_accent="#FFFFFF",
    selection="#FFE97F",
    problem="#7A0014",
    warning="#5C3200",
)
STRONG_DARK = Tokens(
    page="#000000",
    card="#000000",
    sunk="#141414",
    line="#FFFFFF",
    edge="#FFFFFF",
    text="#FFFFFF",
    second="#FFFFFF",
    third="#E6E6E6",
    accent="#5CF2DE",
    on_accent="#000000",
    selection="#00504F",
    problem="#FF9E9E",
    warning="#FFD27F",
)
_current = LIGHT
_compact, _still = False, False
_zoom = 100
LARGE = 150  # per cent
COMPACT = 0.75  # how high rows are then
RING, STRONG_RING = 2, 3  # how thick the frame of what has the focus is
BLINK_MS, MOTION_MS = 1060, 120
_PADDINGS = (4, 5, 6, 8, 9, 10, 14, 26)


def tokens() -> Tokens:
    """Return the colours in force."""
    return _current


def is_dark() -> bool:
    """Tell whether the dark theme is in force."""
    return _current in (DARK, STRONG_DARK)


def is_still() -> bool:
    """Tell whether nothing is to move by itself."""
    return _still


def is_large() -> bool:
    """Tell whether texts are so large that words beside each other need lines of their own."""
    return _zoom >= LARGE


def ring() -> int:
    """Return how thick the frame of what has the focus is."""
    return STRONG_RING if _current in (STRONG_LIGHT, STRONG_DARK) else RING


def scaled(length: int) -> int:
    """Return a length that holds text as large as the text size in force wants it."""
    return round(length * _zoom / 100)


def dense(height: int) -> int:
    """Return the height of a row as the density and the text size in force want it."""
    return scaled(round(height * COMPACT) if _compact else height)


def load_fonts() -> None:
    """Make the shipped faces known to Qt."""
    for face in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(str(resources.path("fonts", f"NotoSansSC-{face}.ttf")))


def font(size: int = BODY, *, bold: bool = False) -> QFont:
    """Return the program's font in a size of the scale (pixels at 100 %)."""
    made = QFont(FAMILY)
    made.setPixelSize(scaled(size))
    made.setBold(bold)
    if current_language() == "en":  # else quotation marks are as wide as a Chinese character
        made.setFeature(QFont.Tag("pwid"), 1)
    return made


def choose(app: QApplication, choice: str = SYSTEM_THEME) -> None:
    """Take the colours of a theme: "light", "dark", "contrast", or the system's."""
    global _current  # noqa: PLW0603 - one setting, read by every painter
    hints = app.styleHints()
    asks_dark = hints.colorScheme() is Qt.ColorScheme.Dark
    asks_strong = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
    dark = choice == DARK_THEME or (choice in {SYSTEM_THEME, CONTRAST_THEME} and asks_dark)
    if choice == CONTRAST_THEME or (choice == SYSTEM_THEME and asks_strong):
        _current = STRONG_DARK if dark else STRONG_LIGHT
    else:
        _current = DARK if dark else LIGHT
    app.setPalette(palette(_current))


def apply(
    app: QApplication,
    choice: str = SYSTEM_THEME,
    *,
    compact: bool = False,
    zoom: int = 100,
    still: bool = False,
) -> None:
    """Put a look in force: colours, the program's style, font and style sheet.

    ``zoom``: the size of texts in per cent; ``still``: nothing moves by itself.
    """
    global _compact, _zoom, _still
    _compact, _zoom, _still = compact, zoom, still or _asks_stillness(app)
    choose(app, choice)
    if app.style().name().lower() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(_in_points(app))
    app.setStyleSheet(style_sheet(asdict(_current) | _sizes()))
    app.setCursorFlashTime(0 if _still else BLINK_MS)
    for effect in (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_AnimateCombo):
        app.setEffectEnabled(effect, False)


def _in_points(app: QApplication) -> QFont:
    """Return the program's font with its size in points: Qt's dialogs for printing count in them."""
    made = font()
    made.setPointSizeF(made.pixelSize() * 72 / app.primaryScreen().logicalDotsPerInchY())
    return made


def wear(app: QApplication, preferences: Preferences) -> None:
    """Put the look in force that the user has chosen."""
    chosen = preferences
    apply(app, chosen.theme, compact=chosen.compact, zoom=chosen.zoom, still=chosen.still)


def _asks_stillness(app: QApplication) -> bool:
    """Tell whether the system asks for reduced motion, where Qt can say so."""
    ask = getattr(app.styleHints().accessibility(), "motionPreference", None)
    return ask is not None and ask().name == "ReducedMotion"


def palette(colours: Tokens) -> QPalette:
    """Return Qt's palette for a set of tokens."""
    role = QPalette.ColorRole
    made = QPalette()
    for key, colour in (
        (role.Window, colours.page),
        (role.WindowText, colours.text),
        (role.Base, colours.card),
        (role.AlternateBase, colours.sunk),
        (role.Text, colours.text),
        (role.Button, colours.card),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.problem),
        (role.ToolTipBase, colours.card),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.third),
        (role.Highlight, colours.selection),
        (role.HighlightedText, colours.text),
        (role.Link, colours.accent),
        (role.Accent, colours.accent),
        (role.Mid, colours.line),
        (role.Dark, colours.edge),
        (role.Light, colours.card),
        (role.Midlight, colours.line),
        (role.Shadow, colours.line),
    ):
        made.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(colours.third))
    return made


def _sizes() -> dict[str, int]:
    """Return the sizes in the style sheet; what has the focus has a wider frame, less inside."""
    more, less = ring() - 1, 8 if _compact else 0
    sizes = {
        "button": scaled(32 - less),
        "place": scaled(32 - less),
        "fold": scaled(24),
        "facet": scaled(26),
        "input": scaled(24 - less // 2),
        "target": scaled(24),
        "small": scaled(SMALL),
        "caption": scaled(CAPTION),
        "ring": ring(),
        "duration": 0 if _still else MOTION_MS,
    }
    inner = {
        f"{name}_in_focus": sizes[name] - 2 * more for name in ("button", "place", "fold", "facet")
    }
    return sizes | inner | {f"in_{n}": n - more for n in _PADDINGS}
