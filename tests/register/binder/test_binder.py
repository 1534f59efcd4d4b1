"""The binder holds what the register holds, with right page numbers, or is not there at all."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drills.entities import DRILL, LOG
from register.binder.build import BinderError, build_binder
from register.binder.context import BinderOptions
from register.book import Book
from register.catalog import Section
from register.entities import (
    ACTIVATION_RULE,
    ESCALATION_PATH,
    ESCALATION_STEP,
    PERSON,
    PHONE,
    PLAN,
    RISK,
    STEP,
    TEAM,
    Plan,
    PlanStep,
)
from register.entities.about import ABOUT
from register.entity import new_id
from register.errors import Cancelled, RegisterError, StorageError
from register.i18n import N_, _, language
from register.watching.escalation import person_text
from tests.register.binder.conftest import DAY
from tests.register.binder.reading import outline, pages, squeezed, whole

PRINTED = [
    ("en", "A4"),
    ("en", "Letter"),
    ("zh_CN", "A4"),
    ("zh_CN", "Letter"),
]
HOSTILE = {
    "T01": "<b>x",
    "T02": "<img src=/etc/x.png>",
    "T03": '<img src="//server/share/a.png">',
    "T04": "</para>",
    "T05": "mail <a@b.c>",
    "T06": "Replace <pump> A",
    "T07": "a < b & c",
    "T08": "&lt;b&gt;",
    "T09": "<font color=\"open('/x')\">",
    "T10": '<a href="javascript:x"> ms-msdt: search-ms: data:',
    "T11": "$\\frac{$ Cost $5 to $10",
    "T12": "=1+1 +1 -1 @SUM ＝1",
    "T15": "a\u202egnp.exe z\u0335\u0321a",
    "T16": "👨\u200d👩\u200d👧 洪水 ไฟไหม้",  # readers turn Arabic round when they copy it
    "T17": "w" * 15_000,
    "T18": "很长的说明，" * 3_000,
    "T19": "<table>" * 2_500,
    "T20": "'; drop table risk;--",
    "T21": "%s {0} {x!r} \\n",
    "T24": "![x](/etc/hostname)",
    "T25": "1e9 -0 ٣ 5.0 5,0",
}


def options(tongue: str = "en", **values: Any) -> BinderOptions:
    return BinderOptions(language=tongue, issued_on=DAY, **values)


@pytest.fixture(scope="module", params=PRINTED, ids="-".join)
def printed(
    request: pytest.FixtureRequest,
    samples: dict[str, Book],
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Book, Path, str]:
    tongue, paper = request.param
    out = tmp_path_factory.mktemp("binder") / "binder.pdf"
    wanted = options(tongue, paper=paper, holder="Chen Wei", marking="内部 INTERNAL")
    report = build_binder(samples[tongue], out, wanted)
    assert report.pages == len(pages(out))
    assert report.missing_glyphs == ()
    return samples[tongue], out, tongue


def test_every_plan_step_team_and_phone_is_printed(printed: tuple[Book, Path, str]) -> None:
    book, out, _tongue = printed
    text = whole(out)
    wanted = [plan.title for plan in book.table(PLAN).all()]
    wanted += [step.action for step in book.table(STEP).all()]
    wanted += [team.name for team in book.table(TEAM).all()]
    wanted += [risk.title for risk in book.table(RISK).all()]
    wanted += [drill.title for drill in book.table(DRILL).all()]
    wanted += [entry.text for entry in book.table(LOG).all()]
    wanted += [person.name for person in book.table(PERSON).all()]
    wanted += [phone.number for phone in book.table(PHONE).all()]
    assert [typed for typed in wanted if squeezed(typed) not in text] == []
    assert len(wanted) > 200


def test_each_indicator_has_its_escalation_path_and_its_plans(
    printed: tuple[Book, Path, str],
) -> None:
    book, path, tongue = printed
    text = whole(path)
    with language(tongue):
        for step in book.table(ESCALATION_STEP).all():
            person = book.table(PERSON).get(step.person)
            who = person_text(person) if person else step.role
            assert squeezed(who) in text
            assert squeezed(step.message) in text
        for rule in book.table(ACTIVATION_RULE).all():
            assert squeezed(rule.note) in text
        for found in book.table(ESCALATION_PATH).all():
            heading = _("Escalation: {path}").format(path=ESCALATION_PATH.title(found))
            assert squeezed(heading) in text


def test_cover_says_whose_copy_of_which_state_it_is(printed: tuple[Book, Path, str]) -> None:
    book, out, _tongue = printed
    cover = pages(out)[0]
    for words in (book.about.title, "Chen Wei", "2026-11-22", "内部 INTERNAL", book.head.short):
        assert squeezed(words) in squeezed(cover)


def test_every_page_but_the_cover_says_which_it_is(printed: tuple[Book, Path, str]) -> None:
    _book, out, tongue = printed
    found = pages(out)
    pattern = "第 {} 页，共 {} 页" if tongue == "zh_CN" else "Page {} of {}"
    for number, text in enumerate(found[1:], 2):
        assert pattern.format(number, len(found)) in text
        assert "内部 INTERNAL" in text


def test_contents_and_outline_lead_to_the_right_pages(printed: tuple[Book, Path, str]) -> None:
    book, out, _tongue = printed
    found = pages(out)
    marks = outline(out)
    wanted = [PLAN.title(plan) for plan in book.table(PLAN).all()]
    wanted += [TEAM.title(team) for team in book.table(TEAM).all()]
    wanted += [DRILL.title(drill) for drill in book.table(DRILL).all()]
    listed = squeezed(found[1] + found[2])
    for title in wanted:
        page = next(page for _level, name, page in marks if name == title)
        assert squeezed(title) in squeezed(found[page - 1])
        assert f"{squeezed(title)}{page}" in listed
    sections = [name for level, name, _page in marks if level == 0]
    assert len(sections) == 1 + len(book.catalog.sections)


def test_no_font_is_unembedded(printed: tuple[Book, Path, str]) -> None:
    raw = printed[1].read_bytes()
    assert b"Helvetica" not in raw
    assert len(re.findall(rb"/FontFile2", raw)) == 2


def test_same_register_and_day_give_the_same_bytes(
    samples: dict[str, Book], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        build_binder(samples["zh_CN"], tmp_path / name, options("zh_CN"))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_language_of_the_binder_is_not_that_of_the_program(
    samples: dict[str, Book], tmp_path: Path
) -> None:
    build_binder(samples["en"], tmp_path / "b.pdf", options("zh_CN"))
    assert "应急联系人" in whole(tmp_path / "b.pdf")


def test_any_text_is_printed_as_it_was_typed(book: Book, tmp_path: Path) -> None:
    with book.change(N_("Add")):
        for name, text in HOSTILE.items():
            plan = Plan(
                id=new_id(), title=text[:400], trigger=text, scope=f"{name} {text}"[:20_000]
            )
            book.table(PLAN).save(plan)
            book.table(STEP).save(PlanStep(id=new_id(), plan=plan.id, position=1, action=text))
    report = build_binder(book, tmp_path / "b.pdf", options())
    text = whole(tmp_path / "b.pdf")
    for name, typed in HOSTILE.items():
        if len(typed) < 200:
            assert text.count(squeezed(typed)) >= 3, name
    assert text.count("w") >= 2 * 15_000
    assert text.count("很长的说明，") >= 5_900
    assert "👨" in report.missing_glyphs
    assert {"\u202e", "\u200d"} <= set(report.missing_glyphs)
    assert "U+1F468" in pages(tmp_path / "b.pdf")[-1]


def test_an_empty_register_prints(book: Book, tmp_path: Path) -> None:
    with language("zh_CN"):
        build_binder(book, tmp_path / "b.pdf", BinderOptions(issued_on=DAY))
    text = whole(tmp_path / "b.pdf")
    assert "登记册中尚无预案。" in text


def test_only_the_wanted_parts_are_printed(samples: dict[str, Book], tmp_path: Path) -> None:
    build_binder(samples["en"], tmp_path / "b.pdf", options(parts=frozenset({"contacts"})))
    sections = [name for level, name, _page in outline(tmp_path / "b.pdf") if level == 0]
    assert sections == ["Contents", "Emergency contacts"]


def test_a_preview_stops_at_its_limit(samples: dict[str, Book], tmp_path: Path) -> None:
    report = build_binder(samples["en"], tmp_path / "b.pdf", options(page_limit=5))
    assert report.pages == len(pages(tmp_path / "b.pdf")) == 5


def test_cancel_leaves_the_older_file_as_it_was(samples: dict[str, Book], tmp_path: Path) -> None:
    out = tmp_path / "b.pdf"
    out.write_bytes(b"older")
    steps: list[int] = []

    def stop_soon(done: int, total: int, note: str = "") -> None:
        steps.append(done)
        assert done <= total
        if len(steps) == 12:
            raise Cancelled

    with pytest.raises(Cancelled):
        build_binder(samples["en"], out, options(), stop_soon)
    assert out.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [out]
    assert steps == sorted(steps)


def test_failure_names_the_record_and_leaves_no_file(
    samples: dict[str, Book], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_book: Book, context: Any) -> Any:
        context.about = "P-07 Flood"
        yield 1 / 0

    broken = Section("broken", N_("Plans"), fail)
    catalog = replace(samples["en"].catalog, sections=(broken,))
    monkeypatch.setattr(samples["en"], "catalog", catalog)
    with pytest.raises(BinderError, match="P-07 Flood"):
        build_binder(samples["en"], tmp_path / "b.pdf", options())
    assert not list(tmp_path.iterdir())


def test_unknown_paper_and_missing_folder_are_sentences(
    samples: dict[str, Book], tmp_path: Path
) -> None:
    with pytest.raises(RegisterError, match="“A5”"):
        build_binder(samples["en"], tmp_path / "b.pdf", options(paper="A5"))
    with pytest.raises(StorageError, match="cannot be written"):
        build_binder(samples["en"], tmp_path / "gone" / "b.pdf", options())


def test_a_long_title_of_the_register_keeps_to_the_cover(book: Book, tmp_path: Path) -> None:
    with book.change(N_("Name")):
        about = replace(book.about, title="风险与应急准备登记册" * 50, organisation="单位" * 250)
        book.table(ABOUT).save(about)
    build_binder(book, tmp_path / "b.pdf", options(holder="持有人" * 100, marking="密" * 300))
    assert "风险与应急准备登记册" in whole(tmp_path / "b.pdf")


def test_the_catalogue_loads_no_printing_library() -> None:
    code = (
        "import sys, register, drills, register.binder.context;"
        "print([m for m in ('reportlab', 'matplotlib', 'numpy', 'pypinyin') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
