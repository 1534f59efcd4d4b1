"""What tests of the window share: a session over a fresh register or the sample, and a window."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import theme
from gui.environment import let_go_of_clipboard
from gui.main_window import MainWindow
from gui.session import Session
from register import shelf
from register.assess import assess
from register.book import Book
from register.catalog import Catalog
from register.entities import RISK, Assessment, Risk
from register.entities.risk import Tier
from register.entity import new_id
from register.samples import build_sample
from tests.gui.windows import on_screen


@pytest.fixture(autouse=True, scope="package")
def collected_nowhere_else() -> Iterator[None]:
    """Let Python collect garbage by itself again when no test of the window is left."""
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """Collect garbage on the window's thread only: a QObject must not die on a worker's.

    That holds between two tests as well, while a task of the last one still ends. What is to be
    deleted goes by Qt's hand, in Qt's order.
    """
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.disable()


@pytest.fixture(scope="session")
def themed(qapp: QApplication) -> Iterator[QApplication]:
    theme.load_fonts()
    theme.apply(qapp, "light")
    yield qapp
    let_go_of_clipboard()


@pytest.fixture(scope="session")
def sample_file(
    tmp_path_factory: pytest.TempPathFactory, catalog: Catalog, monkeypatch_session: None
) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.muster"
    with shelf.create(path, catalog, by="Li Na") as book:
        build_sample(book, date(2026, 11, 20))
    return path


@pytest.fixture(scope="session")
def monkeypatch_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSTER_DATA", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture
def session(qtbot: QtBot, themed: QApplication, catalog: Catalog, book: Book) -> Iterator[Session]:
    made = Session(catalog)
    made.attach(book)
    yield made
    made.detach()


@pytest.fixture
def sample(
    qtbot: QtBot, themed: QApplication, catalog: Catalog, sample_file: Path, tmp_path: Path
) -> Iterator[Session]:
    path = tmp_path / "sample.muster"
    shutil.copyfile(sample_file, path)
    made = Session(catalog)
    made.attach(shelf.open_book(path, catalog, by="Li Na"))
    yield made
    made.detach()


@pytest.fixture
def rated_risks(book: Book) -> None:
    """Twelve risks in the register, all but the first rated as they are and as they shall be."""
    with book.change("Add"):
        for n in range(12):
            risk = Risk(id=f"r{n}", number=f"R-{n:03}", title=f"Risk {n} <b>洪水</b>")
            book.table(RISK).save(risk)
            if n:
                for tier, impact in ((Tier.CURRENT, 4), (Tier.TARGET, 1)):
                    assess(book, Assessment(id=new_id(), risk=risk.id, tier=tier, likelihood=3,
                                            impact=impact, assessed_on=date(2026, 1, 1)))  # fmt: skip


@pytest.fixture
def bare_window(qtbot: QtBot, themed: QApplication, sample: Session) -> Iterator[MainWindow]:
    """A window over the sample that shows no page yet."""
    made = on_screen(qtbot, MainWindow(sample))
    yield made
    made.close_anyway()


@pytest.fixture
def window(bare_window: MainWindow) -> MainWindow:
    """A window over the sample, at its overview."""
    bare_window.go("overview")
    return bare_window


@pytest.fixture
def light_again(themed: QApplication) -> Iterator[None]:
    """Take back what a test did to the theme and the size of texts, when its window is closed."""
    yield
    theme.apply(themed, "light")
