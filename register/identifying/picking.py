"""Taking risks over from the starter library: texts in the register's language, as one step.

Usual controls and indicators come along where that is wanted; one that is in the register under
the same title is linked, not doubled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from register import starter
from register.book import Book
from register.entities import (
    CATEGORY,
    CONTROL,
    INDICATOR,
    INDICATOR_RISK,
    RISK,
    RISK_CONTROL,
    Control,
    Indicator,
    IndicatorRisk,
    Risk,
    RiskControl,
)
from register.entities.risk import RiskKind, RiskStatus
from register.entities.treatment import ControlState
from register.entity import AnyEntity, new_id
from register.i18n import today
from register.scoring import Words
from register.seeds import category_id
from register.series import next_number
from register.starter import LibraryControl, LibraryIndicator, LibraryRisk


@dataclass(frozen=True, slots=True)
class Picking:
    """How risks of the library come in."""

    status: RiskStatus = RiskStatus.CANDIDATE
    controls: bool = True
    indicators: bool = True


def known_titles(book: Book) -> frozenset[str]:
    """Return the titles of the register's risks, folded, to see which are there already."""
    return frozenset(title.strip().casefold() for (title,) in book.table(RISK).values("title"))


def is_known(risk: LibraryRisk, titles: frozenset[str]) -> bool:
    """Tell whether a risk of the library is in the register, in any language."""
    return any(text.strip().casefold() in titles for text in risk.title.values())


def pick(book: Book, keys: Sequence[str], how: Picking) -> list[str]:
    """Add risks of the library by their keys, inside a change; returns the new ids.

    Those whose title is in the register already are passed over.
    """
    return _Picker(book, how).add(keys)


class _Picker:
    def __init__(self, book: Book, how: Picking) -> None:
        self._book, self._how = book, how
        self._language = book.about.language
        self._categories = set(book.table(CATEGORY).ids())
        self._controls = self._by_name(CONTROL, "title")
        self._indicators = self._by_name(INDICATOR, "name", "name_zh")
        self._library = {item.key: item for item in starter.indicators()}

    def add(self, keys: Sequence[str]) -> list[str]:
        titles, wanted = known_titles(self._book), set(keys)
        chosen = [risk for risk in starter.risks() if risk.key in wanted]
        return [self._risk(risk) for risk in chosen if not is_known(risk, titles)]

    def _risk(self, source: LibraryRisk) -> str:
        made = Risk(
            id=new_id(),
            number=next_number(self._book, RISK),
            title=self._text(source.title),
            status=self._how.status,
            cause=self._text(source.cause),
            event=self._text(source.event),
            consequence=self._text(source.consequence),
            category=self._category(source),
            kind=RiskKind.OPPORTUNITY if source.opportunity else RiskKind.THREAT,
            raised_on=today(),
            raised_by=self._book.by,
        )
        self._book.table(RISK).save(made)
        for control in source.controls if self._how.controls else ():
            self._link_control(made.id, control)
        for key in source.indicators if self._how.indicators else ():
            self._link_indicator(made.id, self._library[key])
        return made.id

    def _link_control(self, risk_id: str, source: LibraryControl) -> None:
        title = self._text(source.title)
        found = self._known(self._controls, source.title)
        if found is None:
            made = Control(id=new_id(), title=title, kind=source.kind, state=ControlState.PLANNED)
            found = self._stored(CONTROL, made)
            self._controls[_folded(title)] = found
        links = self._book.table(RISK_CONTROL)
        if not links.count(risk=risk_id, control=found):
            links.save(RiskControl(id=new_id(), risk=risk_id, control=found))

    def _link_indicator(self, risk_id: str, source: LibraryIndicator) -> None:
        found = self._known(self._indicators, source.name)
        if found is None:
            found = self._stored(INDICATOR, self._indicator(source))
            self._indicators[_folded(self._text(source.name))] = found
        links = self._book.table(INDICATOR_RISK)
        if not links.count(risk=risk_id, indicator=found):
            links.save(IndicatorRisk(id=new_id(), risk=risk_id, indicator=found))

    def _indicator(self, source: LibraryIndicator) -> Indicator:
        same = ("kind", "nature", "frequency", "direction", "target", "blue", "yellow", "orange")
        values: dict[str, Any] = {
            key: getattr(source, key) for key in (*same, "red", "raise_after", "margin")
        }
        words = ("warns_of", "measure", "formula", "source")
        values |= {key: self._text(getattr(source, key)) for key in words}
        return Indicator(
            id=new_id(), name=source.name["en"], name_zh=source.name["zh_CN"], **values
        )

    def _stored(self, entity: AnyEntity, record: Any) -> str:
        numbered = replace(record, number=next_number(self._book, entity))
        self._book.table(entity).save(numbered)
        return str(record.id)

    def _by_name(self, entity: AnyEntity, *keys: str) -> dict[str, str]:
        rows = self._book.table(entity).values("id", *keys)
        return {_folded(name): key for key, *names in rows for name in names if name}

    def _known(self, held: dict[str, str], words: Words) -> str | None:
        return next((held[_folded(t)] for t in words.values() if _folded(t) in held), None)

    def _category(self, source: LibraryRisk) -> str | None:
        ids = (category_id(name) for name in (source.category, source.group))
        return next((key for key in ids if key in self._categories), None)

    def _text(self, words: Words) -> str:
        return words.get(self._language) or words["en"]


def _folded(text: str) -> str:
    return text.strip().casefold()
