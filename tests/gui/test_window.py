from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from gui.main_window import MOST_PAGES, MainWindow
from gui.opening import Refusal
from gui.pages.record_page import RecordPage
from gui.pages.reviews import ReviewsPage
from gui.pages.start_page import RecentButton
from gui.places import PLACES
from gui.preferences import Preferences
from gui.session import Session
from register import i18n, shelf
from register.catalog import Catalog
from register.entities import RISK, TEAM
from tests.gui.windows import free_risk

MNEMONIC = re.compile(r"&(?!&)(.)")


@pytest.fixture
def empty_window(qtbot: QtBot, themed: QApplication, catalog: Catalog) -> Iterator[MainWindow]:
    made = MainWindow(Session(catalog, Preferences()))
    qtbot.addWidget(made)
    made.show_start()
    made.show()
    yield made
    made.close_anyway()


def _menus(window: MainWindow) -> Iterator[tuple[str, list[QAction]]]:
    waiting = [action.menu() for action in window.menuBar().actions()]
    yield "bar", window.menuBar().actions()
    while waiting:
        menu = waiting.pop()
        assert isinstance(menu, QMenu)
        actions = [action for action in menu.actions() if not action.isSeparator()]
        yield menu.title(), actions
        waiting += [action.menu() for action in actions if action.menu()]


def _buttons(window: MainWindow) -> dict[str, QPushButton]:
    return {made.text(): made for made in window._start.findChildren(QPushButton)}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_place_shows_in_every_language(
    qtbot: QtBot, window: MainWindow, language: str
) -> None:
    window.deeds.choose_language(language)
    for place in PLACES:
        window.go(place.key)
        assert window.page is not None
        assert window._stack.currentWidget() is window.page
    assert i18n.translated(PLACES[0].label) in {
        made.accessibleName() for made in window.navigation.findChildren(QPushButton)
    }
    qtbot.waitUntil(lambda: not window.session._jobs)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_mnemonics_are_there_and_unique_in_each_menu(window: MainWindow, language: str) -> None:
    window.deeds.choose_language(language)
    for title, actions in _menus(window):
        keys = [m.group(1).upper() for a in actions if (m := MNEMONIC.search(a.text()))]
        assert len(set(keys)) == len(keys), (title, [a.text() for a in actions])


def test_no_two_actions_share_a_shortcut(window: MainWindow) -> None:
    window.menus.enable()
    found: dict[str, str] = {}
    for _title, actions in _menus(window):
        for action in actions:
            for shortcut in action.shortcuts():
                text = shortcut.toString()
                assert found.setdefault(text, action.text()) == action.text()
    assert len(found) > 20


def test_every_verb_has_a_tip(window: MainWindow) -> None:
    for key, action in window.menus.actions.items():
        assert action.statusTip(), key


def test_theme_changes_without_losing_the_record(window: MainWindow) -> None:
    record = window.session.open_book.table(RISK).all()[5]
    window.session.show_record("risks", record.id)
    window.deeds.choose_theme("dark")
    assert window.page is not None
    assert window.page.detail.record_id == record.id  # type: ignore[attr-defined]
    window.deeds.choose_theme("light")


def test_undo_goes_to_the_text_in_focus_first(qtbot: QtBot, window: MainWindow) -> None:
    window.go("risks")
    page = window.page
    assert page is not None
    line = page.findChild(QLineEdit, "title")
    assert isinstance(line, QLineEdit)
    stored, steps = line.text(), window.session.open_book.head.seq
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClicks(line, "xyz")
    window.deeds.undo()
    assert line.text() == stored
    assert window.session.open_book.head.seq == steps


def test_undo_names_what_it_takes_back(window: MainWindow) -> None:
    risk = free_risk(window.session)
    window.session.delete(RISK, [risk.id])
    assert risk.title in window.menus.actions["undo"].text()
    window.deeds.undo()
    assert risk.title in window.menus.actions["redo"].text()
    assert window._saved.text().startswith("All changes saved ")


