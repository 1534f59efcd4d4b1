"""One walk through everything in each language; every test looks at what was found on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from gui.main_window import MainWindow
from gui.pages.record_page import RecordPage
from register.catalog import Catalog
from register.i18n import LANGUAGES
from tests.gui.walkers import menus
from tests.gui.walkers.flashes import Flashes
from tests.gui.walkers.names import too_small, unbuddied, unnamed
from tests.gui.walkers.room import clipped, too_large
from tests.gui.walkers.rooms import opened
from tests.gui.walkers.tabbing import unreachable
from tests.gui.walkers.texts import rich
from tests.gui.walkers.tour import Tour, every_dialog

Found = dict[str, set[str]]
CHECKS: dict[str, Callable[[QWidget], Iterator[str]]] = {
    "unnamed": unnamed,
    "unbuddied": unbuddied,
    "too small": too_small,
    "clipped": clipped,
    "too large": too_large,
    "rich": rich,
    "unreachable": unreachable,
}


class Walk:
    """What was found in one language."""

    def __init__(self) -> None:
        self.found: Found = defaultdict(set)
        self.visited: set[type[QDialog]] = set()

    def see(self, name: str, root: QWidget) -> None:
        """Look at one stop."""
        for key, check in CHECKS.items():
            self.found[key] |= {f"{name}: {text}" for text in check(root)}

    def menus(self, window: MainWindow) -> None:
        """Look at the menu bar, and at the menus of lists."""
        self.found["menus"] |= set(menus.menu_problems(window))
        self.found["shortcuts"] |= set(menus.shortcut_conflicts(window))
        self.found["ellipses"] |= set(menus.ellipsis_problems(window.menus.actions))
        window.go("people")
        assert isinstance(window.page, RecordPage)
        window.page.list.view.selectAll()
        for name, menu in _popups(window.page):
            self.found["menus"] |= set(menus.popup_problems(name, menu))


def _popups(page: RecordPage) -> Iterator[tuple[str, QMenu]]:
    yield "menu of the list", page.lists.list_menu()
    yield "menu of rows", page.lists.row_menu()


@pytest.fixture(scope="module", params=sorted(LANGUAGES))
def walk(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    catalog: Catalog,
    sample_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Walk:
    made = Walk()
    folder = tmp_path_factory.mktemp("walk")
    flashes = Flashes(qapp)
    with opened(catalog, sample_file, folder, request.param) as window:
        tour = Tour(window, folder)
        tour.everything(made.see)
        made.menus(window)
        made.visited = tour.visited
    qapp.removeEventFilter(flashes)
    made.found["flashes"] = flashes.seen
    return made


def _nothing(found: Found, key: str) -> None:
    assert not found[key], "\n" + "\n".join(sorted(found[key]))


def test_every_dialog_was_visited(walk: Walk) -> None:
    assert every_dialog() - walk.visited == set()


@pytest.mark.parametrize("key", [*CHECKS, "menus", "shortcuts", "ellipses", "flashes"])
def test_nothing_is_wrong_with(walk: Walk, key: str) -> None:
    _nothing(walk.found, key)
