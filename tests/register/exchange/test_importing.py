"""What an import plans and does: new, changed, same, problem, warning, note; one change or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from register.assess import assess
from register.book import Book
from register.entities import (
    ASSESSMENT,
    CATEGORY,
    CUSTOM_FIELD,
    CUSTOM_VALUE,
    PERSON,
    RISK,
    UNIT,
    Assessment,
    Person,
    Risk,
    Unit,
)
from register.entities.risk import LevelKey, RiskStatus, Strategy, Tier
from register.entity import new_id
from register.errors import Cancelled, RegisterError
from register.exchange.applying import apply_import
from register.exchange.plan import ImportPlan, Verdict
from register.exchange.planning import plan_import
from register.fields import clean
from register.i18n import language
from tests.register.exchange.makers import workbook

HEAD = ["Risk ID", "Title", "Status", "Owner", "Likelihood", "Impact", "Asset"]
FLOOD = ["R-007", "Flood", "Open", "Li Na", 4, 5, "Hall B"]
FIRE = ["R-008", "Fire", "Closed", "IT", "", "", ""]


def bring(book: Book, *rows: list[Any], **options: Any) -> ImportPlan:
    plan = plan_import(book, workbook(*rows), **options)
    apply_import(book, plan, skip_problems=True)
    return plan


def only(book: Book) -> Risk:
    (risk,) = book.table(RISK).all()
    return risk


def custom(book: Book) -> dict[str, str]:
    names = {field.id: field.name for field in book.table(CUSTOM_FIELD).all()}
    return {names[v.field or ""]: v.text for v in book.table(CUSTOM_VALUE).all()}


def lines(plan: ImportPlan) -> list[str]:
    return [remark.line() for remark in plan.all_remarks()]


def test_new_rows_come_in_whole_as_one_change(book: Book) -> None:
    before = book.head.seq
    plan = bring(book, HEAD, FLOOD, FIRE)
    assert plan.summary() == "new 2, changed 0, same 0, problems 0"
    assert book.head.seq == before + 1
    assert book.undo_label() == "Import test.xlsx"
    flood, fire = book.table(RISK).all()
    assert (flood.number, flood.title, flood.status) == ("R-007", "Flood", RiskStatus.OPEN)
    assert (flood.current_likelihood, flood.current_impact, flood.current_score) == (4, 5, 20)
    assert flood.current_level is LevelKey.EXTREME
    assert book.table(PERSON).get(flood.owner).name == "Li Na"
    assert fire.owner is None
    assert book.table(UNIT).get(fire.unit).name == "IT"
    assert fire.current_level is None
    (assessment,) = book.table(ASSESSMENT).all()
    assert (assessment.tier, assessment.assessed_by) == (Tier.CURRENT, "Li Na")
    assert custom(book) == {"Asset": "Hall B"}


def test_the_same_file_again_changes_nothing_and_says_so_in_both_languages(book: Book) -> None:
    bring(book, HEAD, FLOOD, FIRE)
    plan = plan_import(book, workbook(HEAD, FLOOD, FIRE))
    assert plan.summary() == "new 0, changed 0, same 2, problems 0, no change"
    with language("zh_CN"):
        assert plan.changes_nothing
    assert apply_import(book, plan) is None


def test_one_undo_takes_the_whole_import_back(book: Book) -> None:
    people, units = book.table(PERSON).count(), book.table(UNIT).count()
    bring(book, HEAD, FLOOD, FIRE)
    book.undo()
    assert book.table(RISK).count() == book.table(ASSESSMENT).count() == 0
    assert book.table(CUSTOM_FIELD).count() == book.table(CUSTOM_VALUE).count() == 0
    assert (book.table(PERSON).count(), book.table(UNIT).count()) == (people, units)
    book.redo()
    assert book.table(RISK).count() == 2


def test_a_changed_row_tells_field_by_field_what_changes(book: Book) -> None:
    bring(book, HEAD, FLOOD)
    after = ["R-007", "Flood of hall B", "In progress", "Wang", 4, 2, "Hall C"]
    plan = plan_import(book, workbook(HEAD, after))
    (row,) = plan.rows
    assert row.verdict is Verdict.CHANGED
    assert [(c.label, c.before, c.after) for c in row.changes] == [
        ("Title", "Flood", "Flood of hall B"),
        ("Status", "Open", "Treating"),
        ("Owner", "Li Na", "Wang"),
        ("Current impact", "5", "2"),
        ("Asset", "Hall B", "Hall C"),
    ]
    apply_import(book, plan)
    risk = only(book)
    assert (risk.title, risk.current_impact, risk.current_score) == ("Flood of hall B", 2, 8)
    assert book.table(ASSESSMENT).count() == 2
    assert custom(book) == {"Asset": "Hall C"}
    assert plan_import(book, workbook(HEAD, after)).changes_nothing


def test_empty_cells_of_a_strangers_file_take_nothing_away(book: Book) -> None:
    bring(book, HEAD, FLOOD)
    plan = plan_import(book, workbook(HEAD, ["R-007", "Flood", "", "", "", "", ""]))
    assert plan.changes_nothing


def test_rows_match_by_number_then_by_identical_title(book: Book) -> None:
    bring(book, HEAD, FLOOD)
    by_number = plan_import(book, workbook(["No.", "Title"], ["R-007", "Storm"]))
    by_title = plan_import(book, workbook(["Title", "Status"], ["Flood", "Closed"]))
    neither = plan_import(book, workbook(["No.", "Title"], ["R-009", "Flood"]))
    assert [p.rows[0].verdict for p in (by_number, by_title, neither)] == [
        Verdict.CHANGED,
        Verdict.CHANGED,
        Verdict.NEW,
    ]


def test_equal_titles_are_matched_one_by_one(book: Book) -> None:
    rows = [["Title", "Notes"], ["Flood", "a"], ["Flood", "b"]]
    assert bring(book, *rows).count(Verdict.NEW) == 2
    assert plan_import(book, workbook(*rows)).changes_nothing


def test_numbers_missing_in_the_sheet_continue_the_series(book: Book) -> None:
    bring(book, ["No.", "Title", "Notes"], ["R-041", "a", "x"], ["", "b", "x"], ["", "c", "x"])
    assert [risk.number for risk in book.table(RISK).all()] == ["R-041", "R-001", "R-002"]
    bring(book, ["Title", "Notes"], ["d", "x"])
    assert book.table(RISK).all()[-1].number == "R-042"


def test_problems_stop_the_import_unless_they_are_skipped(book: Book) -> None:
    rows = [
        HEAD,
        FLOOD,
        ["R-009", "", "Open", "", "", "", ""],
        ["R-007", "Storm", "Open", "", "", "", ""],
        ["R-010", "x" * 501, "Open", "", "", "", ""],
        ["R-011", "Long notes", "Open", "", "", "", "y" * 20_001],
    ]
    plan = plan_import(book, workbook(*rows))
    assert plan.summary() == "new 1, changed 0, same 0, problems 4"
    assert lines(plan) == [
        "Risks B3: this row has no title.",
        "Risks A4: number R-007 is used twice; it stands in row 2 already.",
        "Risks B5: this text has 501 characters; 500 is the most.",
        "Risks G6: this text has 20001 characters; 20000 is the most.",
    ]
    before = book.head
    with pytest.raises(RegisterError, match="nothing was imported"):
        apply_import(book, plan)
    assert book.head == before
    apply_import(book, plan, skip_problems=True)
    assert only(book).title == "Flood"


def test_a_title_match_does_not_steal_a_number(book: Book) -> None:
    bring(book, HEAD, FLOOD, FIRE)
    flood = book.table(RISK).find(title="Flood")[0]
    plan = plan_import(book, workbook(["id", "No.", "Title"], [flood.id, "R-008", "Flood"]))
    assert lines(plan) == ["Risks B2: number R-008 belongs to another risk of the register."]


def test_what_cannot_be_read_is_kept_as_text_with_a_warning(book: Book) -> None:
    head = ["No.", "Title", "Status", "Strategy", "Next review", "Owner", "Likelihood", "Impact"]
    row = ["R-1", "Flood", "purple", "hope", "soon", "TBD", "4.5", 3]
    plan = bring(book, head, row)
    assert plan.count(Verdict.NEW) == 1
    assert [remark.cell for remark in plan.all_remarks()] == ["C2", "D2", "E2", "F2", "G2"]
    risk = only(book)
    assert risk.status is RiskStatus.OPEN
    assert (risk.strategy, risk.next_review, risk.owner, risk.current_level) == (None,) * 4
    assert custom(book) == {
        "Status": "purple",
        "Strategy": "hope",
        "Next review": "soon",
        "Owner": "TBD",
        "Likelihood": "4.5",
        "Impact": "3",
    }
    assert plan_import(book, workbook(head, row)).changes_nothing


def test_half_a_rating_is_none(book: Book) -> None:
    plan = bring(book, ["Title", "Likelihood", "Impact"], ["Flood", 3, ""])
    assert lines(plan) == ["Risks C2: half of a rating is missing; the risk is not rated."]
    assert custom(book) == {"Likelihood": "3"}
    plan = bring(book, ["Title", "Likelihood", "Notes"], ["Fire", 3, "x"])
    assert "“Likelihood” has no partner" in lines(plan)[0]


def test_words_beat_numbers_where_a_likelihood_stands_twice(book: Book) -> None:
    head = ["Title", "Probability", "Likelihood", "Impact"]
    bring(book, head, ["Flood", 0.45, "Possible", 4], ["Fire", 0.9, "Almost certain", 2])
    assert [r.current_likelihood for r in book.table(RISK).all()] == [3, 5]
    assert set(custom(book)) == {"Probability"}


def test_scores_and_levels_are_compared_and_never_read(book: Book) -> None:
    head = ["Title", "Likelihood", "Impact", "Risk score", "Risk level"]
    rows = [["a", 4, 5, 20, "Extreme"], ["b", 4, 4, 20, "Low"], ["c", "", "", 9, "High"]]
    plan = bring(book, head, *rows)
    assert lines(plan) == [
        "Risks D3: “Risk score” says 20; the register’s method gives 16, High.",
        "Risks E3: “Risk level” says Low; the register’s method gives 16, High.",
    ]
    assert [risk.current_score for risk in book.table(RISK).all()] == [20, 16, None]
    assert book.table(CUSTOM_VALUE).count() == 4


def test_three_levels_agree_with_the_levels_they_overlap(book: Book) -> None:
    head = ["Title", "L", "I", "Level"]
    rows = [["a", 5, 5, "High"], ["b", 4, 4, "high"], ["c", 3, 3, "Medium"], ["d", 1, 1, "LOW"]]
    assert lines(plan_import(book, workbook(head, *rows))) == []
    assert len(lines(plan_import(book, workbook(head, ["e", 5, 5, "Low"], *rows)))) == 1


def test_the_tier_of_bare_headings_can_be_chosen(book: Book) -> None:
    bring(book, ["Title", "Likelihood", "Impact"], ["Flood", 3, 4], tier="inherent")
    assert only(book).inherent_score == 12
    assert only(book).current_score is None


def test_the_description_is_the_title_where_there_is_none(book: Book) -> None:
    short = "Pumps fail. " * 10
    long = "The pumps of hall B fail in heavy rain. " + "More of it. " * 50
    bring(book, ["No.", "Risk description"], ["R-1", short], ["R-2", long])
    first, second = book.table(RISK).all()
    assert (first.title, first.event) == (short, "")
    assert second.title == "The pumps of hall B fail in heavy rain."
    assert second.event == long


def test_beside_a_title_the_description_is_the_event(book: Book) -> None:
    bring(book, ["Title", "Description"], ["Flood", "Water enters hall B"])
    assert only(book).event == "Water enters hall B"


def test_the_day_of_an_assessment_comes_from_the_sheet(book: Book) -> None:
    rows = [["Title", "L", "I", "Assessment date"], ["Flood", 2, 3, "31.03.2026"]]
    bring(book, *rows)
    assert book.table(ASSESSMENT).all()[0].assessed_on == date(2026, 3, 31)
    assert plan_import(book, workbook(*rows)).changes_nothing


def test_an_older_rating_joins_the_history_once(book: Book) -> None:
    bring(book, ["No.", "Title"], ["R-1", "Flood"])
    risk = only(book)
    with book.change("rate"):
        assess(
            book,
            Assessment(
                id=new_id(), risk=risk.id, assessed_on=date(2026, 5, 1), likelihood=5, impact=5
            ),
        )
    rows = [["No.", "Title", "L", "I", "Assessment date"], ["R-1", "Flood", 1, 2, "2026-04-01"]]
    assert bring(book, *rows).count(Verdict.CHANGED) == 1
    assert only(book).current_score == 25
    assert plan_import(book, workbook(*rows)).changes_nothing


def test_categories_are_found_by_either_name_and_by_path_and_else_made(book: Book) -> None:
    rows = [["a", "technical"], ["b", "技术"], ["c", "Technical / Systems and networks"]]
    before = book.table(CATEGORY).count()
    bring(book, ["Title", "Category"], *rows, ["d", "IAM / Phishing"])
    names = [book.table(CATEGORY).get(risk.category).name for risk in book.table(RISK).all()]
    assert names == ["Technical", "Technical", "Systems and networks", "IAM / Phishing"]
    assert book.table(CATEGORY).count() == before + 1


def test_people_and_units_are_found_without_regard_to_case(book: Book) -> None:
    with book.change("people"):
        book.table(PERSON).save(Person(id=new_id(), name="Li Na"))
        book.table(UNIT).save(Unit(id=new_id(), name="Harbour Tower"))
    bring(book, ["Title", "Owner"], ["a", "LI NA"], ["b", " harbour tower "], ["c", "New Man"])
    assert [person.name for person in book.table(PERSON).all()] == ["Li Na", "New Man"]
    assert book.table(UNIT).count() == 1


def test_of_two_people_of_one_name_the_present_owner_stays(book: Book) -> None:
    bring(book, HEAD, FLOOD)
    twin = Person(id=new_id(), name="Li Na")
    with book.change("twin"):
        book.table(PERSON).save(twin)
        book.table(RISK).save(replace(only(book), owner=twin.id))
    assert plan_import(book, workbook(HEAD, FLOOD)).changes_nothing


def test_a_department_as_owner_gives_way_to_a_unit_column(book: Book) -> None:
    plan = bring(book, ["Title", "Department", "Owner"], ["a", "Sales", "IT"], ["b", "IT", "IT"])
    assert len(lines(plan)) == 1
    assert custom(book) == {"Owner": "IT"}
    assert {unit.name for unit in book.table(UNIT).all()} == {"Sales", "IT"}


def test_characters_that_cannot_be_shown_are_removed_and_counted(book: Book) -> None:
    plan = bring(book, ["Title", "Notes"], ["Fl\0ood\x07", "a\ud800b\ufffe"])
    assert (only(book).title, only(book).notes) == ("Flood", "ab")
    assert lines(plan) == ["Risks: 4 characters that cannot be shown were removed."]


def test_blanks_alone_are_nothing(book: Book) -> None:
    plan = plan_import(book, workbook(["Title", "Notes", "Site"], [" \n ", "x", "y"]))
    assert plan.rows[0].verdict is Verdict.PROBLEM
    bring(book, ["No.", "Title", "Notes", "Site"], ["R-1", "Flood", " \t", " "])
    assert only(book).notes == ""
    assert custom(book) == {}


def test_choices_and_scales_are_reported(book: Book) -> None:
    head = ["Title", "Likelihood", "Impact"]
    plan = plan_import(book, workbook(head, ["a", "Low", "High"], ["b", "High", "Medium"]))
    assert [(use.heading, use.length, dict(use.words)) for use in plan.scales] == [
        ("Likelihood", 3, {"Low": 1, "High": 5}),
        ("Impact", 3, {"High": 5, "Medium": 3}),
    ]


def test_an_ambiguous_column_of_days_is_a_warning_for_the_column(book: Book) -> None:
    plan = bring(book, ["Title", "Review date"], ["a", "01/02/2026"], ["b", "03/04/2026"])
    assert lines(plan) == [
        "Risks B: day and month cannot be told apart in “Review date”; the day is read first."
    ]
    assert book.table(RISK).all()[0].next_review == date(2026, 2, 1)


def test_notes_are_shown_with_their_rows(book: Book) -> None:
    plan = plan_import(book, workbook(HEAD, FLOOD, ["© 2025", "", "", "", "", "", ""]))
    assert list(plan.notes) == [(3, "© 2025")]
    assert len(plan.rows) == 1


def test_unknown_columns_keep_their_order_as_custom_fields(book: Book) -> None:
    bring(book, ["Title", "Zebra", "Asset"], ["a", "z", "x"])
    fields = sorted(book.table(CUSTOM_FIELD).all(), key=lambda field: field.position or 0)
    assert [field.name for field in fields] == ["Zebra", "Asset"]
    bring(book, ["Title", "Asset", "More"], ["b", "y", "m"])
    assert [field.name for field in book.table(CUSTOM_FIELD).all()] == ["Zebra", "Asset", "More"]


def test_a_plan_made_before_another_change_is_refused(book: Book) -> None:
    plan = plan_import(book, workbook(HEAD, FLOOD))
    with book.change("unit"):
        book.table(UNIT).save(Unit(id=new_id(), name="x"))
    with pytest.raises(RegisterError, match="has changed since"):
        apply_import(book, plan)


def test_r59_a_cancelled_import_leaves_nothing(book: Book) -> None:
    def stop(_done: int, _total: int, _note: str = "") -> None:
        raise Cancelled

    before = book.head
    with pytest.raises(Cancelled):
        apply_import(book, plan_import(book, workbook(HEAD, FLOOD)), stop)
    assert book.head == before
    assert book.table(PERSON).count() == book.table(RISK).count() == 0


def test_a_snapshot_is_made_before_an_import(book: Book) -> None:
    from register import backup

    bring(book, HEAD, FLOOD)
    assert [snapshot.reason for snapshot in backup.snapshots(book)][:1] == ["import"]


def test_planning_writes_nothing(book: Book) -> None:
    before = book.head
    plan_import(book, workbook(HEAD, FLOOD, FIRE))
    assert book.head == before
    assert book.table(PERSON).count() == book.table(UNIT).count() == 0


def test_hostile_text_comes_in_as_typed(book: Book) -> None:
    texts = [
        "<b>x",
        "=1+1",
        "'; drop table risk;--",
        "%s {0}",
        "$\\frac{$",
        "\u202egnp.exe",
        "😀𠮷",
    ]
    bring(book, ["Title", "Notes"], *([text, text] for text in texts))
    assert [risk.title for risk in book.table(RISK).all()] == texts
    assert all(clean(text) == (text, 0) for text in texts)


def test_t23_t25_strange_numbers_are_numbers_or_warnings(book: Book) -> None:
    cells = ["٣", "5.0", "5,0", " 5", "1e9", "-0"]
    plan = bring(book, ["Title", "L", "I"], *([f"r{n}", c, 3] for n, c in enumerate(cells)))
    ratings = [risk.current_likelihood for risk in book.table(RISK).all()]
    assert ratings == [3, 5, 5, 5, None, None]
    assert len(plan.all_remarks()) == 2


def test_strategies_are_understood(book: Book) -> None:
    bring(book, ["Title", "Treatment"], ["a", "Reduce"], ["b", "avoid"])
    assert [r.strategy for r in book.table(RISK).all()] == [Strategy.TREAT, Strategy.TERMINATE]


def test_rating_columns_that_hold_rubbish_are_cleaned_before_they_are_kept(book: Book) -> None:
    head = ["Title", "L", "I", "Score", "Probability"]
    bring(book, head, ["Flood", "x\0", "y\x07", "z\x0b", "w\ud800"])
    assert set(custom(book).values()) == {"x", "y", "z", "w"}
    plan = plan_import(book, workbook(["Title", "L", "I"], ["Fire", "x" * 20_001, 3]))
    assert lines(plan)[-1].endswith("20000 is the most.")


def test_our_own_file_without_a_number_keeps_the_number(book: Book) -> None:
    ours = new_id()
    rows = [["No.", "Title", "id"], ["", "Flood", ours]]
    bring(book, *rows)
    assert only(book).number == "R-001"
    assert plan_import(book, workbook(*rows)).changes_nothing


def test_an_owner_named_like_a_unit_of_the_sheet_is_that_unit(book: Book) -> None:
    rows = [["Title", "Department", "Owner"], ["a", "Tower", "tower!"], ["b", "", "TOWER"]]
    bring(book, *rows)
    assert book.table(PERSON).count() == 0
    assert plan_import(book, workbook(*rows)).changes_nothing


def test_x08_a_formula_without_a_value_is_a_warning(book: Book) -> None:
    book_with_formula = replace(
        workbook(["Title", "Notes", "Score"], ["a", "x", 1]),
        unread=(("Risks", "B2"), ("Risks", "C2"), ("Other", "A2")),
    )
    plan = plan_import(book, book_with_formula)
    assert [remark.cell for remark in plan.all_remarks()] == ["B2"]
    assert "formula" in lines(plan)[0]
