"""What makes the tables and bands of a LEC method sound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from register.i18n import _
from register.scoring.lec import Band, Entry, Lec
from register.scoring.method import Method
from register.scoring.words import words_in


def lec_problems(method: Method) -> Iterator[str]:
    """Yield a sentence for each problem of the tables and bands."""
    assert method.lec is not None
    for name, table in method.lec.tables():
        yield from _table_problems(name, table)
    yield from _band_problems(method.lec)
    yield from _band_levels(method, method.lec.bands)


def _table_problems(name: str, table: Sequence[Entry]) -> Iterator[str]:
    if len(table) < 2:
        yield _("{table} needs at least two lines.").format(table=name)
    for entry in table:
        if not 0 < entry.value < float("inf"):
            text = _("{table}: {value} must be a number above 0.")
            yield text.format(table=name, value=f"{entry.value:g}")
        if not words_in(entry.words):
            text = _("{table}: value {value} has no words.")
            yield text.format(table=name, value=f"{entry.value:g}")
    for before, after in pairwise(table):
        if after.value <= before.value:
            text = _("{table}: {after} does not lie above {before}; values must rise.")
            yield text.format(table=name, after=f"{after.value:g}", before=f"{before.value:g}")


def _band_problems(lec: Lec) -> Iterator[str]:
    if not lec.bands or lec.bands[0].start != 0:
        yield _("The lowest band must start at 0.")
    for band in lec.bands:
        if not words_in(band.words):
            yield _("The band from {start} has no name.").format(start=f"{band.start:g}")
    for before, after in pairwise(lec.bands):
        if not before.start < after.start < float("inf"):
            text = _("The band from {after} does not lie above the one from {before}.")
            yield text.format(after=f"{after.start:g}", before=f"{before.start:g}")


def _band_levels(method: Method, bands: Sequence[Band]) -> Iterator[str]:
    rank = {level.key: place for place, level in enumerate(method.levels)}
    for band in bands:
        if band.level not in rank:
            text = _("The band “{band}” names a level “{level}” that the method does not have.")
            yield text.format(band=words_in(band.words), level=band.level)
    for before, after in pairwise(band for band in bands if band.level in rank):
        if rank[after.level] < rank[before.level]:
            text = _("The level falls at the band “{band}”; it may only rise.")
            yield text.format(band=words_in(after.words))
