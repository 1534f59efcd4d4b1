from __future__ import annotations

import html

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

import main
from gui.forms.child_model import ChildModel
from gui.forms.keeping import save_field
from gui.session import Session
from gui.tables import model as model_module
from gui.tables.model import RecordModel
from gui.tables.panel import ListPanel
from register.entities import RISK, UNIT, Risk
from register.entities.risk import LevelKey
from register.entity import AnyEntity
from register.scoring import words_in
from register.trash import delete_one
from tests.gui.windows import free_risk, on_screen

ENTITIES = main.catalog().entities
TOP = [entity for entity in ENTITIES if entity.top]
ROOT = QModelIndex()


def _column(model: RecordModel, key: str) -> list[str]:
    field = model.entity.by_key[key]
    return [model.text(row, field) for row in range(model.rowCount())]


@pytest.mark.parametrize("entity", TOP, ids=lambda entity: entity.table)
def test_model_of_every_list_is_sound(
    sample: Session, qtmodeltester: ModelTester, entity: AnyEntity
) -> None:
    model = RecordModel(sample, entity)
    qtmodeltester.check(model)
    model.filter("a")
    qtmodeltester.check(model)


@pytest.mark.parametrize("entity", TOP, ids=lambda entity: entity.table)
def test_every_column_sorts_both_ways(sample: Session, entity: AnyEntity) -> None:
    model = RecordModel(sample, entity)
    for section in range(model.columnCount()):
        model.sort(section, Qt.SortOrder.AscendingOrder)
        up = [model.record(row).id for row in range(model.rowCount())]
        model.sort(section, Qt.SortOrder.DescendingOrder)
        down = [model.record(row).id for row in range(model.rowCount())]
        assert sorted(up) == sorted(down) == sorted(sample.open_book.table(entity).ids())


def _rank(risk: Risk) -> tuple[int, float]:
    ranks = {None: -1} | {level: n for n, level in enumerate(LevelKey)}
    return ranks[risk.current_level], risk.current_score or 0


def test_levels_sort_by_rank_then_score_and_numbers_by_value(sample: Session) -> None:
    model = RecordModel(sample, RISK)
    numbers = _column(model, "number")
    assert numbers == sorted(numbers, key=lambda text: int(text[2:]))
    model.sort_by("current_level", down=True)
    ranks = [_rank(model.record(row)) for row in range(model.rowCount())]
    assert ranks == sorted(ranks, reverse=True)


def test_texts_sort_as_the_reader_sorts_them(sample: Session) -> None:
    model = RecordModel(sample, RISK)
    model.sort_by("title")
    titles = _column(model, "title")
    assert titles == sorted(titles, key=str.casefold)


def test_long_list_sorts_on_a_thread(
    qtbot: QtBot, sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_module, "AT_ONCE", 5)
    model = RecordModel(sample, RISK)
    with qtbot.waitSignal(model.modelReset):
        model.sort_by("title")
    assert _column(model, "title")[0] == min(_column(model, "title"), key=str.casefold)


