"""The style sheet of the window, as a template over the colours and sizes of a theme.

Widgets are told apart by their roles; sizes that grow with the text come from outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

import resources


def style_sheet(values: Mapping[str, object]) -> str:
    """Return the sheet; ``values``: the colours of the theme, and sizes in pixels."""
    return Template(_SHEET).substitute(values, tick=_tick(str(values["on_accent"])))


def _tick(on_accent: str) -> str:
    """Return the file of the tick that is seen on the accent: Qt takes pictures from files only."""
    name = "tick-light" if int(on_accent[1:3], 16) > 127 else "tick-dark"
    return resources.path("icons", f"{name}.svg").as_posix()


_SHEET = """
QMainWindow, QDialog { background: $page; }
QFrame[role="card"] { background: $card; border: 1px solid $line; border-radius: 12px; }
QFrame[role="sidebar"] { background: $sunk; border: none; border-right: 1px solid $line; }
QFrame[role="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="notice"] { background: $card; border: 1px solid $line; border-radius: 8px; }
QFrame[role="alarm"] { background: $card; border: 1px solid $problem; border-radius: 8px; }
QFrame[role="drop"] { background: $card; border: 2px dashed $edge; border-radius: 12px; }
QLabel[role="place"] { color: $third; }
QLabel[role="place-now"] { color: $text; font-weight: bold; }
QLabel[role="second"] { color: $second; }
QLabel[role="caption"] { color: $third; font-size: ${caption}px; }
QLabel[role="problem"] { color: $problem; font-size: ${caption}px; }
QLabel[role="warning"] { color: $warning; font-size: ${caption}px; }
QLabel[role="pill"] { background: $sunk; color: $second; border-radius: 9px; padding: 1px 8px;
  font-size: ${caption}px; }

QPushButton { background: $card; color: $text; border: 1px solid $edge; border-radius: 8px;
  padding: 0 14px; min-height: ${button}px; }
QPushButton:hover { background: $sunk; }
QPushButton:pressed { background: $selection; }
QPushButton:disabled { color: $third; border-color: $line; }
QPushButton:focus { border: ${ring}px solid $accent; padding: 0 ${in_14}px;
  min-height: ${button_in_focus}px; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[role="primary"]:focus { border: ${ring}px solid $text; }
QPushButton[role="primary"]:disabled { background: $sunk; color: $third; border-color: $line; }
QPushButton[role="quiet"] { border-color: transparent; background: transparent; padding: 0 8px;
  color: $accent; }
QPushButton[role="quiet"]:hover { background: $sunk; }
QPushButton[role="quiet"]:focus { border: ${ring}px solid $accent; padding: 0 ${in_8}px; }
QPushButton[role="quiet"]:disabled { color: $third; }
QPushButton[role="segment"] { border-color: transparent; background: transparent; padding: 0 14px;
  color: $second; }
QPushButton[role="segment"]:hover { background: $sunk; }
QPushButton[role="segment"]:checked { background: $selection; border-color: $accent; color: $text; }
QPushButton[role="segment"]:focus { border: ${ring}px solid $accent; padding: 0 ${in_14}px; }
QPushButton[role="place"] { border: 1px solid transparent; background: transparent;
  text-align: left; padding: 0 10px; min-height: ${place}px; }
QPushButton[role="fold"] { border: 1px solid transparent; background: transparent; color: $third;
  text-align: left; padding: 0 6px; min-height: ${fold}px; font-size: ${caption}px; }
QPushButton[role="fold"]:hover { background: $page; }
QPushButton[role="fold"]:focus { border: ${ring}px solid $accent; padding: 0 ${in_6}px;
  min-height: ${fold_in_focus}px; }
QPushButton[role="place"]:hover { background: $page; }
QPushButton[role="place"]:checked { background: $card; border-color: $line; }
QPushButton[role="place"]:focus { border: ${ring}px solid $accent; padding: 0 ${in_10}px;
  min-height: ${place_in_focus}px; }
QPushButton[role="row"] { border: 1px solid transparent; background: transparent;
  text-align: left; padding: 0 6px; min-height: ${target}px; }
QPushButton[role="row"]:hover { background: $sunk; }
QPushButton[role="row"]:checked { background: $selection; }
QPushButton[role="figure"] { border: 1px solid $line; border-radius: 12px; padding: 0;
  min-height: 0; }
QPushButton[role="figure"]:focus { border: ${ring}px solid $accent; padding: 0; min-height: 0; }
QPushButton[role="tile"] { border: 1px solid $line; background: $sunk; padding: 0; min-height: 0; }
QPushButton[role="tile"][gap="true"] { border: 1px dashed $problem; background: transparent; }
QPushButton[role="tile"]:hover { background: $selection; }
QPushButton[role="tile"]:focus { border: ${ring}px solid $accent; padding: 0; }
QPushButton[role="row"]:focus { border: ${ring}px solid $accent; padding: 0 ${in_6}px; }
QPushButton[role="facet"] { border-color: $line; border-radius: 13px; padding: 0 26px 0 10px;
  min-height: ${facet}px; text-align: left; color: $second; font-size: ${small}px; }
QPushButton[role="facet"][active="true"] { background: $selection; border-color: $accent;
  color: $text; }
QPushButton[role="facet"]:focus { border: ${ring}px solid $accent; padding: 0 ${in_26}px 0 ${in_10}px;
  min-height: ${facet_in_focus}px; }
QPushButton[role="chip"] { border-color: $line; border-radius: 13px; padding: 0 11px;
  min-height: 26px; color: $second; font-size: 13px; }
QPushButton[role="chip"]:checked { background: $selection; border-color: $accent; color: $text; }
QPushButton[role="chip"]:disabled { color: $third; background: transparent; }
QPushButton[role="chip"]:focus { border: 2px solid $accent; padding: 0 10px; min-height: 24px; }
QFrame[role="popup"] QTreeView::indicator, QListView::indicator { width: 14px; height: 14px;
  border-radius: 4px; border: 1px solid $edge; background: $card; }
QFrame[role="popup"] QTreeView::indicator:checked, QListView::indicator:checked {
  background: $accent; border-color: $accent; image: url("$tick"); }
QFrame[role="popup"] { background: $card; border: 1px solid $edge; }
QToolButton { border: 1px solid transparent; border-radius: 8px; padding: 4px; }
QToolButton:hover { background: $sunk; }
QToolButton:focus { border: ${ring}px solid $accent; padding: ${in_4}px; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QComboBox { background: $card; color: $text; border: 1px solid $edge;
  border-radius: 8px; padding: 4px 9px; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit, QComboBox { min-height: ${input}px; }
QPlainTextEdit { padding: 4px 5px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: ${ring}px solid $accent; }
QLineEdit:focus, QComboBox:focus { padding: ${in_4}px ${in_9}px; }
QPlainTextEdit:focus { padding: ${in_4}px ${in_5}px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid $problem; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $sunk;
  color: $second; border-color: $line; }
QLineEdit:read-only { background: $sunk; border-color: $line; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $edge; padding: 4px;
  selection-background-color: $selection; selection-color: $text; outline: none; }
QCheckBox, QRadioButton { spacing: 8px; min-height: ${button}px; border: ${ring}px solid transparent;
  border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; background: $card;
  border: 1px solid $edge; border-radius: 4px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QCheckBox::indicator:indeterminate { background: $selection; border-color: $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $sunk;
  border-color: $line; }
QCheckBox::indicator:checked:disabled { background: $edge; }
QRadioButton::indicator { border-radius: 9px; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $accent; }

QTableView, QTreeView, QListView { background: $card; border: ${ring}px solid transparent;
  border-radius: 8px; outline: none;
  selection-background-color: $selection; selection-color: $text; gridline-color: $line; }
QTableView:focus, QTreeView:focus, QListView:focus { border-color: $accent; }
RecordView:focus { border-color: transparent; }
QListWidget::item { padding: 7px 10px; border-bottom: 1px solid $line; color: $text; }
QListWidget::item:selected { background: $selection; color: $text; }
QTreeWidget::item { padding: 4px 6px; }
QHeaderView { background: $card; border: none; }
QHeaderView::section { background: $card; color: $second; border: none;
  border-bottom: 1px solid $line; padding: 6px 8px; font-size: ${caption}px; }
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
QTableCornerButton::section { background: $card; border: none; border-bottom: 1px solid $line; }
QAbstractScrollArea::corner { background: transparent; }

QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $second; border: none; padding: 6px 1px;
  margin-right: 14px; border-bottom: 2px solid transparent; font-size: ${small}px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent; background: $selection; }
QTabBar QToolButton { background: $card; }
QSplitter::handle { background: transparent; }
QStatusBar { background: $page; border-top: 1px solid $line; color: $second; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $second; font-size: ${caption}px; }
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
QScrollBar, QProgressBar, QTreeView { widget-animation-duration: $duration; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QCalendarWidget QWidget { alternate-background-color: $sunk; }
"""
