"""The form of an acceptance says what is accepted, by whom, until when, with lines to sign on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from register.assess import assess
from register.binder.acceptance_form import FormOptions, print_acceptance
from register.book import Book
from register.entities import (
    ACCEPTANCE,
    ACCEPTANCE_RISK,
    PERSON,
    RISK,
    Acceptance,
    AcceptanceRisk,
    Assessment,
    Person,
    Risk,
)
from register.entities.risk import LevelKey
from register.errors import RegisterError
from tests.register.binder.reading import pages, squeezed, whole

DAY = date(2026, 11, 20)
OPTIONS = FormOptions(language="en", printed_on=DAY)


@pytest.fixture
def accepted(book: Book) -> Book:
    with book.change("Add"):
        book.table(PERSON).save(Person(id="p", name="Xie Hong", post="Finance Director"))
        book.table(RISK).save(Risk(id="r", number="R-015", title="Penalties 违约金 <b>"))
        assess(book, Assessment(id="a", risk="r", likelihood=4, impact=4, assessed_on=DAY))
        made = Acceptance(
            id="x",
            number="AC-03",
            title="Until renewal",
            level=LevelKey.MODERATE,
            justification="Renewal costs more",
            conditions="Each claim is told",
            approver="p",
            expires_on=date(2027, 8, 20),
        )
        book.table(ACCEPTANCE).save(made)
        book.table(ACCEPTANCE_RISK).save(AcceptanceRisk(id="l", acceptance="x", risk="r"))
    return book


def test_form_holds_everything_that_is_signed_for(accepted: Book, tmp_path: Path) -> None:
    out = tmp_path / "form.pdf"
    assert print_acceptance(accepted, out, "x", OPTIONS) == len(pages(out)) == 1
    text = whole(out)
    for words in (
        "AC-03 Until renewal",
        "R-015",
        "Penalties 违约金 <b>",
        "High 16",
        "Renewal costs more",
        "Each claim is told",
        "Xie Hong, Finance Director",
        "until 2027-08-20",
        "R-015 Penalties 违约金 <b> is now above the level that is accepted.",
        "Signature",
    ):
        assert squeezed(words) in text
    assert text.count("Signature") == 3


def test_form_speaks_the_language_asked_for(accepted: Book, tmp_path: Path) -> None:
    out = tmp_path / "form.pdf"
    print_acceptance(accepted, out, "x", replace(OPTIONS, language="zh_CN", paper="Letter"))
    assert "批准人" in whole(out)


def test_same_form_gives_the_same_bytes(accepted: Book, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        print_acceptance(accepted, tmp_path / name, "x", OPTIONS)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_long_form_goes_on_over_pages(accepted: Book, tmp_path: Path) -> None:
    with accepted.change("Lengthen"):
        record = accepted.table(ACCEPTANCE).all()[0]
        text = "A reason that goes on. " * 500
        accepted.table(ACCEPTANCE).save(replace(record, justification=text, expires_on=None))
    out = tmp_path / "form.pdf"
    assert print_acceptance(accepted, out, "x", OPTIONS) >= 3
    assert whole(out).count("goes") == 500


def test_form_of_nothing_is_refused(accepted: Book, tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="not in the register"):
        print_acceptance(accepted, tmp_path / "form.pdf", "gone", OPTIONS)
    assert not (tmp_path / "form.pdf").exists()