@pytest.mark.parametrize("at_once", [0, 3000])
def test_filter_finds_the_same_before_and_after_the_texts_are_read(
    qtbot: QtBot, sample: Session, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(model_module, "AT_ONCE", at_once)
    model = RecordModel(sample, RISK)
    texts = [t.casefold() for t in _column(model, "title")]
    model.filter("Power")
    wanted = sum("power" in text for text in texts)
    qtbot.waitUntil(lambda: model.rowCount() < len(texts))
    assert 0 < wanted <= model.rowCount()
    qtbot.waitUntil(lambda: not model.is_finding)
    first = model.rowCount()
    model.filter("power")
    assert model.rowCount() == first
    model.filter("")
    qtbot.waitUntil(lambda: model.rowCount() == model.total == len(texts))


def test_long_list_is_searched_in_linked_names_once_they_are_read(
    qtbot: QtBot, sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_module, "AT_ONCE", 5)
    model = RecordModel(sample, RISK)
    record = model.record(0)
    model.filter(sample.names("people").text(record.owner))
    qtbot.waitUntil(lambda: model.row_of(record.id) >= 0 and model.rowCount() < model.total)


def test_long_list_follows_edits_deletions_and_undo(
    qtbot: QtBot, sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_module, "AT_ONCE", 5)
    model = RecordModel(sample, RISK)
    model.sort_by("title")
    qtbot.waitUntil(lambda: not model.is_finding)
    record, last = model.record(0), model.record(model.total - 1)
    save_field(sample, RISK, record, RISK.by_key["title"], "Zzz, the very last")
    sample.delete(RISK, [last.id])
    qtbot.waitUntil(lambda: model.row_of(record.id) == model.rowCount() - 1)
    assert model.row_of(last.id) == -1
    sample.undo()
    sample.undo()
    model.sort_by("title")
    qtbot.waitUntil(lambda: model.row_of(record.id) == 0 and model.row_of(last.id) > 0)
    assert _column(model, "title") == sorted(_column(model, "title"), key=str.casefold)


def test_only_the_answer_to_the_latest_question_is_shown(
    qtbot: QtBot, sample: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_module, "AT_ONCE", 5)
    model = RecordModel(sample, RISK)
    for text in ("p", "po", "power", "no such text", "power"):
        model.filter(text)
    model.turn("title")
    model.turn("title")
    qtbot.waitUntil(lambda: not model.is_finding)
    titles = _column(model, "title")
    assert titles
    assert titles == sorted(titles, key=str.casefold, reverse=True)
    assert all("power" in title.casefold() for title in titles)


def test_order_after_a_few_changes_is_that_of_a_new_list(session: Session) -> None:
    from gui.tables.ordering import Orders

    book, names = session.open_book, ["beta", "Alpha", "alpha", "", "gamma 10", "gamma 9", "beta"]
    with session.change("Fill"):
        for n, name in enumerate(names):
            unit = UNIT.load({**dict.fromkeys(UNIT.columns), "id": str(n), "name": f"u{n} {name}"})
            book.table(UNIT).save(unit)
    orders = Orders(book, UNIT)
    orders.of([("name", False)])
    with session.change("Change"):
        for n, name in ((0, "zeta"), (4, "Alpha"), (7, "beta")):
            unit = UNIT.load({**dict.fromkeys(UNIT.columns), "id": str(n), "name": name})
            book.table(UNIT).save(unit)
        book.table(UNIT).delete("5")
    table = book.table(UNIT)
    orders.renew([row for n in ("0", "4", "7") if (row := table.rowid(n)) is not None])
    assert orders.of([("name", False)]) == Orders(book, UNIT).of([("name", False)])


def test_filter_reads_linked_names_and_choices(sample: Session) -> None:
    model = RecordModel(sample, RISK)
    record = model.record(0)
    owner = sample.names("people").text(record.owner)
    model.filter(owner.upper())
    assert record.id in {model.record(row).id for row in range(model.rowCount())}
    narrowed = model.rowCount()
    model.filter(owner.upper() + "zzz")
    assert model.rowCount() == 0 < narrowed


def test_edit_shows_in_its_row_and_undo_takes_it_back(sample: Session) -> None:
    model = RecordModel(sample, RISK)
    record = model.record(3)
    save_field(sample, RISK, record, RISK.by_key["title"], "Another title")
    assert _column(model, "title")[3] == "Another title"
    sample.undo()
    assert _column(model, "title")[3] == record.title


def test_filter_follows_an_edit(sample: Session) -> None:
    model = RecordModel(sample, RISK)
    record = model.record(3)
    model.filter("quokka")
    assert model.rowCount() == 0
    save_field(sample, RISK, record, RISK.by_key["title"], "A quokka escapes")
    model.filter("quokka")
    assert [model.record(0).id] == [record.id]


def test_deleted_record_leaves_the_list_and_comes_back(sample: Session) -> None:
    model = RecordModel(sample, RISK)
    count, record = model.rowCount(), free_risk(sample)
    sample.delete(RISK, [record.id])
    assert model.rowCount() == count - 1
    sample.undo()
    assert model.rowCount() == count


def test_panel_counts_and_clears_its_filter(qtbot: QtBot, sample: Session) -> None:
    panel = on_screen(qtbot, ListPanel(sample, RISK, lambda: None))
    total = panel.model.total
    qtbot.keyClicks(panel.filter_box, "provider")
    shown = panel.model.rowCount()
    assert panel._count.text() == f"{shown} of {total}"
    assert 0 < shown < total
    qtbot.keyClick(panel.filter_box, Qt.Key.Key_Escape)
    assert panel.model.rowCount() == total
    assert panel._count.text() == str(total)


def test_hidden_record_is_shown_when_it_is_asked_for(qtbot: QtBot, sample: Session) -> None:
    panel = ListPanel(sample, RISK, lambda: None)
    qtbot.addWidget(panel)
    record = panel.model.record(7)
    panel.filter_box.setText("nothing holds this")
    assert panel.model.rowCount() == 0
    panel.choose(record.id)
    assert panel.filter_box.text() == ""
    assert panel.view.chosen_ids() == [record.id]


def test_columns_are_remembered(qtbot: QtBot, sample: Session) -> None:
    panel = ListPanel(sample, RISK, lambda: None)
    qtbot.addWidget(panel)
    section = [field.key for field in panel.model.fields].index("owner")
    panel.view._show_column(section, True)
    panel.model.sort_by("title", down=True)
    panel.view.remember_columns()
    again = ListPanel(sample, RISK, lambda: None)
    qtbot.addWidget(again)
    assert not again.view.isColumnHidden(section)
    assert again.model.sorted_by == (("title", True),)


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.table)
def test_model_of_children_is_sound(
    sample: Session, qtmodeltester: ModelTester, entity: AnyEntity
) -> None:
    link = entity.owner_link
    if link is None:
        return
    record = next(iter(sample.open_book.table(entity).all()), None)
    model = ChildModel(sample, entity, link.key)
    model.show_owner(getattr(record, link.key, None))
    qtmodeltester.check(model)
    assert (model.rowCount() > 0) == (record is not None)


