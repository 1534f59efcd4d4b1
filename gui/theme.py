"""Colours and sizes of the window: sets of tokens, a palette and a small style sheet.

Widgets name roles, never colours; the theme in force is one setting of the process.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

import resources
from register.i18n import current_language

FAMILY = "Noto Sans SC"
CAPTION, BODY, HEADING, TITLE, FIGURE = 12, 14, 16, 22, 30
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
_compact = False
COMPACT = 0.75  # how high rows are then


def tokens() -> Tokens:
    """Return the colours in force."""
    return _current


def is_dark() -> bool:
    """Tell whether the dark theme is in force."""
    return _current in (DARK, STRONG_DARK)


def dense(height: int) -> int:
    """Return the height of a row as the density in force wants it."""
    return round(height * COMPACT) if _compact else height


def load_fonts() -> None:
    """Make the shipped faces known to Qt."""
    for face in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(str(resources.path("fonts", f"NotoSansSC-{face}.ttf")))


def font(size: int = BODY, *, bold: bool = False) -> QFont:
    """Return the program's font in a size of the scale (pixels)."""
    made = QFont(FAMILY)
    made.setPixelSize(size)
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


def apply(app: QApplication, choice: str = SYSTEM_THEME, *, compact: bool = False) -> None:
    """Put a theme and a density in force: colours, the program's style, font and style sheet."""
    global _compact  # noqa: PLW0603 - one setting, read by every list
    _compact = compact
    choose(app, choice)
    if app.style().name().lower() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(font())
    app.setStyleSheet(style_sheet(_current))


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


def style_sheet(colours: Tokens) -> str:
    """Return the style sheet for a set of tokens."""
    return Template(_SHEET).substitute(asdict(colours) | _heights())


def _heights() -> dict[str, int]:
    """Return the heights of controls; those in focus have a wider border, and so less inside."""
    less = 8 if _compact else 0
    return {
        "button": 32 - less,
        "button_in_focus": 30 - less,
        "place": 36 - less,
        "place_in_focus": 34 - less,
        "input": 24 - less // 2,
    }


