"""The sample register, built in each language by the real book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from drills.entities import DRILL, LOG
from register import shelf
from register.assess import with_latest
from register.book import Book
from register.catalog import Catalog
from register.contents import CATALOG
from register.entities import (
    ACTION,
    ASSESSMENT,
    CATEGORY,
    ESCALATION_NOTICE,
    ESCALATION_STEP,
    PERSON,
    PHONE,
    PLAN,
    RISK,
    STEP,
    TEAM,
)
from register.entities.risk import LevelKey
from register.samples import build_sample
from register.seeds import CATEGORIES, category_id

TODAY = date(2026, 6, 15)
LANGUAGES = ("en", "zh_CN")
SEEDED = {"categories", "methods"}  # seeds speak both languages in every register


@pytest.fixture(scope="module", params=LANGUAGES)
def sample(
    request: pytest.FixtureRequest, catalog: Catalog, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Book]:
    path = tmp_path_factory.mktemp("sample") / "sample.muster"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSTER_DATA", str(path.parent / "data"))
        with shelf.create(path, catalog, by="Li Na", language=request.param, title="-") as book:
            build_sample(book, TODAY)
            yield book


def own_texts(book: Book) -> list[str]:
    """Every text of the sample's own records, in stored form, but for who made it."""
    found = [book.about.title, book.about.organisation]
    for entity in book.catalog.entities:
        if entity.table not in SEEDED:
            for record in book.table_named(entity.table).all():
                values = (field.kind.to_sql(field.value(record)) for field in entity.fields)
                found += [v for v in values if isinstance(v, str) and v != book.by]
    return found


def test_sample_holds_what_is_promised(sample: Book) -> None:
    assert sample.table(PERSON).count() >= 40
    assert sample.table(PHONE).count() >= 40
    assert sample.table(RISK).count() >= 44
    assert [sample.table(e).count() for e in (PLAN, TEAM, DRILL)] == [8, 6, 12]
    assert sample.table(STEP).count() >= 64
    assert sample.table(LOG).count() >= 60


def test_sample_is_in_one_language(sample: Book) -> None:
    words = own_texts(sample)
    if sample.about.language == "en":
        assert [text for text in words if re.search(r"[\u3000-\u9fff\uff00-\uffef]", text)] == []
    else:
        latin = re.compile(r"[A-Za-z]{2,} +[A-Za-z]{2,}")
        assert [text for text in words if latin.search(text)] == []


def test_every_category_and_level_occurs(sample: Book) -> None:
    categories = sample.table(CATEGORY)
    tops = set()
    for risk in sample.table(RISK).all():
        category = categories.get(risk.category)
        assert category is not None
        tops.add(category.parent or category.id)
    assert tops == {category_id(name) for name, *_rest in CATEGORIES}
    levels = {risk.current_level for risk in sample.table(RISK).all()}
    assert levels == {*LevelKey, None}


def test_rating_columns_agree_with_the_assessments(sample: Book) -> None:
    for risk in sample.table(RISK).all():
        assert risk == with_latest(risk, sample.table(ASSESSMENT).find(risk=risk.id))


def test_numbers_come_from_the_series(sample: Book) -> None:
    assert [risk.number for risk in sample.table(RISK).all()][:2] == ["R-001", "R-002"]
    assert [plan.number for plan in sample.table(PLAN).all()] == [f"P-{n:02}" for n in range(1, 9)]
    assert [team.number for team in sample.table(TEAM).all()] == [f"T-{n:02}" for n in range(1, 7)]
    for drill in sample.table(DRILL).all():
        assert drill.starts_at is not None
        assert drill.number.startswith(f"D-{drill.starts_at.astimezone().year}-")


def test_times_of_the_source_are_local_and_stored_in_utc(sample: Book) -> None:
    first = sample.table(DRILL).all()[0]
    local = datetime(2025, 7, 12, 14, 0).astimezone()
    assert first.starts_at == local
    assert first.starts_at.tzinfo is UTC


def test_sample_can_be_undone_step_by_step(sample: Book) -> None:
    assert sample.undo_label()
    before = sample.table(ACTION).count()
    sample.undo()
    assert sample.table(ACTION).count() == 0
    sample.redo()
    assert sample.table(ACTION).count() == before


def test_a_catalogue_without_drills_gives_a_sample_without_drills(tmp_path: Path) -> None:
    with shelf.create(tmp_path / "plain.muster", CATALOG, by="Li Na", title="-") as book:
        build_sample(book, TODAY)
        assert book.table(PLAN).count() == 8


def test_notices_of_the_sample_stand_beside_the_steps_that_asked_for_them(sample: Book) -> None:
    notices = sample.table(ESCALATION_NOTICE).all()
    steps = {item.id for item in sample.table(ESCALATION_STEP).all()}
    assert notices
    assert {item.step for item in notices} <= steps
