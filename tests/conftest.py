"""What every test shares: no screen, a data folder of its own, and a fresh register."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LANGUAGE"] = os.environ["LC_ALL"] = "C.UTF-8"

import main
from register import i18n, shelf
from register.book import Book
from register.catalog import Catalog

LASTING = {"pdf"}
"""Threads that live as long as the program."""


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("MUSTER_DATA", str(tmp_path / "data"))
    i18n.set_language("en")
    yield
    i18n.set_language("en")


@pytest.fixture(autouse=True)
def nothing_unexpected(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail a test that leaves a thread behind, or that logs a warning it did not announce."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        if thread.name not in LASTING:
            thread.join(10)
            assert not thread.is_alive(), f"{thread.name} is still running"
    if "expects_log" not in request.keywords:
        records = caplog.get_records("call")
        assert [r.getMessage() for r in records if r.levelno >= logging.WARNING] == []


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return main.catalog()


@pytest.fixture
def book_path(tmp_path: Path) -> Path:
    return tmp_path / "test.muster"


@pytest.fixture
def book(book_path: Path, catalog: Catalog) -> Iterator[Book]:
    with shelf.create(book_path, catalog, by="Li Na") as fresh:
        yield fresh
