"""The starter library as a dialog shows it: shelves of categories, and risks that can be found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from register import starter
from register.book import Book
from register.entities import Risk
from register.entities.risk import RiskKind
from register.entities.treatment import CONTROL_KINDS
from register.i18n import translated
from register.identifying.picking import is_known, known_titles
from register.pinyin import patterns
from register.scoring import Words
from register.seeds import CATEGORIES
from register.starter import LibraryRisk


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category of the library: its key, its name, and the keys of those below it."""

    key: str
    name: str
    below: tuple[Shelf, ...] = ()


class Shelves:
    """The library in the language of a register."""

    def __init__(self, book: Book) -> None:
        self.language = book.about.language
        self._titles = known_titles(book)
        self._indicators = {item.key: item for item in starter.indicators()}
        self._texts = {risk.key: self._searched(risk) for risk in starter.risks()}

    def shelves(self) -> tuple[Shelf, ...]:
        """Return the categories that hold a risk, as a tree of two levels."""
        used = {risk.category for risk in starter.risks()}
        return tuple(
            Shelf(
                key,
                self._name(en, zh),
                tuple(Shelf(k, self._name(e, z)) for k, e, z in below if k in used),
            )
            for key, en, zh, below in CATEGORIES
        )

    def risks(self, shelf: str = "", query: str = "") -> Iterator[LibraryRisk]:
        """Yield the risks of a category ("": of all) that hold every word of a query."""
        wanted = patterns(query)
        for risk in starter.risks():
            text = self._texts[risk.key]
            if shelf in ("", risk.group, risk.category) and all(p.search(text) for p in wanted):
                yield risk

    def text(self, words: Words) -> str:
        """Return words in the register's language."""
        return words.get(self.language) or words["en"]

    def is_known(self, risk: LibraryRisk) -> bool:
        """Tell whether the register has a risk of this title already."""
        return is_known(risk, self._titles)

    def as_risk(self, risk: LibraryRisk) -> Risk:
        """Return the risk as it would stand in the register."""
        return Risk(
            id=risk.key,
            title=self.text(risk.title),
            cause=self.text(risk.cause),
            event=self.text(risk.event),
            consequence=self.text(risk.consequence),
            kind=RiskKind.OPPORTUNITY if risk.opportunity else RiskKind.THREAT,
        )

    def controls(self, risk: LibraryRisk) -> list[tuple[str, str]]:
        """Return title and kind of the controls that are usual."""
        return [
            (self.text(control.title), translated(CONTROL_KINDS[control.kind]))
            for control in risk.controls
        ]

    def indicators(self, risk: LibraryRisk) -> list[str]:
        """Return the names of the indicators that watch it."""
        return [self.text(self._indicators[key].name) for key in risk.indicators]

    # inside ------------------------------------------------------------------------------

    def _name(self, en: str, zh: str) -> str:
        return zh if self.language == "zh_CN" else en

    def _searched(self, risk: LibraryRisk) -> str:
        parts = [risk.title, risk.cause, risk.event, risk.consequence]
        parts += [control.title for control in risk.controls]
        return "\n".join(self.text(part) for part in parts).casefold()
