"""Whatever people type survives: export, read, and the register says “no change” (T01 to T27)."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from register.book import Book
from register.entities import (
    CATEGORY,
    CUSTOM_FIELD,
    PERSON,
    RISK,
    UNIT,
    Category,
    CustomField,
    CustomValue,
    Person,
    Risk,
    Unit,
)
from register.entities.custom import CUSTOM_VALUE
from register.entities.risk import RiskStatus, Source, Strategy
from register.entity import new_id
from register.exchange.applying import apply_import
from register.exchange.exporting import export_book
from register.exchange.listing import list_rows
from register.exchange.planning import plan_import
from register.exchange.reading import read_workbook
from register.fields import clean

HOSTILE = [
    "<b>x",
    "<img src=/etc/x.png>",
    '<img src="//server/share/a.png">',
    "</para>",
    "mail <a@b.c>",
    "Replace <pump> A",
    "a < b & c",
    "&lt;b&gt;",
    "<font color=\"open('/x')\">",
    '<a href="javascript:x">y</a>',
    "$\\frac{$",
    "Cost $5 to $10",
    *("=1+1", "+1", "-1", "@SUM", "\t=1", "\r=1", " =1", "＝1", "'=1", "''", "'"),
    "\u202egnp.exe",
    "zero\u200dwidth",
    "e\u0301\u0301\u0301\u0301",
    "👨‍👩‍👧 家庭 عربي ไทย 𠮷",
    "word" * 100,
    "'; drop table risk;--",
    "%s {0} {x!r} \\n",
    "٣",
    "![x](/etc/hostname)",
    *("1e9", "-0", "5.0", "5,0", " 5", "1", "TRUE", "2026-03-31", "1/2"),
    '"quoted", and; more | of\tit',
    "line\nline\r\nline\rline",
    "_x0041_",
    "[Status]",
    "id",
    "Title",
    "\ufeffmark",
    "sep=;",
    "\x85 next \u2028 lines",
    " blanks around ",
    "N/A",
    "IT",
]
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
).map(lambda text: clean(text)[0])
filled = texts.filter(lambda text: bool(text.strip()))
days = st.none() | st.dates(min_value=date(1, 1, 1))
names = filled.filter(lambda text: len(text) <= 400)


@st.composite
def risks(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "title": draw(filled),
        "status": draw(st.none() | st.sampled_from(RiskStatus)),
        "source": draw(st.none() | st.sampled_from(Source)),
        "strategy": draw(st.none() | st.sampled_from(Strategy)),
        "cause": draw(texts),
        "notes": draw(texts),
        "raised_on": draw(days),
        "next_review": draw(days),
    }


def fill(book: Book, drawn: list[dict[str, Any]], words: list[str], custom: list[str]) -> None:
    """Write risks that link to people, units and categories of hostile names."""
    word = words * len(drawn)
    fields = [CustomField(id=new_id(), name=n, position=p) for p, n in enumerate(custom, 1)]
    with book.change("fill"):
        book.table(CUSTOM_FIELD).save_all(fields)
        for place, values in enumerate(drawn):
            person = Person(id=new_id(), name=word[place])
            unit = Unit(id=new_id(), name=word[place])
            category = Category(id=new_id(), name=word[place])
            book.table(PERSON).save(person)
            book.table(UNIT).save(unit)
            book.table(CATEGORY).save(category)
            links = {"owner": person.id, "unit": unit.id, "category": category.id}
            risk = Risk(id=new_id(), number=f"R-{place:03d}", **values, **links)
            book.table(RISK).save(risk)
            book.table(CUSTOM_VALUE).save_all(
                CustomValue(id=new_id(), field=f.id, risk=risk.id, text=word[place]) for f in fields
            )


def comes_back(book: Book, fresh: Book, ending: str, folder: Path) -> None:
    out = folder / f"out.{ending}"
    export_book(book, out)
    sheets = read_workbook(out)
    plan = plan_import(book, sheets)
    assert plan.changes_nothing, [row.changes for row in plan.rows if row.changes]
    assert not plan.all_remarks()
    apply_import(fresh, plan_import(fresh, sheets))
    assert _texts(fresh) == _texts(book)


def _texts(book: Book) -> list[dict[str, Any]]:
    """Return what risks hold; a name is the same with outer blanks and in another case."""
    rows = list_rows(book, "risks")
    for row in rows:
        for key in ("owner", "unit", "category"):
            row[key] = row[key].strip().casefold()
    return [{k: v for k, v in row.items() if not k.endswith("_id")} for row in rows]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    drawn=st.lists(risks(), min_size=1, max_size=4),
    words=st.lists(names, min_size=1, max_size=4),
    custom=st.lists(names, max_size=3, unique=True),
    ending=st.sampled_from(["csv", "csv", "xlsx", "json"]),
)
@example(
    drawn=[{"title": text, "notes": text} for text in HOSTILE],
    words=HOSTILE,
    custom=["Status", "[x]", "id", "owner_id", "=a", "a\nb", "Likelihood"],
    ending="xlsx",
)
@example(
    drawn=[{"title": text, "notes": text} for text in HOSTILE],
    words=HOSTILE,
    custom=["Status", "[x]", "id", "owner_id", "=a", "a\nb", "Likelihood"],
    ending="csv",
)
def test_hostile_text_goes_out_and_comes_back_as_it_was(
    drawn: list[dict[str, Any]], words: list[str], custom: list[str], ending: str, memory: Any
) -> None:
    with tempfile.TemporaryDirectory() as folder, memory() as book, memory() as fresh:
        fill(book, drawn, words, custom)
        comes_back(book, fresh, ending, Path(folder))
