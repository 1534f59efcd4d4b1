"""Carries ratings from one version of a method to another: first a preview, then the deed.

The earlier assessments stay; what is carried over is a new assessment of today that says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from register.assess import columns_of, judgement_of, scored
from register.book import Book
from register.bulk import snapshot_before
from register.changes import ChangeSet
from register.entities import ASSESSMENT, RISK, Assessment
from register.entities.risk import LevelKey, Tier
from register.entity import new_id
from register.errors import FieldError, RegisterError
from register.exchange.bulk import without_collection
from register.fields import TEXT_LENGTH
from register.i18n import N_, _, today
from register.methods import new_version, oldest_method
from register.progress import Progress, silent
from register.scoring import (
    DIMENSION_KEYS,
    LEVEL_KEYS,
    Method,
    StepMap,
    check_map,
    check_method,
    level_words,
    mapped,
    words_in,
)

_STEP = 200
_RANKS = {key: rank for rank, key in enumerate((None, *LEVEL_KEYS))}
_ASKED = (
    "likelihood",
    "impact",
    "exposure",
    *(f"impact_{key}" for key in DIMENSION_KEYS),
    "level",
    "score",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tier stands: what was judged, and what it came to."""

    likelihood: float | None
    impact: float | None
    exposure: float | None
    score: float | None
    level: str | None

    def numbers(self) -> str:
        """Return it without its level: “4 × 5 (20)”, empty for a direct level."""
        score = "" if self.score is None else f" ({self.score:g})"
        return f"{self._given()}{score}".strip()

    def words(self, method: Method) -> str:
        """Return it for the reader: “4 × 5, Extreme (20)”."""
        given = self._given()
        level = level_words(method, self.level)
        score = "" if self.score is None else f" ({self.score:g})"
        return f"{given}, {level}{score}" if given else level

    def _given(self) -> str:
        parts = (self.likelihood, self.exposure, self.impact)
        return " × ".join(f"{value:g}" for value in parts if value is not None)


@dataclass(frozen=True, slots=True)
class Carried:
    """One tier of one risk, before and after; ``assessment``: the id of the one that stands."""

    risk: str
    number: str
    title: str
    tier: Tier
    assessment: str
    before: Place
    after: Place

    @property
    def way(self) -> int:
        """Return 1 where the level goes up, -1 where it goes down, 0 where it stays."""
        before, after = (_RANKS[place.level] for place in (self.before, self.after))
        return (after > before) - (after < before)


@dataclass(frozen=True)
class Preview:
    """What re-mapping would do, in order of the risks’ numbers; true until the register changes.

    ``left_out``: ratings that are off the old scales, which stay as they are.
    """

    old: Method
    new: Method
    mapping: StepMap
    rows: Sequence[Carried]
    left_out: int
    base: int

    @property
    def risks(self) -> int:
        """Return how many risks get new ratings."""
        return len({row.risk for row in self.rows})

    def levels(self) -> Counter[tuple[str | None, str | None]]:
        """Return how many tiers go from which level to which, by the levels’ keys."""
        return Counter((row.before.level, row.after.level) for row in self.rows)


def preview(
    book: Book, old: Method, new: Method, mapping: StepMap, progress: Progress = silent
) -> Preview:
    """Return what every tier rated under ``old`` would be under ``new``; writes nothing.

    new: a version of the register, or ``old`` as edited, with its id; then re-mapping stores it
    first. Raises FieldError for an unsound method or mapping, Cancelled through ``progress``.
    """
    check_method(new)
    check_map(old, new, mapping)
    carrying = _Carrying(old, new, mapping)
    base = book.head.seq
    rows = [row for tier in Tier for row in _tier(book, carrying, tier, progress)]
    order = list(Tier)
    rows.sort(key=lambda row: (len(row.number), row.number, row.risk, order.index(row.tier)))
    return Preview(old, new, mapping, rows, carrying.left_out, base)


def remap(book: Book, wanted: Preview, progress: Progress = silent) -> ChangeSet | None:
    """Store what a preview shows, as one change; None when there is nothing to store.

    Each new assessment is of today, or of the day of the one it replaces if that is later, so
    that it is the latest. Raises RegisterError when the register has changed since the preview,
    Cancelled through ``progress``; then nothing is changed.
    """
    if wanted.new == wanted.old:
        return None
    if book.head.seq != wanted.base:
        raise RegisterError(_("The register has changed since; look through the preview again."))
    snapshot_before(book)
    name = words_in(wanted.new.name)
    label = N_("Re-map the ratings of “{method}”")
    with without_collection(), book.change(label, method=name) as done:
        method = new_version(book, wanted.new) if wanted.new.id == wanted.old.id else wanted.new
        carrying = _Carrying(wanted.old, method, wanted.mapping)
        for start in range(0, len(wanted.rows), _STEP):
            progress(start, len(wanted.rows), _("Writing"))
            _write(book, carrying, wanted.rows[start : start + _STEP])
    return done if done.changes else None


