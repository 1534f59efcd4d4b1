"""The book against a model: any order of changes, undo, redo and reopening.

``MUSTER_EXAMPLES=2000`` makes the long run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

import main
from register import check, shelf, trash
from register.assess import assess
from register.changes import Change
from register.entities import ASSESSMENT, RISK, UNIT, Assessment, Risk, Unit
from register.entity import new_id
from register.errors import RegisterError
from register.series import next_number

CATALOG = main.catalog()
EXAMPLES = int(os.environ.get("MUSTER_EXAMPLES", "25"))
State = dict[str, dict[str, Any]]


class BookModel(RuleBasedStateMachine):
    """Rules are what a user can do; the model is a list of whole states."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        os.environ["MUSTER_DATA"] = str(self.folder / "data")
        self.path = self.folder / "model.muster"
        self.book = shelf.create(self.path, CATALOG, by="Li Na")
        self.hurry()
        self.states: list[State] = [self.state()]
        self.undone: list[State] = []

    def hurry(self) -> None:
        with self.book.quiet() as connection:
            connection.execute("pragma synchronous=off")

    def state(self) -> State:
        return {
            entity.table: {record.id: record for record in self.book.table(entity).all()}
            for entity in CATALOG.entities
        }

    def did(self) -> None:
        self.states.append(self.state())
        self.undone.clear()

    def risk(self, n: int) -> Risk | None:
        found = self.book.table(RISK).all()
        return found[n % len(found)] if found else None

    @rule(title=st.text(min_size=1, max_size=20, alphabet="ab风险 "))
    def add(self, title: str) -> None:
        if not title.strip():
            with pytest.raises(RegisterError), self.book.change("Add"):
                self.book.table(RISK).save(Risk(id=new_id()))
            return
        with self.book.change("Add"):
            number = next_number(self.book, RISK)
            self.book.table(RISK).save(Risk(id=new_id(), number=number, title=title))
        self.did()

    @rule(n=st.integers(0, 9), text=st.text(max_size=20, alphabet="xy洪水\n"))
    def edit(self, n: int, text: str) -> None:
        risk = self.risk(n)
        if risk and risk.cause != text:
            unit = Unit(id=new_id(), name="IT")
            with self.book.change("Edit"):
                self.book.table(UNIT).save(unit)
                self.book.table(RISK).save(replace(risk, cause=text, unit=unit.id))
            self.did()

    @rule(n=st.integers(0, 9), likelihood=st.integers(1, 5), day=st.integers(1, 28))
    def rate(self, n: int, likelihood: int, day: int) -> None:
        if risk := self.risk(n):
            with self.book.change("Assess"):
                assess(
                    self.book,
                    Assessment(
                        id=new_id(),
                        risk=risk.id,
                        assessed_on=date(2026, 1, day),
                        likelihood=likelihood,
                        impact=3,
                    ),
                )
            self.did()

    @rule(n=st.integers(0, 9))
    def delete(self, n: int) -> None:
        if risk := self.risk(n):
            trash.delete(self.book, RISK, [risk.id])
            assert not self.book.table(ASSESSMENT).count(risk=risk.id)
            self.did()

    @rule()
    def restore(self) -> None:
        if found := trash.deletions(self.book):
            try:
                trash.restore(self.book, found[0].seq)
            except RegisterError:
                return
            self.did()

    @rule()
    def undo(self) -> None:
        done = self.book.undo()
        assert (done is not None) == (len(self.states) > 1)
        if done:
            self.undone.append(self.states.pop())

    @rule()
    def redo(self) -> None:
        done = self.book.redo()
        assert (done is not None) == bool(self.undone)
        if done:
            self.states.append(self.undone.pop())

    @rule()
    def fail(self) -> None:
        with pytest.raises(ZeroDivisionError), self.book.change("Fail"):
            self.book.table(RISK).save(Risk(id=new_id(), title="never"))
            _ = 1 // 0

    @rule()
    def reopen(self) -> None:
        self.book.close()
        self.book = shelf.open_book(self.path, CATALOG, by="Chen Wei")
        self.hurry()

    @invariant()
    def rows_equal_the_model(self) -> None:
        assert self.state() == self.states[-1]

    def teardown(self) -> None:
        try:
            assert check.check(self.book) == []
        finally:
            self.book.close()
            shutil.rmtree(self.folder)


def run(examples: int) -> None:
    run_state_machine_as_test(
        BookModel,
        settings=settings(
            max_examples=examples, stateful_step_count=30, deadline=None, print_blob=False
        ),
    )


def test_book_behaves_like_the_model() -> None:
    run(EXAMPLES)


def test_a_planted_bug_makes_the_model_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Change.inverted

    def forgetful(change: Change) -> Change:
        inverse = honest(change)
        if inverse.after and "cause" in inverse.after and inverse.before is not None:
            return replace(inverse, after=inverse.after | {"cause": "planted"})
        return inverse

    monkeypatch.setattr(Change, "inverted", forgetful)
    model = BookModel()
    try:
        model.add(title="a")
        model.edit(n=0, text="x")
        model.rows_equal_the_model()
        model.undo()
        with pytest.raises(AssertionError):
            model.rows_equal_the_model()
    finally:
        model.book.close()
        shutil.rmtree(model.folder)
