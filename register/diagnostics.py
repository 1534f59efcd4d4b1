"""What can be said about the program and this computer, without a word of any register."""

from __future__ import annotations

import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version

from register.settings import data_folder
from register.version import VERSION

LIBRARIES = (
    "PySide6-Essentials",
    "matplotlib",
    "reportlab",
    "pypdfium2",
    "python-calamine",
    "XlsxWriter",
    "sqlite-utils",
    "pypinyin",
    "platformdirs",
)


def versions() -> list[tuple[str, str]]:
    """Return name and version of the program and of what it stands on."""
    own = [
        ("Muster", VERSION),
        ("Python", platform.python_version()),
        ("SQLite", sqlite3.sqlite_version),
    ]
    return own + [(name, _version(name)) for name in LIBRARIES]


def about_this_computer() -> list[tuple[str, str]]:
    """Return the versions, the system, and where the program keeps its own files."""
    return [*versions(), ("System", platform.platform()), ("Data folder", str(data_folder()))]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "—"
