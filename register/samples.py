"""The sample register: readable source under resources/samples, poured into a fresh book.

The source is keyed by table and field, so what is read here follows from the entities alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import resources
from register.assess import assess
from register.book import Book
from register.entities import (
    ABOUT,
    ACTION,
    ASSESSMENT,
    CATEGORY,
    ESCALATION_NOTICE,
    ESCALATION_STEP,
    METHOD,
    REVIEW,
    RISK,
    Risk,
)
from register.entity import AnyEntity, new_id
from register.fields import Choice, Day, Kind, Link, Moment
from register.i18n import N_
from register.reviewing import review
from register.scoring import DIRECT_METHOD, LEC_METHOD
from register.seeds import CATEGORIES, category_id
from register.series import next_number

FOLDER = ("samples", "harbour")
Source = Mapping[str, Any]
TABLES = (
    ("units", N_("Add the units of the sample")),
    ("people", N_("Add the people of the sample")),
    ("risks", N_("Add the risks of the sample and their assessments")),
    ("risk_owners", N_("Add the action owners of the sample")),
    ("risk_units", N_("Add the supporting units of the sample")),
    ("risk_links", N_("Add the chains of the sample")),
    ("custom_fields", N_("Add the custom fields of the sample")),
    ("custom_values", N_("Fill the custom fields of the sample")),
    ("reviews", N_("Add the reviews of the sample")),
    ("controls", N_("Add the controls of the sample")),
    ("risk_measures", N_("Add the measures of the sample")),
    ("appetites", N_("Add the appetite of the sample")),
    ("acceptances", N_("Add the acceptances of the sample")),
    ("escalation_paths", N_("Add the escalation paths of the sample")),
    ("indicators", N_("Add the indicators of the sample and their readings")),
    ("warnings", N_("Add the warning orders of the sample")),
    ("review_requests", N_("Ask for the reviews of the sample")),
    ("obligations", N_("Add the obligations of the sample")),
    ("teams", N_("Add the teams of the sample")),
    ("plans", N_("Add the plans of the sample")),
    ("activation_rules", N_("Add the activation rules of the sample")),
    ("plan_decisions", N_("Add the decisions about plans of the sample")),
    ("drills", N_("Add the drills of the sample and their logs")),
    ("actions", N_("Add the actions of the sample")),
)
METHODS = {"lec": LEC_METHOD, "direct": DIRECT_METHOD}
"""What an assessment of the source calls a method that does not govern."""


def build_sample(book: Book, today: date) -> None:
    """Fill a fresh book with the sample, in the book's language.

    Days of the source count from ``today``; its times are local. A table that the book's
    catalogue lacks is left out. Raises RegisterError when the book cannot be written.
    """
    with book.change(N_("Name the sample register")):
        title = _read("register")
        texts = {key: text[book.about.language] for key, text in title.items()}
        book.table(ABOUT).save(replace(book.about, **texts))
    loader = _Loader(book, today)
    for table, label in TABLES:
        if table in book.catalog.by_table:
            with book.change(label):
                for source in _read(table)[table]:
                    loader.add(book.catalog.by_table[table], source)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.path(*FOLDER, f"{name}.toml").read_text(encoding="utf-8"))


class _Loader:
    """Turns source into records; remembers which id each ``ref`` got."""

    def __init__(self, book: Book, today: date) -> None:
        self._book = book
        self._today = today
        self._language = book.about.language
        self._ids = {(CATEGORY.table, name): category_id(name) for name in _category_names()}
        self._ids |= {(METHOD.table, name): method.id for name, method in METHODS.items()}

    def add(self, entity: AnyEntity, source: Source, **owner: str) -> None:
        """Save one record and what belongs to it; ``owner``: the link to what it belongs to."""
        record = entity.record(id=new_id(), **self._values(entity, source), **owner)
        if entity.series:
            day = getattr(record, entity.series.dated_by) if entity.series.dated_by else None
            record = replace(record, number=next_number(self._book, entity, day))
        if entity is ACTION:
            known = self._ids.get((record.source_table, record.source_id), "")
            record = replace(record, source_id=known)
        if entity is ESCALATION_NOTICE:
            record = replace(record, step=self._ids[ESCALATION_STEP.table, record.step])
        if entity is ASSESSMENT:
            assess(self._book, record)
        elif entity is REVIEW:
            review(self._book, record)
        else:
            self._book.table(entity).save(record)
        if "ref" in source:
            self._ids[entity.table, source["ref"]] = record.id
        self._add_children(entity, source, record.id)
        if entity is RISK:
            self._keep_review(record)

    def _keep_review(self, risk: Risk) -> None:
        """Give a risk the next review of the source again, which its ratings brought nearer."""
        risks = self._book.table(RISK)
        if (rated := risks.get(risk.id)) is not None and risk.next_review:
            risks.save(replace(rated, next_review=risk.next_review))

    def _add_children(self, entity: AnyEntity, source: Source, record_id: str) -> None:
        for child in self._book.catalog.children[entity.table]:
            link = next(f.key for f, kind in child.links if kind.target == entity.table)
            for item in source.get(child.table, ()):
                inner = {_other_link(child, link): item} if isinstance(item, str) else item
                self.add(child, inner, **{link: record_id})

    def _values(self, entity: AnyEntity, source: Source) -> dict[str, Any]:
        return {
            field.key: self._value(field.kind, source[field.key])
            for field in entity.fields
            if field.key in source
        }

    def _value(self, kind: Kind, given: Any) -> Any:
        match kind:
            case Link():
                return self._ids[kind.target, given]
            case Choice():
                return kind.from_sql(given)
            case Day():
                return self._day(given)
            case Moment():
                return kind.parse(f"{self._day(given['day'])} {given['time']}")
        return given[self._language] if isinstance(given, dict) else given

    def _day(self, offset: int) -> date:
        return self._today + timedelta(days=offset)


def _other_link(entity: AnyEntity, key: str) -> str:
    return next(field.key for field, _kind in entity.links if field.key != key)


def _category_names() -> Iterator[str]:
    for name, _en, _zh, below in CATEGORIES:
        yield name
        yield from (key for key, _text, _text_zh in below)
