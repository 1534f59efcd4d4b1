"""Where the risks stand in a sheet, and what its headings mean."""

from __future__ import annotations

from typing import Any

import pytest

from register.errors import ImportFileError
from register.exchange.columns import settle
from register.exchange.headings import assign, guess, plain
from register.exchange.layout import find_layout
from register.exchange.workbook import Row, Sheet, Workbook
from register.i18n import LANGUAGES
from tests.register.exchange.makers import workbook


def fields(*headings: str, tier: str = "current") -> list[str]:
    """Return what headings are taken for, as tier.field; "" for unknown ones."""
    columns = assign([guess(n, text) for n, text in enumerate(headings)], tier)
    return [".".join(part for part in (c.tier, c.field) if part) for c in columns]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Risk ID", "number"),
        ("ref_id", "number"),
        ("序号", "number"),
        ("N°", "number"),
        ("Risk\nDescription", "description"),
        ("  TITLE * ", "title"),
        ("Intitulé", "title"),
        ("风险名称", "title"),
        ("责 任 人", "owner"),
        ("Risk Owner", "owner"),
        ("管控措施", "controls"),
        ("existing_controls", "controls"),
        ("additional_controls", "measures"),
        ("Mitigation Plan", "measures"),
        ("treatment", "strategy"),
        ("RiskCategory", "category"),
        ("Ｓｔａｔｕｓ", "status"),
        ("下次评审日期", "next_review"),
        ("L_1to5", "current.likelihood"),
        ("Likelihood (1-5)", "current.likelihood"),
        ("Prob", "current.likelihood"),
        ("可能性", "current.likelihood"),
        ("可能性 Likelihood", "current.likelihood"),
        ("Severity", "current.impact"),
        ("严重程度", "current.impact"),
        ("风险等级", "current.level"),
        ("风险值", "current.score"),
        ("L×I", "current.score"),
        ("inherent_proba", "inherent.likelihood"),
        ("residual_L_1to5", "residual.likelihood"),
        ("Impact after treatment", "residual.impact"),
        ("剩余风险可能性", "residual.likelihood"),
        ("固有影响", "inherent.impact"),
        ("Target level", "target.level"),
        ("Residual risk", "residual.level"),
        ("target_date", ""),
        ("Objective", ""),
        ("资产", ""),
    ],
)
def test_headings_are_understood(heading: str, field: str) -> None:
    assert fields(heading) == [field]


def test_our_own_labels_are_understood_in_every_language() -> None:
    from register.entities import RISK
    from register.i18n import language, translated

    for tongue in LANGUAGES:
        with language(tongue):
            labels = [translated(field.label) for field in RISK.fields if not field.hidden]
        assert [label for label in labels if not guess(0, label).known] == []


def test_a_second_pair_under_the_same_headings_is_residual() -> None:
    assert fields("Title", "Likelihood", "Impact", "Likelihood", "Impact") == [
        "title",
        "current.likelihood",
        "current.impact",
        "residual.likelihood",
        "residual.impact",
    ]
    assert fields("L", "I", "Score", "L", "I", "Score", tier="inherent")[3:] == [
        "residual.likelihood",
        "residual.impact",
        "residual.score",
    ]


def test_one_likelihood_in_two_columns_is_no_second_pair() -> None:
    assert fields("Likelihood", "Probability", "Impact") == [
        "current.likelihood",
        "current.likelihood",
        "current.impact",
    ]


def test_the_surest_of_two_columns_is_taken() -> None:
    assert fields("Risk", "Risk title") == ["", "title"]
    assert fields("Notes", "Notes") == ["notes", ""]


def test_plain_text_has_no_case_accents_or_punctuation() -> None:
    assert plain(" RiskID_(１) é ") == "risk id 1 e"


def found(*rows: list[Any]) -> tuple[list[str], list[int], list[int]]:
    """Return the known fields, and the numbers of rows of data and of notes."""
    layout = find_layout(workbook(*rows))
    known = [c.field for c in layout.columns if c.known]
    return known, [r.number for r in layout.rows], [r.number for r in layout.notes]


