from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from register import history, trash
from register.assess import assess
from register.book import Book
from register.entities import ASSESSMENT, RISK, UNIT, Assessment, Risk, Unit
from register.entities.risk import Tier
from register.entity import new_id
from register.errors import RegisterError
from register.history import Wanted
from register.i18n import now, today
from register.rewind import bring_back, earlier


def _risk(book: Book, **values: object) -> Risk:
    risk = Risk(id=new_id(), number="R-001", title="Quay flood", **values)  # type: ignore[arg-type]
    with book.change("Add {number}", number=risk.number):
        book.table(RISK).save(risk)
    return risk


def _edit(book: Book, risk: Risk, **values: object) -> int:
    with book.change("Edit"):
        stored = book.table(RISK).get(risk.id)
        assert stored is not None
        book.table(RISK).save(replace(stored, **values))  # type: ignore[arg-type]
    return book.head.seq


def test_record_becomes_what_it_was_and_undo_takes_that_back(book: Book) -> None:
    risk = _risk(book)
    first = book.head.seq
    _edit(book, risk, title="Deluge", cause="Rain")
    latest = book.table(RISK).get(risk.id)
    done = bring_back(book, RISK, risk.id, first)
    assert done.text() == f"Bring R-001 Quay flood back to step {first}"
    assert book.table(RISK).get(risk.id) == risk
    book.undo()
    assert book.table(RISK).get(risk.id) == latest


def test_ratings_stay_with_their_assessments(book: Book) -> None:
    risk = _risk(book)
    first = book.head.seq
    _edit(book, risk, title="Deluge")
    with book.change("Rate"):
        made = Assessment(
            id=new_id(),
            risk=risk.id,
            tier=Tier.CURRENT,
            assessed_on=today(),
            likelihood=3,
            impact=4,
        )
        assess(book, made)
    bring_back(book, RISK, risk.id, first)
    stored = book.table(RISK).get(risk.id)
    assert stored is not None
    assert (stored.title, stored.current_likelihood, stored.current_impact) == ("Quay flood", 3, 4)
    rating = book.table(ASSESSMENT).all()[0]
    assert earlier(book, ASSESSMENT, rating.id, book.head.seq) is None


def test_nothing_is_offered_where_nothing_differs_or_the_record_is_gone(book: Book) -> None:
    risk = _risk(book)
    first = book.head.seq
    assert earlier(book, RISK, risk.id, first) is None
    assert earlier(book, RISK, risk.id, first - 1) is None
    trash.delete(book, RISK, [risk.id])
    with pytest.raises(RegisterError, match="gone"):
        bring_back(book, RISK, risk.id, first)


def test_link_to_a_record_that_is_gone_is_refused_in_words(book: Book) -> None:
    unit = Unit(id=new_id(), name="Port")
    with book.change("Add"):
        book.table(UNIT).save(unit)
    risk = _risk(book, unit=unit.id)
    first = book.head.seq
    _edit(book, risk, unit=None)
    trash.delete(book, UNIT, [unit.id])
    with pytest.raises(RegisterError, match="restore that first"):
        bring_back(book, RISK, risk.id, first)


def test_history_is_narrowed_by_person_record_and_time(book: Book) -> None:
    risk = _risk(book)
    book.by = "Chen Wei"
    seq = _edit(book, risk, title="Deluge")
    reader = book.reader()

    def found(**wanted: object) -> list[int]:
        return [e.seq for e in history.entries(reader, Wanted(**wanted))]  # type: ignore[arg-type]

    assert found(who="Chen Wei") == [seq]
    assert history.people(reader) == ["Chen Wei", "Li Na"]
    assert found(text="DELU") == found(text="quay flood") == found(text="r-001") == [seq, seq - 1]
    assert found(text="R-002") == []
    assert found(record=risk.id, who="Li Na") == [seq - 1]
    hour = timedelta(hours=1)
    assert found(since=now() - hour)[0] == seq
    assert found(since=now() + hour) == found(until=now() - hour) == []
