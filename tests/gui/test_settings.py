from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui import theme
from gui.crash_report import report_text
from gui.dialogs.settings_dialog import SettingsDialog
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.session import Session
from gui.tables.columns import layout_of
from register import backup, i18n
from register.catalog import Catalog
from register.entities import RISK

pytestmark = pytest.mark.usefixtures("light_again")


def _settings(window: MainWindow) -> SettingsDialog:
    window.deeds.show_settings()
    return window.findChildren(SettingsDialog)[-1]


def _choose(dialog: SettingsDialog, which: str, key: str) -> None:
    combo = getattr(dialog, which)
    combo.setCurrentIndex(combo.findData(key))
    combo.activated.emit(combo.currentIndex())


def test_language_changes_at_once_in_every_open_window(window: MainWindow) -> None:
    _choose(_settings(window), "language", "zh_CN")
    assert i18n.current_language() == "zh_CN"
    assert Preferences().settings.language == "zh_CN"
    again = window.findChildren(SettingsDialog)[-1]
    assert again.isVisible()
    assert again.language.currentData() == "zh_CN"


@pytest.mark.parametrize("key", ["dark", "contrast", "light"])
def test_theme_changes_at_once(window: MainWindow, key: str) -> None:
    _choose(_settings(window), "theme", key)
    page = QApplication.palette().window().color().name().upper()
    assert page == {"dark": "#15191C", "contrast": "#FFFFFF", "light": "#F6F5F2"}[key]
    assert Preferences().theme == key


def test_compact_rows_are_lower(window: MainWindow) -> None:
    before = layout_of(RISK).row_height
    _choose(_settings(window), "density", "compact")
    assert layout_of(RISK).row_height < before
    assert Preferences().compact


def test_name_is_kept_when_its_field_is_left(window: MainWindow) -> None:
    dialog = _settings(window)
    dialog.name.setText("Wang Jun")
    dialog.name.editingFinished.emit()
    assert window.session.open_book.by == Preferences().settings.name == "Wang Jun"


def test_snapshots_go_where_they_are_told_to(window: MainWindow, tmp_path: Path) -> None:
    dialog = _settings(window)
    dialog.keep_folder(str(tmp_path / "elsewhere"))
    assert backup.snapshot(window.session.open_book, "asked")
    assert list((tmp_path / "elsewhere").rglob("*.muster"))
    dialog.keep_folder("")
    assert str(tmp_path / "data") in dialog.folder.text()


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK, theme.STRONG_LIGHT, theme.STRONG_DARK])
def test_texts_and_edges_can_be_told_from_what_they_stand_on(tokens: theme.Tokens) -> None:
    for ground in (tokens.page, tokens.card, tokens.sunk, tokens.selection):
        for ink in (tokens.text, tokens.second):
            assert _contrast(ink, ground) >= 4.5, (ink, ground)
    for ground in (tokens.page, tokens.card, tokens.sunk):
        for ink in (tokens.third, tokens.accent, tokens.problem, tokens.warning):
            assert _contrast(ink, ground) >= 4.5, (ink, ground)
        assert _contrast(tokens.edge, ground) >= 3, ground
    assert _contrast(tokens.on_accent, tokens.accent) >= 4.5


def _contrast(one: str, other: str) -> float:
    """The contrast of WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _fault() -> ValueError:
    try:
        int("Zhang San has a secret")
    except ValueError as error:
        return error
    raise AssertionError


def test_report_tells_kinds_and_places_but_no_words(themed: QApplication) -> None:
    text = report_text(_fault())
    assert "ValueError" in text
    assert "test_settings.py" in text
    assert "Python: " in text
    assert "Zhang San" not in text


def test_fault_offers_to_save_a_report(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.session.complain(_fault())
    assert window.notices.verb.text() == "Save a report…"
    window.notices.verb.click()
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "report.txt"))
    dialog.close()
    assert "ValueError" in (tmp_path / "report.txt").read_text(encoding="utf-8")
    window.deeds._write_report(tmp_path, "text")
    assert window.notices.text.text().startswith("The system refused")


def test_recent_list_is_greyed_marked_and_cleared(
    qtbot: QtBot, themed: QApplication, catalog: Catalog, sample_file: Path, tmp_path: Path
) -> None:
    path, gone = tmp_path / "mine.muster", tmp_path / "gone.muster"
    path.write_bytes(sample_file.read_bytes())
    window = MainWindow(Session(catalog, Preferences()))
    qtbot.addWidget(window)
    window.session.preferences.add_recent(gone)
    with qtbot.waitSignal(window.session.opened):
        window.deeds.open_path(path)
    window.deeds.close_register()
    texts = {made.text() for made in window._start.findChildren(QLabel)}
    assert "changed since you closed it" not in texts
    path.touch()
    window.show_start()
    texts = {made.text() for made in window._start.findChildren(QLabel)}
    assert "changed since you closed it" in texts
    buttons = window._start.findChildren(QPushButton)
    recent = {made.accessibleName(): made for made in buttons}
    assert recent["mine"].isEnabled()
    assert not recent["gone"].isEnabled()
    next(made for made in buttons if made.text() == "Clear this list").click()
    assert Preferences().settings.recent == ()
    window.close_anyway()
