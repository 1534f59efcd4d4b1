"""Deleting, the trash, restoring and emptying."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from register import attachments, check, history, i18n, trash
from register.assess import assess
from register.book import Book
from register.entities import (
    ASSESSMENT,
    ATTACHMENT,
    PERSON,
    PHONE,
    PLAN,
    PLAN_RISK,
    RISK,
    UNIT,
    Assessment,
    Unit,
)
from register.entity import new_id
from register.errors import RegisterError
from tests.register.filled import by_id, everything


def test_deleting_takes_what_belongs_and_restoring_brings_all_back(filled: Book) -> None:
    before = everything(filled)
    risk = filled.table(PLAN_RISK).all()[0].risk
    assert risk
    trash.delete(filled, RISK, [risk])
    assert filled.table(ASSESSMENT).count(risk=risk) == 0
    assert filled.table(PLAN_RISK).count() == 0
    (deletion,) = trash.deletions(filled)
    assert [record.title for record in deletion.records] == ["R-059 Risk 59 洪水"]
    trash.restore(filled, deletion.seq)
    assert {t: by_id(r) for t, r in everything(filled).items()} == {
        t: by_id(r) for t, r in before.items()
    }
    assert trash.deletions(filled) == []
    with pytest.raises(RegisterError, match="already"):
        trash.restore(filled, deletion.seq)


def test_two_ratings_of_one_day_come_back_in_their_order(filled: Book) -> None:
    risk = filled.table(RISK).all()[7]
    with filled.change("Rate again"):
        for likelihood in (1, 4):
            item = Assessment(id=new_id(), risk=risk.id, assessed_on=date(2026, 2, 1))
            assess(filled, replace(item, likelihood=likelihood, impact=2))
    rated = filled.table(RISK).get(risk.id)
    assert rated is not None
    assert rated.current_likelihood == 4
    trash.delete(filled, RISK, [risk.id])
    trash.restore(filled, trash.deletions(filled)[0].seq)
    assert filled.table(RISK).get(risk.id) == rated
    assert check.check(filled) == []
    filled.undo()
    filled.undo()
    assert filled.table(RISK).get(risk.id) == rated
    assert check.check(filled) == []


def test_record_in_use_is_not_deleted_and_the_users_are_named(filled: Book) -> None:
    person = filled.table(PERSON).all()[0]
    with pytest.raises(RegisterError, match="R-000 Risk 0"):
        trash.delete(filled, PERSON, [person.id])
    assert filled.table(PHONE).count() == 1


def test_restoring_without_its_parent_names_it(filled: Book) -> None:
    with filled.change("Add"):
        unit = Unit(id=new_id(), name="Night shift")
        filled.table(UNIT).save(unit)
        filled.table(UNIT).save(replace(child := Unit(id=new_id(), name="Desk"), parent=unit.id))
    trash.delete(filled, UNIT, [child.id])
    trash.delete(filled, UNIT, [unit.id])
    with pytest.raises(RegisterError, match="Desk"):
        trash.restore(filled, trash.deletions(filled)[1].seq)


def test_parts_deleted_alone_are_named_with_what_they_belonged_to(
    filled: Book, tmp_path: Path
) -> None:
    source = tmp_path / "photo.jpg"
    source.write_bytes(b"picture")
    plan = filled.table(PLAN).all()[0]
    made = attachments.attach(filled, PLAN, plan.id, source)
    before = everything(filled)
    phone, link = filled.table(PHONE).all()[0], filled.table(PLAN_RISK).all()[0]
    for entity, record in ((PHONE, phone), (PLAN_RISK, link), (ATTACHMENT, made)):
        trash.delete(filled, entity, [record.id])
    found = [item.records[0] for item in trash.deletions(filled)]
    assert [record.table for record in found] == ["attachments", "plan_risks", "phones"]
    assert [record.title for record in found] == ["photo.jpg", "R-059 Risk 59 洪水", phone.number]
    assert [record.owner for record in found[:2]] == ["P-01 Flood plan"] * 2
    for item in trash.deletions(filled):
        trash.restore(filled, item.seq)
    assert {t: by_id(r) for t, r in everything(filled).items()} == {
        t: by_id(r) for t, r in before.items()
    }


def test_file_is_not_restored_without_its_record(filled: Book, tmp_path: Path) -> None:
    source = tmp_path / "photo.jpg"
    source.write_bytes(b"picture")
    plan = filled.table(PLAN).all()[0]
    made = attachments.attach(filled, PLAN, plan.id, source)
    trash.delete(filled, ATTACHMENT, [made.id])
    trash.delete(filled, PLAN, [plan.id])
    with pytest.raises(RegisterError, match="photo"):
        trash.restore(filled, trash.deletions(filled)[1].seq)


def test_link_without_a_name_is_told_by_its_kind(filled: Book) -> None:
    link = filled.table(PLAN_RISK).all()[0]
    assert trash.delete(filled, PLAN_RISK, [link.id]).text() == "Delete Risk of a plan"
    with i18n.language("zh_CN"):
        assert "Risk" not in history.entries(filled.reader())[0].text()


def test_deletion_tells_what_the_record_held(filled: Book) -> None:
    plan = filled.table(PLAN).all()[0]
    trash.delete(filled, PLAN, [plan.id])
    (deletion,) = trash.deletions(filled)
    assert [record.table for record in deletion.records] == ["plans"]
    assert dict(deletion.held)["plan_risks"] == 1


def test_content_of_an_undone_attachment_can_be_emptied(filled: Book, tmp_path: Path) -> None:
    source = tmp_path / "photo.jpg"
    source.write_bytes(b"picture" * 1000)
    attachments.attach(filled, PLAN, filled.table(PLAN).all()[0].id, source)
    assert trash.unused_files(filled) == (0, 0)
    filled.undo()
    assert trash.deletions(filled) == []
    assert trash.unused_files(filled) == (1, 7000)
    assert trash.empty(filled) == 1
    assert trash.unused_files(filled) == (0, 0)


def test_undone_deletion_is_not_in_the_trash(filled: Book) -> None:
    trash.delete(filled, PLAN, filled.table(PLAN).ids())
    filled.undo()
    assert trash.deletions(filled) == []
    filled.redo()
    assert len(trash.deletions(filled)) == 1


def test_emptying_clears_list_and_attachment_bytes_and_keeps_the_text(
    filled: Book, tmp_path: Path
) -> None:
    source = tmp_path / "photo.jpg"
    source.write_bytes(b"picture" * 1000)
    plan = filled.table(PLAN).all()[0]
    attachments.attach(filled, PLAN, plan.id, source)
    trash.delete(filled, PLAN, [plan.id])
    assert trash.empty(filled) == 1
    assert trash.deletions(filled) == []
    assert any(e.text() == "Delete P-01 Flood plan" for e in history.entries(filled.reader()))
    assert check.check(filled) == []
