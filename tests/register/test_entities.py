"""What holds of every entity, so that a new one is tested by being listed."""

from __future__ import annotations

import dataclasses
from datetime import UTC
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import main
import resources
from register import i18n
from register.book import Book
from register.changes import digest
from register.entity import AnyEntity
from register.errors import FieldError
from register.fields import (
    Choice,
    Day,
    Document,
    Flag,
    Kind,
    Link,
    Moment,
    Note,
    Number,
    Phone,
    Text,
    Whole,
    clean,
)
from tests.register.filled import sample

CATALOG = main.catalog()
by_entity = pytest.mark.parametrize("entity", CATALOG.entities, ids=lambda e: e.table)


@by_entity
def test_fields_are_the_records_own(entity: AnyEntity) -> None:
    own = [item.name for item in dataclasses.fields(entity.record)]
    assert own == list(entity.columns)


@by_entity
def test_migrated_columns_are_the_stored_fields(entity: AnyEntity, book: Book) -> None:
    info = book.reader().execute(f"pragma table_info({entity.table})").fetchall()
    types = {row[1]: row[2].lower() for row in info}
    assert types == {"id": "text"} | {f.key: f.kind.sql_type for f in entity.fields}


@by_entity
def test_links_are_foreign_keys_that_restrict(entity: AnyEntity, book: Book) -> None:
    rows = book.reader().execute(f"pragma foreign_key_list({entity.table})").fetchall()
    assert {(row[3], row[2], row[6]) for row in rows} == {
        (field.key, kind.target, "RESTRICT") for field, kind in entity.links
    }


@by_entity
def test_saved_record_comes_back_equal(entity: AnyEntity, book: Book) -> None:
    with book.change("Add"):
        record = sample(book, entity, full=True)
        book.table(entity).save(record)
    assert book.table(entity).get(record.id) == record


@by_entity
def test_undo_takes_a_record_away_and_redo_brings_it_back(entity: AnyEntity, book: Book) -> None:
    with book.change("Add"):
        record = sample(book, entity, full=True)
        book.table(entity).save(record)
    book.undo()
    assert book.table(entity).get(record.id) is None
    book.redo()
    assert book.table(entity).get(record.id) == record


@by_entity
def test_many_records_are_saved_like_one(entity: AnyEntity, book: Book) -> None:
    with book.change("Add") as done:
        record = sample(book, entity, full=True)
        book.table(entity).save_all([record])
    assert book.table(entity).get(record.id) == record
    own = [change for change in done.changes if change.id == record.id]
    assert own[-1].digest == digest(entity.row(record))


@by_entity
def test_required_field_left_empty_is_a_problem(entity: AnyEntity, book: Book) -> None:
    with book.change("Add"):
        record = sample(book, entity)
    for field in entity.fields:
        empty = dataclasses.replace(record, **{field.key: field.empty})
        assert (field.key in entity.problems(empty)) == field.required


@by_entity
def test_icon_and_manual_page_exist(entity: AnyEntity) -> None:
    assert resources.path("icons", f"{entity.icon}.svg").is_file()
    for tongue in i18n.LANGUAGES:
        assert resources.path("help", tongue, f"{entity.help}.md").is_file()


@by_entity
def test_labels_speak_every_language(entity: AnyEntity) -> None:
    labels = [entity.label, entity.plural, *(field.label for field in entity.fields)]
    choices = [f.kind for f in entity.fields if isinstance(f.kind, Choice)]
    labels += [label for kind in choices for label in kind.labels.values()]
    with i18n.language("zh_CN"):
        assert [i18n.translated(label) for label in labels if _has_latin(label)] == []


def _has_latin(label: str) -> bool:
    text = i18n.translated(label)
    return text.isascii() and text != "SHA-256"


texts = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")))
KINDS: list[tuple[Kind, st.SearchStrategy[Any]]] = [
    (Text(), texts.map(lambda t: clean(t[:500])[0])),
    (Note(), texts.map(lambda t: clean(t)[0])),
    (Document(), texts.map(lambda t: clean(t)[0])),
    (Phone(), texts.map(lambda t: clean(t[:60])[0])),
    (Whole(), st.none() | st.integers(0, 10**9)),
    (Number(), st.none() | st.floats(0, 10**9, allow_nan=False)),
    (Flag(), st.booleans()),
    (Day(), st.none() | st.dates()),
    (
        Moment(),
        st.none() | st.datetimes(timezones=st.just(UTC)).map(lambda d: d.replace(microsecond=0)),
    ),
    (Link("units"), st.none() | st.uuids().map(str)),
]


@pytest.mark.parametrize(("kind", "values"), KINDS, ids=lambda k: type(k).__name__)
def test_text_of_a_value_parses_back(kind: Kind, values: st.SearchStrategy[Any]) -> None:
    @settings(max_examples=60, deadline=None)
    @given(values)
    def holds(value: Any) -> None:
        for tongue in i18n.LANGUAGES:
            with i18n.language(tongue):
                assert kind.parse(kind.format(value)) == value
        assert kind.from_sql(kind.to_sql(value)) == value

    holds()


def test_choices_parse_by_key_and_by_word_in_every_language() -> None:
    for entity in CATALOG.entities:
        for kind in (f.kind for f in entity.fields if isinstance(f.kind, Choice)):
            for option in kind.options:
                for tongue in i18n.LANGUAGES:
                    with i18n.language(tongue):
                        assert kind.parse(kind.format(option)) is option
                assert kind.parse(option.value) is option


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Whole(), "5.5"),
        (Whole(), "high"),
        (Whole(), "1e400"),
        (Whole(), "nan"),
        (Whole(1, 5), "6"),
        (Number(), "5,0"),
        (Day(), "2026-13-45"),
        (Day(), "31.3.2026"),
        (Moment(), "yesterday"),
        (Flag(), "perhaps"),
        (Text(), "x" * 501),
        (Note(), "x" * 20_001),
    ],
)
def test_value_that_does_not_fit_is_refused_in_a_sentence(kind: Kind, text: str) -> None:
    with pytest.raises(FieldError) as caught:
        kind.parse(text)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("text", "number"), [("٣", 3), (" 5", 5), ("5.0", 5), ("-0", 0), ("１", 1)]
)
def test_numbers_are_read_as_people_write_them(text: str, number: int) -> None:
    assert Whole().parse(text) == number


def test_control_characters_and_lone_surrogates_are_removed_and_counted() -> None:
    assert clean("a\x00b\x07\x0b\ufffec\ud800\x08") == ("abc", 6)
    assert clean("tab\tline\nreturn\r") == ("tab\tline\nreturn\r", 0)
    assert clean(" \n ") == ("", 0)