def test_closing_stores_the_field_in_focus(qtbot: QtBot, window: MainWindow) -> None:
    window.go("risks")
    path = window.session.open_book.path
    assert path is not None
    assert window.page is not None
    window.page.detail.form.editors["notes"].put("typed last")  # type: ignore[attr-defined]
    record = window.page.detail.record_id  # type: ignore[attr-defined]
    assert window.close()
    with shelf.read_copy(path, window.session.catalog) as book:
        assert book.table(RISK).get(record).notes == "typed last"  # type: ignore[union-attr]


def test_page_seen_longest_ago_goes_and_comes_back_with_its_record(window: MainWindow) -> None:
    window.go("risks")
    risk = window.session.open_book.table(RISK).all()[4]
    page = window.page
    assert isinstance(page, RecordPage)
    page.show_record(risk.id)
    page.list.put_filter({"text": risk.title})
    for place in PLACES[3 : 3 + MOST_PAGES]:
        window.go(place.key)
    assert len(window._pages) == MOST_PAGES
    assert "risks" not in window._pages
    window.go("risks")
    again = window.page
    assert isinstance(again, RecordPage)
    assert again is not page
    assert again.current == again.detail.record_id == risk.id
    assert again.list.filter_box.text() == risk.title


def test_other_look_keeps_the_record_of_every_page(window: MainWindow, light_again: None) -> None:
    book = window.session.open_book
    risk, team = book.table(RISK).all()[4], book.table(TEAM).all()[1]
    window.show_record("risks", risk.id)
    window.show_record("teams", team.id)
    window.deeds.choose_theme("dark")
    assert window.page is not None
    assert window.page.current == team.id
    window.go("risks")
    assert window.page.current == risk.id


def test_page_that_comes_back_without_its_record_keeps_its_filter(
    window: MainWindow, light_again: None
) -> None:
    risk, other = free_risk(window.session), window.session.open_book.table(RISK).all()[4]
    window.show_record("risks", risk.id)
    assert isinstance(window.page, RecordPage)
    window.page.list.put_filter({"text": other.title})
    window.go("teams")
    window.session.delete(RISK, [risk.id])
    window.deeds.choose_theme("dark")
    window.go("risks")
    assert isinstance(window.page, RecordPage)
    assert window.page.list.filter_box.text() == other.title
    assert window.page.current == window.page.detail.record_id == other.id


def test_other_look_and_language_keep_a_review_that_was_begun(
    window: MainWindow, light_again: None
) -> None:
    window.go("reviews")
    assert isinstance(window.page, ReviewsPage)
    window.page.risk.form.editors["text"].put("Half a sentence")
    window.deeds.choose_theme("dark")
    assert isinstance(window.page, ReviewsPage)
    assert window.page.risk.form.editors["text"].text() == "Half a sentence"
    window.deeds.choose_language("zh_CN")
    assert window.page.risk.form.editors["text"].text() == "Half a sentence"


def test_other_size_of_texts_keeps_what_does_not_fit(window: MainWindow, light_again: None) -> None:
    for place in PLACES:
        window.go(place.key)
    risk = window.session.open_book.table(RISK).all()[2]
    window.show_record("risks", risk.id)
    page = window.page
    assert isinstance(page, RecordPage)
    page.detail.form.editors["raised_on"].put("never")
    window.deeds.choose_zoom("110")
    assert list(window._pages) == ["risks"]  # Qt would dress every one of them
    again = window.page
    assert isinstance(again, RecordPage)
    assert again.detail.record_id == risk.id
    assert again.typed()[0].texts == {"raised_on": "never"}
    assert again.detail.form.editors["raised_on"].problem
    assert not window.may_leave()
    again.revert()


def test_closing_asks_only_when_a_field_does_not_fit(window: MainWindow) -> None:
    window.go("risks")
    assert window.page is not None
    window.page.detail.form.editors["raised_on"].put("never")  # type: ignore[attr-defined]
    assert not window.close()
    assert window.notices.isVisible()
    window.notices.verb.click()
    assert window.session.book is None


