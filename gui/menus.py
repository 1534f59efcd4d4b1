"""Builds the menu bar from the list of actions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

from gui.access_keys import give_keys
from gui.actions import (
    DENSITIES,
    EXPORT_VERBS,
    EXPORTS,
    MENUS,
    PLACE_LIST,
    RECENT,
    SEPARATOR,
    THEMES,
    TONGUES,
    VERBS,
    ZOOM_VERBS,
    ZOOMS,
    Needs,
    Verb,
)
from gui.icons import icon
from gui.places import PLACES
from gui.session import Session
from register.i18n import LANGUAGES, N_, _, current_language, translated

THEME_WORDS = {
    "system": N_("As the &system"),
    "light": N_("&Light"),
    "dark": N_("&Dark"),
    "contrast": N_("&High contrast"),
}

DENSITY_WORDS = {"calm": N_("&Calm"), "compact": N_("C&ompact")}


class Doer(Protocol):
    """Who does what the menus offer; every verb is a method of that name as well."""

    def go(self, key: str) -> None: ...
    def open_path(self, path: Path) -> None: ...
    def choose_theme(self, key: str) -> None: ...
    def choose_density(self, key: str) -> None: ...
    def choose_language(self, key: str) -> None: ...


class Menus:
    """The actions of one window, and the menus that hold them."""

    def __init__(self, window: QMainWindow, session: Session, doer: Doer) -> None:
        self.actions: dict[str, QAction] = {}
        self._session, self._doer = session, doer
        bar = QMenuBar()
        window.setMenuBar(bar)  # Qt deletes the one before, with its menus and actions
        for verb in VERBS:
            self.actions[verb.key] = self._action(verb, bar)
        for title, keys in MENUS:
            menu = bar.addMenu(_(title))
            for key in keys:
                self._add(menu, key)

    def enable(self) -> None:
        """Enable what is possible now, and name what undo and redo would do."""
        book = self._session.book
        possible = {
            Needs.NOTHING: True,
            Needs.BOOK: book is not None,
            Needs.WRITABLE: book is not None and not book.read_only,
        }
        for verb in VERBS:
            self.actions[verb.key].setEnabled(possible[verb.needs])
        undo = book.undo_label() if book is not None else ""
        redo = book.redo_label() if book is not None else ""
        self.actions["undo"].setText(
            _("&Undo {what}").format(what=_escaped(undo)) if undo else _("&Undo")
        )
        self.actions["redo"].setText(
            _("&Redo {what}").format(what=_escaped(redo)) if redo else _("&Redo")
        )
        for action in self._places:
            action.setEnabled(book is not None)

    # inside ------------------------------------------------------------------------------

    def _action(self, verb: Verb, bar: QMenuBar) -> QAction:
        made = QAction(_(verb.text), bar)
        made.setStatusTip(_(verb.tip))
        made.setShortcuts([QKeySequence(text) for text in verb.shortcuts])
        made.setMenuRole(verb.role)
        if verb.sign:
            made.setIcon(icon(verb.sign))
        act: Callable[[], object] = getattr(self._doer, verb.key)
        made.triggered.connect(lambda _on=False: act())
        return made

    def _add(self, menu: QMenu, key: str) -> None:
        special = {
            RECENT: self._add_recent,
            PLACE_LIST: self._add_places,
            THEMES: self._add_themes,
            TONGUES: self._add_tongues,
            EXPORTS: self._add_exports,
            DENSITIES: self._add_densities,
            ZOOMS: self._add_zooms,
        }
        if key == SEPARATOR:
            menu.addSeparator()
        elif key in special:
            special[key](menu)
        else:
            menu.addAction(self.actions[key])

    def _add_recent(self, menu: QMenu) -> None:
        inner = menu.addMenu(icon("clock"), _("Open r&ecent"))
        inner.aboutToShow.connect(lambda: self._fill_recent(inner))
        self._fill_recent(inner)

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        recent = self._session.preferences.settings.recent
        for n, text in enumerate(recent, 1):
            path = Path(text)
            action = menu.addAction(f"&{n % 10}  {_escaped(path.name)}")
            action.setStatusTip(text)
            action.setEnabled(path.exists())
            action.triggered.connect(lambda _on=False, p=path: self._doer.open_path(p))
        menu.addSeparator()
        clear = menu.addAction(_("&Clear this list"))
        clear.setStatusTip(_("Forget every register of this list"))
        clear.triggered.connect(lambda _on=False: self._session.preferences.clear_recent())
        menu.setEnabled(bool(recent))

    def _add_exports(self, menu: QMenu) -> None:
        inner = menu.addMenu(icon("export"), _("E&xport"))
        for key in EXPORT_VERBS:
            inner.addAction(self.actions[key])

    def _add_places(self, menu: QMenu) -> None:
        self._places: list[QAction] = []
        groups = {"": menu}
        for place in PLACES:
            if place.group not in groups:
                groups[place.group] = menu.addMenu(translated(place.group))
            action = groups[place.group].addAction(icon(place.sign), translated(place.label))
            if place.digit:
                action.setShortcut(QKeySequence(f"Ctrl+{place.digit}"))
            action.setStatusTip(_("Show this page"))
            action.triggered.connect(lambda _on=False, key=place.key: self._doer.go(key))
            self._places.append(action)
        for inner in groups.values():
            give_keys(inner)

    def _add_zooms(self, menu: QMenu) -> None:
        inner = menu.addMenu(icon("zoom-in"), _("&Zoom"))
        for key in ZOOM_VERBS:
            inner.addAction(self.actions[key])

    def _add_densities(self, menu: QMenu) -> None:
        now = "compact" if self._session.preferences.compact else "calm"
        words = {key: _(text) for key, text in DENSITY_WORDS.items()}
        inner = menu.addMenu(icon("menu"), _("&Density"))
        self._add_choice(inner, words, now, self._doer.choose_density)

    def _add_themes(self, menu: QMenu) -> None:
        now = self._session.preferences.state("theme", "system")
        words = {key: _(text) for key, text in THEME_WORDS.items()}
        self._add_choice(
            menu.addMenu(icon("theme-dark"), _("&Theme")), words, now, self._doer.choose_theme
        )

    def _add_tongues(self, menu: QMenu) -> None:
        inner = menu.addMenu(icon("language"), _("&Language"))
        self._add_choice(inner, LANGUAGES, current_language(), self._doer.choose_language)

    def _add_choice(
        self, menu: QMenu, words: dict[str, str], now: str, choose: Callable[[str], None]
    ) -> None:
        group = QActionGroup(menu)
        for key, text in words.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(key == now)
            action.setStatusTip(_("Takes effect at once"))
            action.triggered.connect(lambda _on=False, k=key: choose(k))
            group.addAction(action)
        give_keys(menu)


def _escaped(text: str) -> str:
    return text.replace("&", "&&")