def test_headers_tell_what_the_steps_of_a_rating_mean(sample: Session) -> None:
    model = RecordModel(sample, RISK)
    method = sample.method()

    def tip_of(key: str) -> str:
        section = [field.key for field in model.fields].index(key)
        role = Qt.ItemDataRole.ToolTipRole
        return str(model.headerData(section, Qt.Orientation.Horizontal, role))

    for step in method.likelihood:
        assert words_in(step.words) in tip_of("current_likelihood")
    for step in (*method.likelihood, *method.impact):
        assert words_in(step.words) in tip_of("current_level")
    for step in method.impact:
        signs = (html.escape(words_in(sign.text)) for sign in step.criteria)
        assert all(text in tip_of("current_impact") for text in signs)
    assert "Title" in tip_of("title")


@pytest.mark.parametrize("entity", TOP, ids=lambda entity: entity.table)
def test_empty_list_says_what_it_is_for_and_has_the_button_to_fill_it(
    qtbot: QtBot, session: Session, entity: AnyEntity
) -> None:
    with session.change("Clear"):
        for record_id in reversed(session.open_book.table(entity).ids()):
            delete_one(session.open_book, entity, record_id)
    started: list[bool] = []
    panel = on_screen(qtbot, ListPanel(session, entity, lambda: started.append(True)))
    assert "yet" in panel._empty_text.text()
    assert panel._empty_button.isVisible() == (not entity.unchanging)
    panel._empty_button.click()
    assert started == [True]


def test_clicks_on_headings_sort_reverse_and_add_a_key(qtbot: QtBot, sample: Session) -> None:
    panel = on_screen(qtbot, ListPanel(sample, RISK, lambda: None), 700, 500)
    header, model = panel.view.horizontalHeader(), panel.model

    def click(key: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        section = [field.key for field in model.fields].index(key)
        place = QPoint(header.sectionViewportPosition(section) + 12, header.height() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    click("title")
    assert model.sorted_by == (("title", False),)
    click("title")
    assert model.sorted_by == (("title", True),)
    assert panel.view.chosen_rows() in ([], [panel.view.current_row()])
    panel.view.records.sort_by("current_level")
    click("next_review", Qt.KeyboardModifier.ShiftModifier)
    assert model.sorted_by == (("current_level", False), ("next_review", False))