def test_sample_is_called_a_sample(window: MainWindow) -> None:
    window.session.is_sample = True
    window._title.show()
    assert "(sample)" in window.windowTitle()


def test_stale_offer_of_undo_goes_away(window: MainWindow) -> None:
    risk = free_risk(window.session)
    window.session.delete(RISK, [risk.id])
    assert window.notices.isVisible()
    window.deeds.undo()
    assert not window.notices.isVisible()


def test_new_record_starts_a_risk_where_the_page_has_none(window: MainWindow) -> None:
    window.deeds.new_record()
    assert window.page is not None
    assert window.page.detail.form.is_draft  # type: ignore[attr-defined]
    assert window.page.detail.form.entity is RISK  # type: ignore[attr-defined]


def test_dialogs_open_without_blocking(qtbot: QtBot, window: MainWindow) -> None:
    for show in (window.deeds.show_properties, window.deeds.about, window.deeds.sign_as):
        show()
    shown = window.findChildren(QDialog)
    assert len(shown) == 3
    for dialog in shown:
        assert dialog.isVisible()
        dialog.reject()


def test_notice_of_what_went_wrong_stays(window: MainWindow) -> None:
    window.session.tell("Quiet words")
    assert window.notices._timer.isActive()
    window.session.complain(ValueError("hidden"))
    assert not window.notices._timer.isActive()
    assert "hidden" not in window.notices.text.text()


