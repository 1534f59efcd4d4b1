"""Running the standing checks, and waiving what they find."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest

from register.binder.paper import Paper, print_blocks
from register.binder.sections import checks as annex
from register.book import Book
from register.catalog import Catalog, Finding
from register.checking import Result, lift, run_checks, waive
from register.entities import RISK, WAIVER, Risk, Waiver
from register.entity import new_id
from register.errors import FieldError
from register.i18n import language

TODAY = date(2026, 11, 23)
OWNER = "risk-owner"


@pytest.fixture
def risk(book: Book) -> Risk:
    made = Risk(id=new_id(), number="R-001", title="Nobody’s risk")
    with book.change("Add"):
        book.table(RISK).save(made)
    return made


def _result(book: Book, key: str, day: date = TODAY) -> Result:
    return next(item for item in run_checks(book, day) if item.check.key == key)


def _waive(book: Book, until: date, reason: str = "The new manager starts in January.") -> Waiver:
    finding = _result(book, OWNER).findings[0]
    with book.change("Waive"):
        return waive(book, OWNER, finding, reason, until, TODAY)


def test_there_are_many_checks_with_keys_and_labels_of_their_own(catalog: Catalog) -> None:
    assert len(catalog.checks) >= 30
    for names in ([item.key for item in catalog.checks], [item.label for item in catalog.checks]):
        assert len(set(names)) == len(names)


def test_fresh_register_is_sound(book: Book) -> None:
    assert [item.check.key for item in run_checks(book, TODAY) if item.findings] == []


def test_waived_finding_is_kept_apart_until_its_last_day(book: Book, risk: Risk) -> None:
    waiver = _waive(book, TODAY + timedelta(days=30))
    quiet = _result(book, OWNER)
    assert quiet.findings == ()
    assert [(item.record, held) for item, held in quiet.waived] == [(risk.id, waiver)]
    assert waiver.waived_by == book.by
    last, after = (TODAY + timedelta(days=days) for days in (30, 31))
    assert _result(book, OWNER, last).findings == ()
    assert [item.record for item in _result(book, OWNER, after).findings] == [risk.id]


def test_waiver_silences_its_own_check_and_record_only(book: Book, risk: Risk) -> None:
    other = Risk(id=new_id(), number="R-002", title="Another")
    with book.change("Add"):
        book.table(RISK).save(other)
    before = {item.check.key: len(item.findings) for item in run_checks(book, TODAY)}
    _waive(book, TODAY)
    after = {item.check.key: len(item.findings) for item in run_checks(book, TODAY)}
    assert after == before | {OWNER: before[OWNER] - 1}


def test_waiver_needs_a_reason_and_a_day_to_come(book: Book, risk: Risk) -> None:
    with pytest.raises(FieldError, match="Say why"):
        _waive(book, TODAY, "  ")
    with pytest.raises(FieldError, match="in the past"):
        _waive(book, TODAY - timedelta(days=1))
    assert book.table(WAIVER).count() == 0


def test_second_waiver_takes_the_place_of_the_first(book: Book, risk: Risk) -> None:
    _waive(book, TODAY)
    finding = _result(book, OWNER).waived[0][0]
    with book.change("Waive again"):
        waive(book, OWNER, finding, "Until the board meets.", TODAY + timedelta(days=9), TODAY)
    assert [item.reason for item in book.table(WAIVER).all()] == ["Until the board meets."]


def test_lifted_waiver_lets_the_check_speak_again(book: Book, risk: Risk) -> None:
    waiver = _waive(book, TODAY + timedelta(days=30))
    with book.change("Lift"):
        lift(book, waiver)
    assert [item.record for item in _result(book, OWNER).findings] == [risk.id]


def test_waiver_that_ran_out_is_named_until_it_is_lifted(book: Book, risk: Risk) -> None:
    waiver = _waive(book, TODAY)
    assert _result(book, "waiver-ended").findings == ()
    tomorrow = TODAY + timedelta(days=1)
    (found,) = _result(book, "waiver-ended", tomorrow).findings
    assert isinstance(found, Finding)
    assert found.record == risk.id
    assert "2026-11-23" in found.text
    with book.change("Lift"):
        lift(book, waiver)
    assert _result(book, "waiver-ended", tomorrow).findings == ()


@pytest.mark.parametrize("tongue", ["en", "zh_CN"])
def test_annex_prints_what_was_found_and_what_was_waived(
    book: Book, risk: Risk, tmp_path: Path, tongue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annex, "today", lambda: TODAY)
    _waive(book, TODAY, "Because of the handover")
    out = tmp_path / "annex.pdf"
    print_blocks(book, out, Paper(title=lambda: "x", language=tongue), annex.build)
    with pypdfium2.PdfDocument(out) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "Nobody’s risk" in text
    assert "Because of the handover" in text
    with language(tongue):
        loud = [r.check for r in run_checks(book, TODAY) if r.findings]
    assert loud
