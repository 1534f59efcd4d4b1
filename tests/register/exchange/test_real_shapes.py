"""Registers of the shapes that strangers make: each comes in right, and again without change."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from register.book import Book
from register.entities import CUSTOM_FIELD, PERSON, RISK, UNIT
from register.entities.risk import RiskStatus, Strategy
from register.exchange.applying import apply_import
from register.exchange.exporting import export_book
from register.exchange.planning import plan_import
from register.exchange.reading import read_workbook
from tests.register.exchange.makers import write_xlsx


def cyber(folder: Path) -> Path:
    """Return a sheet with a title line, no title column, a score, a footer and a legend."""
    risks: list[list[Any]] = [
        ["Somebody’s Cybersecurity Risk Register"],
        [
            "Risk ID",
            "Risk Description",
            "Affected Asset",
            "Likelihood",
            "Impact",
            "Risk Score",
            "Controls",
            "Mitigation Plan",
            "Owner",
            "Status",
        ],
        [
            "R-001",
            "Phishing of staff",
            "Mail ",
            4,
            4,
            16,
            "Filters",
            "MFA",
            "IT Administrator",
            "Open",
        ],
        [
            "R-002",
            "Old software",
            "Server",
            3,
            3,
            9,
            "Patching",
            "Automate",
            "HR & IT Team",
            "In Progress",
        ],
        ["R-003", "Open doors", "Server room", 1, 3, 3, "Cards", "Scanner", "Guard", "Monitoring"],
        [],
        ["© 2025 Somebody | Governance"],
        [],
        ["", " "],
    ]
    legend = [
        ["Risk Score Levels"],
        ["Risk Level", "Score Range"],
        ["High", "16–25"],
        ["Low", "1–8"],
    ]
    return write_xlsx(folder / "cyber.xlsx", risks, legend)


def template(folder: Path) -> Path:
    """Return a sheet of snake_case headings with words of two languages as ratings."""
    tiers = [f"{t}_{p}" for t in ("inherent", "current") for p in ("proba", "impact", "level")]
    head = ["ref_id", "name", "description", *tiers[:3], "existing_controls", *tiers[3:]]
    rows = [
        ["R01", "this", "", "vraisemblable", "mineur", "", "a\nb", "vraisemblable", "mineur", ""],
        ["R02", "can", "", "unlikely", "important", "", "", "unlikely", "important", ""],
        [
            "R03",
            "be",
            "",
            "very likely",
            "significatif",
            "",
            "b",
            "very likely",
            "significatif",
            "",
        ],
        ["R04", "bad", "", "certain", "critique", "", "", "certain", "critique", ""],
    ]
    more = ["additional_controls", "residual_proba", "residual_impact", "treatment", "assets"]
    last = [
        ["", "vraisemblable", "mineur", "avoid", "erp\ndb"],
        ["omega", "unlikely", "important", "", "erp"],
        ["beta", "", "", "mitigate", ""],
        ["gamma", "", "", "transfer", "portal"],
    ]
    return write_xlsx(
        folder / "template.xlsx",
        [[*head, *more], *([*row, *rest] for row, rest in zip(rows, last, strict=True))],
    )


def quoted(folder: Path) -> Path:
    """Return a CSV with every cell quoted, scales in the headings and levels of its own."""
    head = ["risk_id", "title", "asset_id", "scenario", "L_1to5", "I_1to5", "score", "level"]
    head += ["residual_L_1to5", "residual_I_1to5", "residual_level", "treatment", "owner"]
    rows = [
        [
            "R01",
            "Takeover, by mail",
            "A01",
            "Click -> loss",
            "4",
            "4",
            "16",
            "Critical",
            "3",
            "4",
            "High",
            "Reduce",
            "IT",
        ],
        [
            "R02",
            "False invoice",
            "A02",
            "Mail",
            "3",
            "4",
            "12",
            "High",
            "2",
            "4",
            "Medium",
            "Reduce",
            "DPO/Security",
        ],
    ]
    path = folder / "quoted.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([head, *rows])
    return path


MAKERS = {"cyber": cyber, "template": template, "quoted": quoted}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_what_came_in_goes_out_and_comes_back_without_change(
    book: Book, tmp_path: Path, make: Any, ending: str
) -> None:
    source = make(tmp_path)
    apply_import(book, plan_import(book, read_workbook(source)))
    assert plan_import(book, read_workbook(source)).changes_nothing
    out = tmp_path / f"out.{ending}"
    export_book(book, out)
    plan = plan_import(book, read_workbook(out))
    assert plan.changes_nothing
    assert not plan.all_remarks()


def test_the_sheet_with_title_line_and_footer(book: Book, tmp_path: Path) -> None:
    plan = plan_import(book, read_workbook(cyber(tmp_path)))
    assert [number for number, _text in plan.notes] == [7]
    apply_import(book, plan)
    first, second, third = book.table(RISK).all()
    assert (first.title, first.controls, first.measures) == ("Phishing of staff", "Filters", "MFA")
    assert book.table(PERSON).get(first.owner).name == "IT Administrator"
    assert book.table(UNIT).get(second.unit).name == "HR & IT Team"
    assert [r.status for r in (first, second, third)] == [
        RiskStatus.OPEN,
        RiskStatus.TREATING,
        RiskStatus.MONITORED,
    ]
    assert [f.name for f in book.table(CUSTOM_FIELD).all()] == ["Affected Asset"]


def test_the_template_gives_2_1_and_1_4_and_4_2_and_5_5(book: Book, tmp_path: Path) -> None:
    apply_import(book, plan_import(book, read_workbook(template(tmp_path))))
    risks = book.table(RISK).all()
    pairs = [(2, 1), (1, 4), (4, 2), (5, 5)]
    assert [(r.current_likelihood, r.current_impact) for r in risks] == pairs
    assert [(r.inherent_likelihood, r.inherent_impact) for r in risks] == pairs
    residual = [(r.residual_likelihood, r.residual_impact) for r in risks]
    assert residual == [(2, 1), (1, 4), (None, None), (None, None)]
    assert [r.strategy for r in risks] == [
        Strategy.TERMINATE,
        None,
        Strategy.TREAT,
        Strategy.TRANSFER,
    ]


def test_the_csv_with_scales_in_its_headings(book: Book, tmp_path: Path) -> None:
    plan = plan_import(book, read_workbook(quoted(tmp_path)))
    assert [remark.cell for remark in plan.all_remarks()] == ["H2", "K2", "H3", "K3"]
    apply_import(book, plan)
    first, second = book.table(RISK).all()
    assert (first.title, first.event) == ("Takeover, by mail", "Click -> loss")
    assert (first.current_score, first.residual_score, second.residual_score) == (16, 12, 8)
    assert first.owner is None
    assert book.table(PERSON).get(second.owner).name == "DPO/Security"