def test_file_is_opened_and_remembered(
    qtbot: QtBot, empty_window: MainWindow, sample_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mine.muster"
    path.write_bytes(sample_file.read_bytes())
    with qtbot.waitSignal(empty_window.session.opened):
        empty_window.deeds.open_path(path)
    assert empty_window.page is not None
    assert empty_window.session.preferences.settings.recent == (str(path),)
    empty_window.deeds.close_register()
    recent = empty_window._start.findChildren(RecentButton)
    assert [(made.accessibleName(), made.isEnabled()) for made in recent] == [("mine", True)]


def test_new_register_is_made_and_opened(
    qtbot: QtBot, empty_window: MainWindow, tmp_path: Path
) -> None:
    with qtbot.waitSignal(empty_window.session.opened):
        empty_window.deeds.opener.create(tmp_path / "new.muster")
    assert empty_window.session.open_book.table(RISK).count() == 0


def test_refusal_leaves_the_open_register_in_sight(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    book = window.session.open_book
    there = tmp_path / "there.muster"
    there.write_bytes(b"something")
    with qtbot.waitSignal(window.session.told) as told:
        window.deeds.opener.create(there)
    assert told.args
    assert "exists already" in told.args[0].text
    assert told.args[0].verb == "Open it"
    with qtbot.waitSignal(window.session.told):
        window.deeds.opener.create(book.path)
    with qtbot.waitSignal(window.session.told):
        window.deeds.open_path(tmp_path / "nowhere.muster")
    assert window.session.book is book
    assert window._stack.currentWidget() is window.page


def test_one_comes_back_from_a_refusal_to_the_open_register(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.muster"
    data = bytearray(window.session.open_book.path.read_bytes())  # type: ignore[union-attr]
    data[4096 * 3 : 4096 * 3 + 3000] = b"\xff" * 3000
    damaged.write_bytes(bytes(data))
    with qtbot.waitSignal(window.deeds.opener.refused):
        window.deeds.open_path(damaged)
    assert window._stack.currentWidget() is window._start
    back = next(b for text, b in _buttons(window).items() if text.startswith("Back to"))
    back.click()
    assert window._stack.currentWidget() is window.page


def test_missing_file_is_one_sentence(
    qtbot: QtBot, empty_window: MainWindow, tmp_path: Path
) -> None:
    with qtbot.waitSignal(empty_window.deeds.opener.refused):
        empty_window.deeds.open_path(tmp_path / "gone.muster")
    texts = [made.text() for made in empty_window._start.findChildren(QLabel)]
    assert "There is no file “gone.muster”." in texts


def test_locked_register_can_be_read_or_taken_over(
    qtbot: QtBot, empty_window: MainWindow, sample_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "held.muster"
    path.write_bytes(sample_file.read_bytes())
    lock = path.with_name("held.muster.lock")
    lock.write_text('{"host":"elsewhere","pid":1,"start":"1","user":"Bo","at":"now"}')
    with qtbot.waitSignal(empty_window.deeds.opener.refused):
        empty_window.deeds.open_path(path)
    assert not _buttons(empty_window)["Take over"].isEnabled()
    with qtbot.waitSignal(empty_window.session.opened):
        _buttons(empty_window)["Open for reading only"].click()
    assert empty_window.session.read_only
    assert empty_window._banner.isVisible()


def test_damaged_register_offers_snapshot_and_repair(
    qtbot: QtBot, empty_window: MainWindow, sample_file: Path, tmp_path: Path
) -> None:
    path, new = tmp_path / "torn.muster", tmp_path / "mended.muster"
    path.write_bytes(b"x" * 200 + sample_file.read_bytes()[200:])
    with qtbot.waitSignal(empty_window.deeds.opener.refused) as refused:
        empty_window.deeds.open_path(path)
    refusal = refused.args[0]
    assert isinstance(refusal, Refusal)
    assert refusal.can_repair
    assert {"Restore a snapshot…", "Repair into a new file…"} <= set(_buttons(empty_window))
    assert not new.exists()


def test_snapshot_is_made_and_restored(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    with qtbot.waitSignal(session.told):
        session.snapshot()
    risk = free_risk(session)
    session.delete(RISK, [risk.id])
    window.deeds.restore_snapshot()
    dialog = window.findChild(_snapshots())
    qtbot.waitUntil(lambda: "1 later step" in dialog._loss.text())
    with qtbot.waitSignal(session.opened):
        dialog._take()
    assert session.open_book.table(RISK).get(risk.id) == risk
    qtbot.waitUntil(lambda: not session._jobs)


def _snapshots() -> type:
    from gui.dialogs.snapshots_dialog import SnapshotsDialog

    return SnapshotsDialog


def test_name_is_kept_and_signs(qtbot: QtBot, window: MainWindow) -> None:
    from gui.dialogs.name_dialog import NameDialog

    dialog = NameDialog(window.session, window)
    dialog.name.setText("Wang Jun")
    dialog.keep()
    assert window.session.open_book.by == "Wang Jun"
    assert Preferences().settings.name == "Wang Jun"


def test_check_says_that_the_register_is_sound(qtbot: QtBot, window: MainWindow) -> None:
    from gui.dialogs.check_dialog import CheckDialog

    window.deeds.check_register()
    qtbot.waitUntil(lambda: bool(window.findChildren(CheckDialog)))
    texts = [made.text() for made in window.findChild(CheckDialog).findChildren(QLabel)]
    assert any("is sound" in text for text in texts)


def test_overview_line_leads_to_its_record(qtbot: QtBot, window: MainWindow) -> None:
    from gui.pages.overview import OverviewPage
    from gui.widgets import LineButton

    page = window.page
    assert isinstance(page, OverviewPage)
    qtbot.waitUntil(lambda: bool(page.findChildren(LineButton)))
    line = next(b for b in page.findChildren(LineButton) if "R-002" in b.accessibleName())
    line.click()
    assert isinstance(window.page, RecordPage)
    risk = window.session.open_book.table(RISK).get(window.page.list.current)
    assert risk is not None
    assert risk.number == "R-002"


def test_closed_register_leaves_nothing_in_the_window(window: MainWindow) -> None:
    window.go("risks")
    window.deeds.close_register()
    assert window._saved.text() == window._file.text() == ""
    for made in window.navigation.findChildren(QPushButton):
        assert not made.isEnabled()
        assert not made.isChecked()
    assert {count.text() for count in window.navigation._counts.values()} == {""}
