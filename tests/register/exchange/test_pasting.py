"""Rows go to the clipboard and come back; what is pasted is planned cell by cell."""

from __future__ import annotations

import pytest

from register.book import Book
from register.entities import PERSON, PLAN, RISK, TEAM, UNIT, Person, Plan, Risk, Team, Unit
from register.errors import RegisterError
from register.exchange.clip import clip_of, read_clip
from register.exchange.pasting import apply_paste, plan_paste
from register.exchange.plan import ImportPlan, Verdict
from register.fields import Field

RISK_FIELDS = tuple(RISK.by_key[key] for key in ("number", "title", "owner", "status"))
PEOPLE_FIELDS = tuple(PERSON.by_key[key] for key in ("name", "post", "unit", "active"))


@pytest.fixture
def filled(book: Book) -> Book:
    with book.change("Add"):
        book.table(UNIT).save(Unit(id="u", name="Port"))
        book.table(PERSON).save(Person(id="a", name="Li Na", post="Head", unit="u"))
        book.table(PERSON).save(Person(id="b", name="=cmd", post='two\nlines\t"quoted"'))
        book.table(RISK).save(Risk(id="r", number="R-001", title="洪水 & fire", owner="a"))
    return book


def _plan(book: Book, entity: object, text: str, fields: tuple[Field, ...]) -> ImportPlan:
    return plan_paste(book, entity, read_clip(text), fields)  # type: ignore[arg-type]


def test_what_was_copied_changes_nothing_when_it_is_pasted(filled: Book) -> None:
    for entity, fields in ((PERSON, PEOPLE_FIELDS), (RISK, RISK_FIELDS)):
        clip = clip_of(filled, entity, filled.table(entity).all(), fields)  # type: ignore[arg-type, var-annotated]
        plan = _plan(filled, entity, clip.tabs, fields)
        assert plan.changes_nothing
        assert not plan.has_problems
        assert apply_paste(filled, plan) is None


def test_clip_is_safe_in_a_spreadsheet_and_in_html(filled: Book) -> None:
    clip = clip_of(filled, PERSON, filled.table(PERSON).all(), PEOPLE_FIELDS)
    assert "\r\n'=cmd\t" in clip.tabs
    assert 'two\nlines\t""quoted""' in clip.tabs
    assert "<th>Name</th>" in clip.html
    assert "two<br>lines" in clip.html
    risk = clip_of(filled, RISK, filled.table(RISK).all(), RISK_FIELDS)
    assert "洪水 &amp; fire" in risk.html
    assert risk.tabs.splitlines()[0] == "No.\tTitle\tOwner\tStatus"


def test_pasted_people_are_new_changed_or_a_problem_by_cell(filled: Book) -> None:
    text = (
        "Name\tPost\tUnit\tActive\nLi Na\tCIO\tPort\tyes\nBo\tGuard\t\t\n"
        "Cy\tGuard\tMars\tmaybe\nBo\tTwice\t\t\n"
    )
    plan = _plan(filled, PERSON, text, PEOPLE_FIELDS)
    verdicts = [row.verdict for row in plan.rows]
    assert verdicts == [Verdict.CHANGED, Verdict.NEW, Verdict.PROBLEM, Verdict.NEW]
    assert [(c.label, c.before, c.after) for c in plan.rows[0].changes] == [("Post", "Head", "CIO")]
    assert [remark.cell for remark in plan.rows[2].remarks] == ["C4", "D4"]
    with pytest.raises(RegisterError):
        apply_paste(filled, plan)
    before = filled.head.seq
    apply_paste(filled, plan, skip_problems=True)
    assert filled.head.seq == before + 1
    assert filled.table(PERSON).get("a").post == "CIO"  # type: ignore[union-attr]
    assert filled.table(PERSON).count(name="Bo") == 2
    filled.undo()
    assert filled.table(PERSON).count() == 2


def test_rows_without_headings_follow_the_columns_of_the_list(filled: Book) -> None:
    plan = _plan(filled, RISK, "R-001\tFlood\tLi Na\tMonitored\n\tHeat\t\tOpen\n", RISK_FIELDS)
    assert [row.verdict for row in plan.rows] == [Verdict.CHANGED, Verdict.NEW]
    apply_paste(filled, plan)
    assert {risk.title for risk in filled.table(RISK).all()} == {"Flood", "Heat"}
    people = _plan(filled, PERSON, "Li Na\tDriver\nEd\tCook\n", PEOPLE_FIELDS)
    assert [row.verdict for row in people.rows] == [Verdict.CHANGED, Verdict.NEW]


def test_new_plans_get_numbers_and_the_same_row_twice_is_a_problem(book: Book) -> None:
    fields = (PLAN.by_key["number"], PLAN.by_key["title"])
    with book.change("Add"):
        book.table(PLAN).save(Plan(id="p", number="P-01", title="Fire"))
    plan = _plan(book, PLAN, "No.\tTitle\nP-01\tFire!\nP-01\tAgain\n\tFlood\n", fields)
    found = [row.verdict for row in plan.rows]
    assert found == [Verdict.CHANGED, Verdict.PROBLEM, Verdict.NEW]
    apply_paste(book, plan, skip_problems=True)
    assert {(p.number, p.title) for p in book.table(PLAN).all()} == {
        ("P-01", "Fire!"),
        ("P-02", "Flood"),
    }


def test_plan_is_refused_when_the_register_has_moved_on(book: Book) -> None:
    plan = _plan(book, TEAM, "Name\nCommand\n", (TEAM.by_key["name"],))
    with book.change("Add"):
        book.table(TEAM).save(Team(id="t", number="T-09", name="Other"))
    with pytest.raises(RegisterError):
        apply_paste(book, plan)
    assert book.table(TEAM).count() == 1


def test_missing_name_is_a_problem(book: Book) -> None:
    plan = _plan(book, PERSON, "Name\tPost\n\tGuard\n", PEOPLE_FIELDS)
    assert plan.rows[0].verdict is Verdict.PROBLEM