class _Carrying:
    """Finds what a rating becomes; the same judgement is worked out once."""

    def __init__(self, old: Method, new: Method, mapping: StepMap) -> None:
        self.old, self.new, self.mapping = old, new, mapping
        self.left_out = 0
        self._known: dict[tuple[Any, ...], tuple[Place, Place] | None] = {}

    def places(self, values: tuple[Any, ...]) -> tuple[Place, Place] | None:
        """Return before and after of values stored under _ASKED; None off the old scales."""
        if values not in self._known:
            self._known[values] = self._places(_read(values))
        found = self._known[values]
        self.left_out += found is None
        return found

    def _places(self, before: Assessment) -> tuple[Place, Place] | None:
        try:
            return _place(before), _place(self.after(before))
        except FieldError:
            return None

    def after(self, before: Assessment) -> Assessment:
        """Return what an assessment becomes; raises FieldError off the old scales."""
        said = mapped(self.old, self.new, self.mapping, judgement_of(self.old, before))
        impacts: dict[str, Any] = {f"impact_{key}": said.impacts.get(key) for key in DIMENSION_KEYS}
        moved = replace(
            before,
            likelihood=said.likelihood,
            impact=said.impact,
            exposure=said.exposure,
            level=LevelKey(said.level) if said.level else None,
            **impacts,
        )
        return scored(self.new, moved)

    def rationale(self, row: Carried, earlier: str) -> str:
        """Return why the new rating is what it is, with the reason that was given before."""
        text = _(
            "Re-mapped from “{old}”, version {before}, to “{new}”, version {after}: "
            "{was} became {now}."
        ).format(
            old=words_in(self.old.name),
            before=self.old.version,
            new=words_in(self.new.name),
            after=self.new.version,
            was=row.before.words(self.old),
            now=row.after.words(self.new),
        )
        both = f"{text}\n\n{earlier}" if earlier else text
        return both if len(both) <= TEXT_LENGTH else text


def _read(values: tuple[Any, ...]) -> Assessment:
    given = {
        key: ASSESSMENT.by_key[key].kind.from_sql(v) for key, v in zip(_ASKED, values, strict=True)
    }
    return Assessment(id="", **given)


def _place(assessment: Assessment) -> Place:
    return Place(
        assessment.likelihood,
        assessment.impact,
        assessment.exposure,
        assessment.score,
        str(assessment.level) if assessment.level else None,
    )


def _tier(book: Book, carrying: _Carrying, tier: Tier, progress: Progress) -> Iterator[Carried]:
    """Yield what becomes of every risk whose tier is rated under the old method."""
    ours = f"{tier}_level is not null and ifnull({tier}_method, ?) = ?"
    args = (oldest_method(book), carrying.old.id)
    risks = book.table(RISK).values("id", "number", "title", where=ours, args=args)
    latest = _latest(book, carrying.old, tier) if risks else {}
    for done, (risk, number, title) in enumerate(risks):
        if done % _STEP == 0:
            progress(done, len(risks), _("Working out the new ratings"))
        if (held := latest.get(risk)) and (places := carrying.places(held[1])):
            yield Carried(risk, number, title, tier, held[0], *places)


def _latest(book: Book, method: Method, tier: Tier) -> dict[str, tuple[str, tuple[Any, ...]]]:
    """Return by risk the id and values of its latest assessment under a method."""
    rows = book.table(ASSESSMENT).values(
        "assessed_on",
        "id",
        "risk",
        *_ASKED,
        where="method = ? and tier = ?",
        args=(method.id, str(tier)),
    )
    rows.sort(key=lambda row: row[0])  # stable: of one day the one stored last stays last
    return {risk: (key, tuple(values)) for _day, key, risk, *values in rows}


def _write(book: Book, carrying: _Carrying, rows: Sequence[Carried]) -> None:
    found = book.table(ASSESSMENT).page([row.assessment for row in rows])
    before = {item.id: item for item in found}
    risks = {risk.id: risk for risk in book.table(RISK).page(list({row.risk for row in rows}))}
    made: list[Assessment] = []
    columns: dict[str, dict[str, Any]] = {key: {} for key in risks}
    for row in rows:
        earlier = before[row.assessment]
        after = replace(
            carrying.after(earlier),
            id=new_id(),
            assessed_on=max(today(), earlier.assessed_on or today()),
            assessed_by=book.by,
            rationale=carrying.rationale(row, earlier.rationale),
        )
        made.append(after)
        columns[row.risk] |= columns_of(row.tier, after)
    book.table(ASSESSMENT).save_all(made)
    book.table(RISK).save_all(replace(risk, **columns[key]) for key, risk in risks.items())
