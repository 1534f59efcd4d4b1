"""A window to walk through: over a copy of the sample, in a language, theme and size of text."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from gui import environment, theme
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.session import Session
from register import i18n, shelf
from register.catalog import Catalog
from tests.gui.walkers.room import FRAME, SCREEN
from tests.gui.walkers.tour import settle


@contextmanager
def opened(catalog: Catalog, source: Path, folder: Path, language: str) -> Iterator[MainWindow]:
    """Yield a window on a copy of ``source``, as large as a small screen."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    gc.disable()  # a QObject must not die on a worker's thread
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSTER_DATA", str(folder / "data"))
        i18n.set_language(language)
        environment.translate_qt(app)
        theme.load_fonts()
        theme.apply(app, "light")
        copy = folder / "sample.muster"
        shutil.copyfile(source, copy)
        preferences = Preferences()
        preferences.choose(name="Li Na", language=language)
        window = MainWindow(Session(catalog, preferences))
        window.resize(SCREEN.width(), SCREEN.height() - FRAME)
        window.show()
        window.session.attach(shelf.open_book(copy, catalog, by="Li Na"))
        settle(window)
        yield window
        window.close_anyway()
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        i18n.set_language("en")
        environment.translate_qt(app)
        theme.apply(app, "light")
    gc.collect()
    gc.enable()