_SHEET = """
QMainWindow, QDialog { background: $page; }
QFrame[role="card"] { background: $card; border: 1px solid $line; border-radius: 12px; }
QFrame[role="sidebar"] { background: $sunk; border: none; border-right: 1px solid $line; }
QFrame[role="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="notice"] { background: $card; border: 1px solid $line; border-radius: 8px; }
QFrame[role="alarm"] { background: $card; border: 1px solid $problem; border-radius: 8px; }
QLabel[role="second"] { color: $second; }
QLabel[role="caption"] { color: $third; font-size: 12px; }
QLabel[role="problem"] { color: $problem; font-size: 12px; }
QLabel[role="warning"] { color: $warning; font-size: 12px; }
QLabel[role="pill"] { background: $sunk; color: $second; border-radius: 9px; padding: 1px 8px;
  font-size: 12px; }

QPushButton { background: $card; color: $text; border: 1px solid $edge; border-radius: 8px;
  padding: 0 14px; min-height: ${button}px; }
QPushButton:hover { background: $sunk; }
QPushButton:pressed { background: $selection; }
QPushButton:disabled { color: $third; border-color: $line; }
QPushButton:focus { border: 2px solid $accent; padding: 0 13px;
  min-height: ${button_in_focus}px; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $sunk; color: $third; border-color: $line; }
QPushButton[role="quiet"] { border-color: transparent; background: transparent; padding: 0 8px;
  color: $accent; }
QPushButton[role="quiet"]:hover { background: $sunk; }
QPushButton[role="quiet"]:focus { border: 2px solid $accent; padding: 0 7px; }
QPushButton[role="quiet"]:disabled { color: $third; }
QPushButton[role="place"] { border: 1px solid transparent; background: transparent;
  text-align: left; padding: 0 10px; min-height: ${place}px; }
QPushButton[role="place"]:hover { background: $page; }
QPushButton[role="place"]:checked { background: $card; border-color: $line; }
QPushButton[role="place"]:focus { border: 2px solid $accent; padding: 0 9px;
  min-height: ${place_in_focus}px; }
QPushButton[role="row"] { border: 1px solid transparent; background: transparent;
  text-align: left; padding: 0 6px; min-height: 0; }
QPushButton[role="row"]:hover { background: $sunk; }
QPushButton[role="row"]:checked { background: $selection; }
QPushButton[role="figure"] { border: 1px solid $line; border-radius: 12px; padding: 0;
  min-height: 0; }
QPushButton[role="figure"]:focus { border: 2px solid $accent; padding: 0; min-height: 0; }
QPushButton[role="tile"] { border: 1px solid $line; background: $sunk; padding: 0; min-height: 0; }
QPushButton[role="tile"][gap="true"] { border: 1px dashed $problem; background: transparent; }
QPushButton[role="tile"]:hover { background: $selection; }
QPushButton[role="tile"]:focus { border: 2px solid $accent; }
QPushButton[role="row"]:focus { border: 2px solid $accent; padding: 0 5px; }
QPushButton[role="facet"] { border-color: $line; border-radius: 13px; padding: 0 26px 0 10px;
  min-height: 26px; text-align: left; color: $second; font-size: 13px; }
QPushButton[role="facet"][active="true"] { background: $selection; border-color: $accent;
  color: $text; }
QPushButton[role="facet"]:focus { border: 2px solid $accent; padding: 0 25px 0 9px;
  min-height: 24px; }
QFrame[role="popup"] QTreeView::indicator { width: 14px; height: 14px; border-radius: 4px;
  border: 1px solid $edge; background: $card; }
QFrame[role="popup"] QTreeView::indicator:checked { background: $accent; border-color: $accent; }
QFrame[role="popup"] { background: $card; border: 1px solid $edge; }
QToolButton { border: 1px solid transparent; border-radius: 8px; padding: 4px; }
QToolButton:hover { background: $sunk; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QComboBox { background: $card; color: $text; border: 1px solid $edge;
  border-radius: 8px; padding: 4px 9px; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit, QComboBox { min-height: ${input}px; }
QPlainTextEdit { padding: 4px 5px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 2px solid $accent; }
QLineEdit:focus, QComboBox:focus { padding: 3px 8px; }
QPlainTextEdit:focus { padding: 3px 4px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid $problem; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $sunk;
  color: $second; border-color: $line; }
QLineEdit:read-only { background: $sunk; border-color: $line; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $edge; padding: 4px;
  selection-background-color: $selection; selection-color: $text; outline: none; }
QCheckBox { spacing: 8px; min-height: ${button}px; }

QTableView, QTreeView, QListView { background: $card; border: none; outline: none;
  selection-background-color: $selection; selection-color: $text; gridline-color: $line; }
QListWidget::item { padding: 7px 10px; border-bottom: 1px solid $line; color: $text; }
QListWidget::item:selected { background: $selection; color: $text; }
QTreeWidget::item { padding: 4px 6px; }
QHeaderView { background: $card; border: none; }
QHeaderView::section { background: $card; color: $second; border: none;
  border-bottom: 1px solid $line; padding: 6px 8px; font-size: 12px; }
QHeaderView::section:hover { color: $text; }
QHeaderView::down-arrow, QHeaderView::up-arrow { image: none; width: 0; }
QScrollArea, QScrollArea > QWidget > QWidget[role="sheet"] { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }

QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $second; border: none; padding: 6px 1px;
  margin-right: 14px; border-bottom: 2px solid transparent; font-size: 13px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent; }
QTabBar QToolButton { background: $card; }
QSplitter::handle { background: transparent; }
QStatusBar { background: $page; border-top: 1px solid $line; color: $second; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $second; font-size: 12px; }
QMenuBar { background: $page; color: $text; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 4px 10px; background: transparent; border-radius: 6px; }
QMenuBar::item:selected { background: $selection; }
QMenu { background: $card; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $third; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QToolTip { background: $card; color: $text; border: 1px solid $edge; padding: 4px 6px; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px;
  min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QCalendarWidget QWidget { alternate-background-color: $sunk; }
"""
