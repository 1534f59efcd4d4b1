"""Are the menus in order: words, access keys, tips, ellipses, shortcuts?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu

from gui.commands import plain

MOST_MENUS, MOST_ITEMS = 9, 14
_KEY = re.compile(r"&([^&\s])")
_CHINESE_KEY = re.compile(r"[(（]&[A-Z0-9][)）]…?$")
_HAN = re.compile(r"[\u4e00-\u9fff]")
DIALOGS = {
    "new_register", "open_register", "save_copy", "restore_snapshot", "import_file", "pick_risks",
    "export_list", "print_list", "export_register", "show_properties", "edit_selected", "search",
    "find_anything", "compare_files", "choose_columns", "check_register", "sign_as", "show_settings",
}  # fmt: skip
"""Verbs that ask for more before they do anything; windows that only show something do not."""


def menu_problems(window: QMainWindow) -> Iterator[str]:
    """Say what is wrong with the menus of a window."""
    titles = [action for action in window.menuBar().actions() if action.menu()]
    if len(titles) > MOST_MENUS:
        yield f"there are {len(titles)} menus"
    yield from _keys_clash("menu bar", titles)
    for title in titles:
        menu = title.menu()
        assert isinstance(menu, QMenu)
        yield from _inside(plain(title.text()), menu, tips=True)


def popup_problems(name: str, menu: QMenu) -> Iterator[str]:
    """Say what is wrong with a menu that pops up."""
    yield from _inside(name, menu, tips=False)


def ellipsis_problems(actions: dict[str, QAction]) -> Iterator[str]:
    """Say which verbs end in an ellipsis without asking for more, or ask without saying so."""
    for key, action in actions.items():
        if plain(action.text()).endswith("…") != (key in DIALOGS):
            yield f"{key}: “{action.text()}”"


def shortcut_conflicts(window: QMainWindow) -> Iterator[str]:
    """Say which keys are taken twice."""
    taken: dict[str, set[str]] = defaultdict(set)
    for action in window.findChildren(QAction):
        for keys in action.shortcuts():
            if not keys.isEmpty():
                taken[keys.toString()].add(action.text() or action.objectName())
    for shortcut in window.findChildren(QShortcut):
        if shortcut.parent() is window:
            taken[shortcut.key().toString()].add("a shortcut")
    for text, names in taken.items():
        if len(names) > 1:
            yield f"{text}: {', '.join(sorted(names))}"


def _inside(name: str, menu: QMenu, *, tips: bool) -> Iterator[str]:
    items = [action for action in menu.actions() if not action.isSeparator()]
    if len(items) > MOST_ITEMS:
        yield f"{name} has {len(items)} items"
    yield from _keys_clash(name, items)
    for action in items:
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _inside(f"{name} > {plain(action.text())}", inner, tips=tips)
        yield from _wording(name, action, tips=tips and inner is None)


def _wording(name: str, action: QAction, *, tips: bool) -> Iterator[str]:
    text = action.text().split("\t")[0]
    if not text.strip():
        yield f"{name}: an item without text"
    if tips and not action.statusTip():
        yield f"{name}: “{text}” has no status tip"
    if _HAN.search(text) and _KEY.search(text) and not _CHINESE_KEY.search(text):
        yield f"{name}: “{text}” does not end in its access key"


def _keys_clash(name: str, actions: Iterable[QAction]) -> Iterator[str]:
    taken: dict[str, str] = {}
    for action in actions:
        text = action.text().split("\t")[0].replace("&&", "")
        found = _KEY.search(text)
        if found is None:
            yield f"{name}: “{text}” has no access key"
            continue
        key = found.group(1).upper()
        if key in taken:
            yield f"{name}: “{text}” and “{taken[key]}” share {key}"
        taken[key] = text
