"""Saved views: a filter, columns and an order under a name, kept per list in the settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from gui.dialogs.frame import Frame
from gui.session import Session
from gui.tables.panel import ListPanel
from gui.widgets import label
from register.i18n import _

LONGEST = 80


class Views:
    """The saved views of one list."""

    def __init__(self, session: Session, panel: ListPanel, table: str) -> None:
        self._session, self._panel = session, panel
        self._key = f"views.{table}"

    def names(self) -> list[str]:
        """Return the names, in the order in which they were saved."""
        return list(self._all())

    def save(self, name: str) -> None:
        """Keep how the list looks now under a name; an older view of that name goes."""
        now = {"columns": self._panel.view.arrangement(), "filter": self._panel.filter_state()}
        self._keep(self._all() | {name: now})

    def show(self, name: str) -> None:
        """Let the list look as it did when the view was saved."""
        view = self._all().get(name, {})
        columns, narrowing = view.get("columns"), view.get("filter")
        self._panel.view.arrange(columns if isinstance(columns, dict) else {})
        self._panel.put_filter(narrowing if isinstance(narrowing, dict) else {})

    def remove(self, name: str) -> None:
        """Forget a view."""
        self._keep({key: view for key, view in self._all().items() if key != name})

    def ask_name(self) -> None:
        """Ask for a name, then save."""
        ViewNameDialog(self.save, self._panel.window()).open()

    def menu(self, parent: QWidget) -> QMenu:
        """Return the menu of the views."""
        menu = QMenu(_("Saved &views"), parent)
        names = self.names()
        for name in names:
            menu.addAction(name.replace("&", "&&")).triggered.connect(partial(self._chosen, name))
        if names:
            menu.addSeparator()
        menu.addAction(_("&Save this view…"), self.ask_name)
        if names:
            inner = menu.addMenu(_("&Remove a view"))
            for name in names:
                action = inner.addAction(name.replace("&", "&&"))
                action.triggered.connect(partial(self._unwanted, name))
        return menu

    # inside ------------------------------------------------------------------------------

    def _chosen(self, name: str, _on: bool = False) -> None:
        self.show(name)

    def _unwanted(self, name: str, _on: bool = False) -> None:
        self.remove(name)

    def _all(self) -> dict[str, dict[str, Any]]:
        found = self._session.preferences.values(self._key)
        return {name: view for name, view in found.items() if isinstance(view, dict)}

    def _keep(self, views: dict[str, dict[str, Any]]) -> None:
        self._session.preferences.remember_values(self._key, views)
        self._session.preferences.flush()


class ViewNameDialog(Frame):
    """Asks what a view is called."""

    def __init__(self, act: Callable[[str], None], parent: QWidget) -> None:
        words = _("The filter, the columns and the order of the list are kept under this name.")
        super().__init__(_("Save view"), words, parent)
        self._act = act
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST)
        name = label(_("&Name"), "second")
        name.setBuddy(self.name)
        self.name.setAccessibleName(_("Name"))
        self.body.addWidget(name)
        self.body.addWidget(self.name)
        self.verb = self.add_buttons(_("&Save"), self.carry_out)
        self.name.textChanged.connect(lambda text: self.verb.setEnabled(bool(text.strip())))
        self.verb.setEnabled(False)
        self.name.setFocus()

    def carry_out(self) -> None:
        """Save under the name."""
        self._act(self.name.text().strip())
        self.accept()
