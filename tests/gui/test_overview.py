"""The overview: what it counts, what it names, and where its lines lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.pages.lines import StateLine
from gui.pages.overview import Figure, OverviewPage
from gui.pages.record_page import RecordPage
from gui.pages.standing import YOURS, read_standing
from gui.pages.standing_lines import standing_line
from gui.session import Session
from gui.tables.narrowing import Narrowing
from gui.widgets import LineButton
from register.entities import METHOD, PERSON, RISK, STEP, Person
from register.entities.method import MethodKind
from register.entities.risk import LevelKey, RiskStatus
from register.history import Wanted
from register.i18n import today
from tests.gui.windows import on_screen


@pytest.fixture
def page(qtbot: QtBot, sample: Session) -> OverviewPage:
    made = on_screen(qtbot, OverviewPage(sample), 1060, 660)
    qtbot.waitUntil(lambda: bool(made.findChildren(LineButton)))
    return made


def _texts(page: OverviewPage) -> list[str]:
    return [line.accessibleName() for line in page.findChildren(LineButton) if line.isVisible()]


def test_every_finding_is_counted_and_can_be_reached(
    qtbot: QtBot, sample: Session, page: OverviewPage
) -> None:
    found = read_standing(sample.open_book, lambda *_done: None)
    assert f"{found.findings} thing" in page.standing.text()
    big = max(found.groups, key=lambda group: len(group.findings))
    more = [
        b for b in page.findChildren(QPushButton) if b.text() == f"Show all {len(big.findings)}"
    ]
    more[0].click()
    assert page._stack.currentWidget() is page.all
    assert page.all.model.rowCount() == len(big.findings)
    page.all.view.setCurrentIndex(page.all.model.index(len(big.findings) - 1))
    with qtbot.waitSignal(sample.wanted) as wanted:
        qtbot.keyClick(page.all.view, Qt.Key.Key_Return)
    assert wanted.args == [big.findings[-1].entity.table, big.findings[-1].record, ""]
    qtbot.keyClick(page.all.view, Qt.Key.Key_Escape)
    assert page._stack.currentIndex() == 0


def test_overview_does_without_a_matrix(qtbot: QtBot, session: Session) -> None:
    table = session.open_book.table(METHOD)
    with session.change("As another program may leave it"):
        for item in table.all():
            table.save(replace(item, active=item.kind is MethodKind.DIRECT))
    assert session.method().likelihood == ()
    shown = on_screen(qtbot, OverviewPage(session), 900, 600)
    shown.resize(700, 500)
    qtbot.waitUntil(lambda: not shown._stale)


def test_what_was_mended_leaves_the_list(qtbot: QtBot, sample: Session, page: OverviewPage) -> None:
    found = read_standing(sample.open_book, lambda *_done: None)
    late = next(g for g in found.groups if "review" in g.label)
    page._show_all(late)
    risk = sample.open_book.table(RISK).get(late.findings[0].record)
    assert risk is not None
    with sample.change("Review"):
        sample.open_book.table(RISK).save(replace(risk, next_review=date(2999, 1, 1)))
    qtbot.waitUntil(lambda: page.all.model.rowCount() == len(late.findings) - 1)


def test_change_of_this_week_leads_to_its_record(
    qtbot: QtBot, sample: Session, page: OverviewPage
) -> None:
    step = sample.open_book.table(STEP).all()[0]
    with sample.change("Shorten a step"):
        sample.open_book.table(STEP).save(replace(step, minutes=3))
    qtbot.waitUntil(lambda: any("Shorten a step" in text for text in _texts(page)))
    line = next(
        line for line in page.findChildren(StateLine) if "Shorten a step" in line.accessibleName()
    )
    with qtbot.waitSignal(sample.wanted) as wanted:
        line.click()
    assert wanted.args == ["plans", step.plan, ""]


def test_levels_and_map_count_the_same_risks(sample: Session, page: OverviewPage) -> None:
    found = read_standing(sample.open_book, lambda *_done: None)
    names = [b.accessibleName() for b in page.findChildren(QPushButton)]
    for level in sample.method().levels:
        assert any(name.endswith(f": {found.levels[level.key]}") for name in names)
    rated = sum(found.levels.values()) - found.levels[None]
    assert sum(found.cells.values()) == rated - found.elsewhere
    assert found.elsewhere == 4  # three by LEC, one directly
    page.matrix.choose((3, 4))
    assert f"({found.cells.get((3, 4), 0)})" in page.matrix.accessibleDescription()


def _window(qtbot: QtBot, session: Session) -> MainWindow:
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.session.opened.emit()
    window.show()
    return window


def test_level_leads_to_just_the_risks_it_counts(qtbot: QtBot, sample: Session) -> None:
    table = sample.open_book.table(RISK)
    moderate = table.find(current_level=LevelKey.MODERATE)
    with sample.change("Close"):
        table.save(replace(moderate[0], status=RiskStatus.CLOSED))
    window = _window(qtbot, sample)
    page = window.page
    assert isinstance(page, OverviewPage)
    qtbot.waitUntil(lambda: len(page.findChildren(Figure)) == 4)
    figure = next(f for f in page.findChildren(Figure) if "Moderate" in f.accessibleName())
    count = int(figure.accessibleName().rpartition(" ")[2])
    figure.click()
    risks = window.page
    assert isinstance(risks, RecordPage)
    model = risks.list.model
    assert model.rowCount() == count
    assert model.facets["current_level"] == {"moderate"}
    assert risks.list.current == model.record(0).id


def test_cell_leads_to_just_its_risks_and_the_list_says_so(qtbot: QtBot, sample: Session) -> None:
    window = _window(qtbot, sample)
    page = window.page
    assert isinstance(page, OverviewPage)
    qtbot.waitUntil(lambda: bool(page._found.cells))
    page.matrix.choose((3, 4))
    qtbot.keyClick(page.matrix, Qt.Key.Key_Return)
    risks = window.page
    assert isinstance(risks, RecordPage)
    model, chip = risks.list.model, risks.list.facet_row.only
    assert model.rowCount() == page._found.cells[3, 4]
    assert chip.isVisible()
    assert "Possible × Major" in chip.accessibleName()
    chip.click()
    assert model.rowCount() == model.total
    assert not chip.isVisible()


def test_not_rated_risks_are_one_press_away(
    qtbot: QtBot, sample: Session, page: OverviewPage
) -> None:
    assert page.not_rated.isVisible()
    with qtbot.waitSignal(sample.narrowing_wanted) as asked:
        page.not_rated.click()
    assert asked.args is not None
    wanted = asked.args[1]
    assert isinstance(wanted, Narrowing)
    assert wanted.facets["current_level"] == {None}


def test_own_things_come_first(qtbot: QtBot, sample: Session) -> None:
    book = sample.open_book
    late = next(g for g in read_standing(book, lambda *_done: None).groups if "review" in g.label)
    risk = book.table(RISK).get(late.findings[0].record)
    assert risk is not None
    with sample.change("Take over"):
        book.table(PERSON).save(Person(id="me", name="Li Na"))
        book.table(RISK).save(replace(risk, owner="me"))
    found = read_standing(book, lambda *_done: None, "li na")
    assert found.groups[0].label == YOURS
    assert risk.id in {item.record for item in found.groups[0].findings}
    others = {item.record for group in found.groups[1:] for item in group.findings}
    assert risk.id not in others
    assert found.own == len(found.groups[0].findings)


def test_changes_since_it_was_last_open_are_told(qtbot: QtBot, sample: Session) -> None:
    book = sample.open_book
    seen = book.head.seq
    with sample.change("Rename"):
        risk = book.table(RISK).all()[0]
        book.table(RISK).save(replace(risk, title="Renamed"))
    sample.unseen = (seen, book.head.seq)
    page = on_screen(qtbot, OverviewPage(sample))
    qtbot.waitUntil(lambda: any("since you last had it open" in text for text in _texts(page)))
    line = next(x for x in page.findChildren(LineButton) if "since you last" in x.accessibleName())
    assert "1 change" in line.accessibleName()
    assert f"{book.by} 1" in line.accessibleName()
    with qtbot.waitSignal(sample.narrowing_wanted) as asked:
        line.click()
    assert asked.args is not None
    assert asked.args[0] == "history"
    assert isinstance(asked.args[1], Wanted)
    assert asked.args[1].who == book.by


def test_reviews_due_and_overdue_are_said_apart(sample: Session) -> None:
    book = sample.open_book
    with sample.change("Plan reviews"):
        for n, risk in enumerate(book.table(RISK).all()):
            day = today() + timedelta(days=(-3, 3, 30)[min(n, 2)])
            status = RiskStatus.OPEN
            book.table(RISK).save(replace(risk, next_review=day, status=status))
    words = standing_line(book, RISK)
    assert "1 review due this week" in words
    assert "1 review overdue" in words
    found = read_standing(book, lambda *_done: None)
    assert [line.table for line in found.due].count("risks") == 1
