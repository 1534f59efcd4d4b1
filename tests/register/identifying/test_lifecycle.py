"""The way of a risk from candidate to closed: who may move its status, and with what reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from register.book import Book
from register.bulk import change_many, clone_many
from register.entities import RISK, Risk
from register.entities.risk import CloseReason, RiskStatus
from register.errors import FieldError, RegisterError
from register.exchange.clip import read_clip
from register.exchange.pasting import plan_paste
from register.exchange.plan import Verdict
from register.i18n import today
from register.identifying import lifecycle
from register.identifying.lifecycle import free_statuses, refuse_move, status_line


@pytest.fixture
def risks(book: Book) -> Book:
    with book.change("Add"):
        for status in RiskStatus:
            book.table(RISK).save(
                Risk(id=status, number=f"R-{status}", title=f"A risk {status}", status=status)
            )
    return book


def stored(book: Book, key: str) -> Risk:
    risk = book.table(RISK).get(key)
    assert risk is not None
    return risk


def test_a_candidate_is_accepted_as_an_open_risk(risks: Book) -> None:
    with risks.change("Accept"):
        lifecycle.accept(risks, "candidate")
    assert stored(risks, "candidate").status is RiskStatus.OPEN


def test_a_candidate_is_rejected_with_a_reason_only(risks: Book) -> None:
    with pytest.raises(FieldError, match="Say why"), risks.change("Reject"):
        lifecycle.reject(risks, "candidate", "  ")
    with risks.change("Reject"):
        lifecycle.reject(risks, "candidate", " Told twice ")
    risk = stored(risks, "candidate")
    assert (risk.status, risk.status_reason) == (RiskStatus.REJECTED, "Told twice")
    assert status_line(risk) == "Rejected: Told twice"


def test_a_risk_is_closed_today_for_a_reason_of_the_list(risks: Book) -> None:
    with pytest.raises(FieldError, match="Say why"), risks.change("Close"):
        lifecycle.close(risks, "open", None)
    with risks.change("Close"):
        lifecycle.close(risks, "open", CloseReason.CAUSE_GONE, "The line was sold.")
    risk = stored(risks, "open")
    assert (risk.status, risk.closed_on) == (RiskStatus.CLOSED, today())
    assert risk.next_review is None
    assert status_line(risk).endswith("The cause is gone · The line was sold.")


@pytest.mark.parametrize("key", ["closed", "rejected"])
def test_a_settled_risk_is_reopened_with_a_reason(risks: Book, key: str) -> None:
    with pytest.raises(FieldError, match="Say why"), risks.change("Reopen"):
        lifecycle.reopen(risks, key, "")
    with risks.change("Reopen"):
        lifecycle.reopen(risks, key, "It is back")
    risk = stored(risks, key)
    assert (risk.status, risk.reopened_on) == (RiskStatus.OPEN, today())
    assert (risk.close_reason, risk.closed_on) == (None, None)
    assert "It is back" in status_line(risk)


DEEDS: dict[str, tuple[Callable[[Book, str], object], set[str]]] = {
    "accept": (lifecycle.accept, {"candidate"}),
    "reject": (lambda book, key: lifecycle.reject(book, key, "why"), {"candidate"}),
    "close": (
        lambda book, key: lifecycle.close(book, key, CloseReason.TREATED),
        {"open", "treating", "monitored", "accepted"},
    ),
    "reopen": (lambda book, key: lifecycle.reopen(book, key, "why"), {"closed", "rejected"}),
}


@pytest.mark.parametrize("name", DEEDS)
@pytest.mark.parametrize("status", RiskStatus)
def test_each_deed_fits_some_statuses_only(risks: Book, name: str, status: RiskStatus) -> None:
    deed, fitting = DEEDS[name]
    if status in fitting:
        with risks.change("Do"):
            deed(risks, status)
    else:
        with pytest.raises(RegisterError), risks.change("Do"):
            deed(risks, status)


def test_a_risk_that_is_gone_is_told(book: Book) -> None:
    with pytest.raises(RegisterError, match="not in the register"), book.change("Do"):
        lifecycle.accept(book, "nobody")


@pytest.mark.parametrize("before", RiskStatus)
@pytest.mark.parametrize("after", RiskStatus)
def test_a_plain_edit_moves_a_status_only_where_it_is_free(
    before: RiskStatus, after: RiskStatus
) -> None:
    old = Risk(id="r", title="Fire", status=before)
    if after in free_statuses(before):
        refuse_move(old, replace(old, status=after))
    else:
        with pytest.raises(FieldError, match="press the button"):
            refuse_move(old, replace(old, status=after))


def test_a_new_risk_may_begin_as_a_candidate_but_not_closed() -> None:
    refuse_move(None, Risk(id="r", title="Fire", status=RiskStatus.CANDIDATE))
    with pytest.raises(FieldError):
        refuse_move(None, Risk(id="r", title="Fire", status=RiskStatus.CLOSED))


def test_a_bulk_edit_closes_nothing(risks: Book) -> None:
    with pytest.raises(FieldError, match="press the button"):
        change_many(risks, RISK, ["open", "treating"], {"status": RiskStatus.CLOSED})
    assert stored(risks, "open").status is RiskStatus.OPEN
    change_many(risks, RISK, ["open", "treating"], {"status": RiskStatus.MONITORED})
    assert stored(risks, "open").status is RiskStatus.MONITORED


def test_pasting_names_the_row_that_would_close_a_risk(risks: Book) -> None:
    clip = read_clip("No.\tTitle\tStatus\nR-open\tA risk open\tClosed\n\tNew one\tClosed\n")
    plan = plan_paste(risks, RISK, clip, RISK.fields)
    assert [row.verdict for row in plan.rows] == [Verdict.PROBLEM, Verdict.NEW]
    assert "press the button" in plan.rows[0].remarks[0].text


def test_the_copy_of_a_settled_risk_is_open(risks: Book) -> None:
    for made in clone_many(risks, RISK, ["closed", "rejected"]):
        assert stored(risks, made).status is RiskStatus.OPEN
    assert stored(risks, clone_many(risks, RISK, ["candidate"])[0]).status is RiskStatus.CANDIDATE