def test_headings_are_found_under_titles_notes_and_blank_rows() -> None:
    rows = [
        ["Our register", "", ""],
        ["", "", ""],
        ["Printed on Monday", "", ""],
        ["Title", "Owner", "Status"],
        ["Flood", "Li", "Open"],
        ["", " ", ""],
        ["Fire", "Wang", "Open"],
        ["© 2025 somebody", "", ""],
        ["", "", ""],
    ]
    assert found(*rows) == (["title", "owner", "status"], [5, 7], [8])


def test_two_rows_of_headings_are_read_together() -> None:
    rows = [
        ["No.", "Risk", "Inherent risk", "", "", "Residual risk", "", "Owner"],
        ["", "", "L", "I", "Score", "L", "I", ""],
        ["1", "Flood", 4, 5, 20, 2, 3, "Li"],
    ]
    layout = find_layout(workbook(*rows))
    assert [f"{c.tier}.{c.field}" for c in layout.columns] == [
        ".number",
        ".title",
        "inherent.likelihood",
        "inherent.impact",
        "inherent.score",
        "residual.likelihood",
        "residual.impact",
        ".owner",
    ]
    assert [row.number for row in layout.rows] == [3]


def test_merged_cells_say_how_far_a_group_reaches() -> None:
    rows = (
        Row(1, ("Title", "固有", "", "")),
        Row(2, ("", "可能性", "影响", "备注")),
        Row(3, ("洪水", 3, 4, "x")),
    )
    sheet = Sheet("S", rows, merged=(((0, 1), (0, 2)),))
    layout = find_layout(Workbook("a.xlsx", "xlsx", (sheet,)))
    assert [(c.field, c.tier) for c in layout.columns] == [
        ("title", ""),
        ("likelihood", "inherent"),
        ("impact", "inherent"),
        ("notes", ""),
    ]


def test_headings_said_again_are_notes() -> None:
    rows = [["标题", "责任人"], ["Title", "Owner"], ["Flood", "Li"], ["标题", "责任人"]]
    assert found(*rows)[1:] == ([3], [2, 4])


def test_a_list_of_titles_alone_has_no_notes() -> None:
    assert found(["Title"], ["Flood"], ["Fire"]) == (["title"], [2, 3], [])


def test_x14_the_sheet_with_the_risks_is_taken_hidden_ones_last() -> None:
    risks = Sheet("Risks", (Row(1, ("Title", "Likelihood", "Impact")), Row(2, ("Flood", 1, 2))))
    hidden = Sheet("Old", (*risks.rows, Row(3, ("Fire", 1, 2))), hidden=True)
    legend = Sheet("Legend", (Row(1, ("Risk level", "Score")), Row(2, ("High", "16-25"))))
    book = Workbook("a.xlsx", "xlsx", (Sheet("Blank"), hidden, legend, risks))
    assert find_layout(book).sheet.name == "Risks"
    assert find_layout(Workbook("a.xlsx", "xlsx", (legend, hidden))).sheet.name == "Old"
    with pytest.raises(ImportFileError, match="“Title” or “Description”"):
        find_layout(Workbook("a.xlsx", "xlsx", (legend, Sheet("Blank"))))


def test_x15_doubled_headings_are_told_apart() -> None:
    layout = find_layout(workbook(["Title", "Site", "Site", "Site"], ["Flood", "a", "b", "c"]))
    assert [c.heading for c in settle(layout, "current").columns] == [
        "Title",
        "Site",
        "Site (2)",
        "Site (3)",
    ]


def test_what_the_user_chose_beats_the_guess() -> None:
    layout = find_layout(workbook(["Title", "Prob", "Sev", "Owner"], ["Flood", 1, 2, "Li"]))
    mapping = {1: "residual_likelihood", 2: "residual_impact", 3: ""}
    columns = settle(layout, "current", mapping).columns
    assert [(c.field, c.tier) for c in columns] == [
        ("title", ""),
        ("likelihood", "residual"),
        ("impact", "residual"),
        ("", ""),
    ]


def test_a_strangers_id_is_the_number_and_ours_is_the_id() -> None:
    ours = "0f8fad5b-d9cb-469f-a165-70867728950e"
    theirs = settle(find_layout(workbook(["ID", "Title"], ["7", "Flood"])), "current")
    own = settle(find_layout(workbook(["Title", "id"], ["Flood", ours])), "current")
    assert [c.field for c in theirs.columns] == ["number", "title"]
    assert not theirs.own
    assert [c.field for c in own.columns] == ["title", "id"]
    assert own.own
