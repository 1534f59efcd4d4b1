"""Walks with texts twice as large, in every theme, and mirrored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from gui import theme
from gui.main_window import MainWindow
from gui.pages.record_page import RecordPage
from register.catalog import Catalog
from register.i18n import LANGUAGES
from tests.gui.walkers.ink import faint
from tests.gui.walkers.room import clipped, too_large
from tests.gui.walkers.rooms import opened
from tests.gui.walkers.seen import place_of
from tests.gui.walkers.tabbing import unreachable
from tests.gui.walkers.tour import Tour, settle

THEMES = ("light", "dark", "contrast", "strong dark")


@pytest.fixture(scope="module", params=sorted(LANGUAGES))
def window(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    catalog: Catalog,
    sample_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[MainWindow]:
    folder = tmp_path_factory.mktemp("looks")
    with opened(catalog, sample_file, folder, request.param) as made:
        yield made


def test_texts_twice_as_large_are_not_cut_off(window: MainWindow, tmp_path: Path) -> None:
    window.deeds.choose_zoom("200")
    found: set[str] = set()

    def see(name: str, root: QWidget) -> None:
        found.update(f"{name}: {text}" for text in (*clipped(root), *too_large(root)))

    Tour(window, tmp_path).everything(see)
    window.deeds.zoom_normal()
    assert not found, "\n" + "\n".join(sorted(found))


@pytest.mark.parametrize("key", THEMES)
def test_texts_can_be_told_from_their_ground(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    if key == "strong dark":
        monkeypatch.setattr(theme, "STRONG_LIGHT", theme.STRONG_DARK)
    window.deeds.choose_theme("contrast" if key == "strong dark" else key)
    found: set[str] = set()

    def see(name: str, root: QWidget) -> None:
        found.update(f"{name}: {text}" for text in faint(root))

    tour = Tour(window, tmp_path)
    tour.places(see)
    tour.dialogs(see)
    window.deeds.choose_theme("light")
    assert not found, "\n" + "\n".join(sorted(found))


def test_forms_are_mirrored_for_readers_from_the_right(window: MainWindow) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        window.apply_theme()
        window.go("risks")
        settle(window)
        page = window.page
        assert isinstance(page, RecordPage)
        keys = [tab.key for tab in page.detail.tabs]
        page.detail.bar.setCurrentIndex(keys.index("details"))
        settle(window)
        whole = window.width()
        assert place_of(window.navigation, window).right() >= whole - 1
        assert place_of(page.list, window).left() > place_of(page.detail, window).right()
        editors = page.detail.form.editors
        owner, category = (place_of(editors[key], window) for key in ("owner", "category"))
        assert owner.top() != category.top() or owner.left() != category.left()
        assert list(clipped(window)) == []
        assert list(unreachable(window)) == []
    finally:
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        window.apply_theme()
