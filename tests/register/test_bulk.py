"""Many records change, and copies are made, in one step that undo takes back."""

from __future__ import annotations

from datetime import date

import pytest

from register import backup
from register.assess import assess
from register.book import Book
from register.bulk import change_many, clone_many
from register.entities import (
    ASSESSMENT,
    METHOD,
    PERSON,
    PHONE,
    PLAN,
    PLAN_RISK,
    RISK,
    STEP,
    Assessment,
    Person,
    PhoneNumber,
    Plan,
    PlanStep,
    Risk,
)
from register.entities.plan import PlanRisk
from register.entities.risk import RiskStatus
from register.errors import Cancelled, RegisterError


def _risks(book: Book, count: int) -> list[str]:
    with book.change("Add"):
        for n in range(count):
            book.table(RISK).save(Risk(id=f"r{n}", number=f"R-{n:03}", title=f"Risk {n}"))
    return [f"r{n}" for n in range(count)]


def test_many_change_in_one_step_after_a_snapshot(book: Book) -> None:
    ids = _risks(book, 450)
    before = book.head.seq
    change_many(book, RISK, ids[:400], {"status": RiskStatus.MONITORED, "next_review": None})
    assert book.head.seq == before + 1
    assert book.table(RISK).count(status=RiskStatus.MONITORED) == 400
    assert book.undo_label() == "Change 400 records"
    assert "bulk" in {item.reason for item in backup.snapshots(book)}
    book.undo()
    assert book.table(RISK).count(status=RiskStatus.MONITORED) == 0


def test_refused_value_changes_nothing(book: Book) -> None:
    ids = _risks(book, 3)
    before = book.head
    with pytest.raises(RegisterError):
        change_many(book, RISK, ids, {"notes": "x" * 20_001})
    assert book.head == before


def test_cancelled_bulk_edit_changes_nothing(book: Book) -> None:
    ids = _risks(book, 300)

    def stop(done: int, _total: int, _note: str = "") -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        change_many(book, RISK, ids, {"notes": "x"}, stop)
    assert book.table(RISK).count(notes="x") == 0


def test_clone_takes_what_belongs_but_not_what_happened(book: Book) -> None:
    ids = _risks(book, 1)
    with book.change("Rate"):
        book.table(PLAN).save(Plan(id="p", number="P-01", title="Plan"))
        book.table(PLAN_RISK).save(PlanRisk(id="pr", plan="p", risk="r0"))
        method = book.table(METHOD).all()[0].id
        rated = Assessment(
            id="a", risk="r0", assessed_on=date(2026, 1, 1), method=method, likelihood=3, impact=4
        )
        assess(book, rated)
    before = book.head.seq
    (made,) = clone_many(book, RISK, ids)
    copy = book.table(RISK).get(made)
    assert copy is not None
    assert (copy.number, copy.title, copy.current_score) == ("R-001", "Risk 0 (copy)", None)
    assert book.table(PLAN_RISK).count(risk=made) == 1
    assert book.table(ASSESSMENT).count(risk=made) == 0
    assert book.head.seq == before + 1
    book.undo()
    assert book.table(RISK).get(made) is None
    assert book.table(PLAN_RISK).count() == 1


def test_clone_of_a_plan_has_its_steps_and_of_a_person_the_numbers(book: Book) -> None:
    with book.change("Add"):
        book.table(PLAN).save(Plan(id="p", number="P-01", title="x" * 498))
        for n in range(3):
            book.table(STEP).save(PlanStep(id=f"s{n}", plan="p", position=n + 1, action=f"Do {n}"))
        book.table(PERSON).save(Person(id="n", name="Li Na"))
        book.table(PHONE).save(PhoneNumber(id="t", person="n", number="119"))
    (plan,) = clone_many(book, PLAN, ["p"])
    assert [step.action for step in book.table(STEP).find(plan=plan)] == ["Do 0", "Do 1", "Do 2"]
    assert book.table(PLAN).get(plan).title == "x" * 498  # type: ignore[union-attr]
    (person,) = clone_many(book, PERSON, ["n"])
    assert book.table(PERSON).get(person).name == "Li Na (copy)"  # type: ignore[union-attr]
    assert book.table(PHONE).count(person=person) == 1
