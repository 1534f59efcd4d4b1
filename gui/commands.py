"""Everything that the menus offer, as a list: for finding a command and for the sheet of keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

_ACCESS_KEY = re.compile(r"[(（]&\w[)）]|&(?=[^&])")


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of a menu: ``path`` holds the names of the menus above it.

    ``name`` says which inner menu it stands in, as in “Theme: Dark”.
    """

    path: tuple[str, ...]
    name: str
    keys: str
    action: QAction


def commands(bar: QMenuBar) -> list[Command]:
    """Return every entry of the menus, in their order."""
    return [item for action in bar.actions() for item in _inside(action, ())]


def plain(text: str) -> str:
    """Return the text of a menu without the mark of its access key."""
    return _ACCESS_KEY.sub("", text.replace("&&", "\0")).replace("\0", "&").strip()


def _inside(action: QAction, path: tuple[str, ...]) -> Iterator[Command]:
    menu = action.menu()
    if isinstance(menu, QMenu):
        for inner in menu.actions():
            yield from _inside(inner, (*path, plain(action.text())))
    elif not action.isSeparator():
        name = ": ".join((*path[1:], plain(action.text())))
        yield Command(path, name, _keys(action), action)


def _keys(action: QAction) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(keys.toString(native) for keys in action.shortcuts())
