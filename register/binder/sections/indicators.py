"""Indicators: how each stands, its chart with bands and events, and its last readings."""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.figure import Figure

from register.binder.blocks import Empty, Facts, Heading, Labelled, SectionTitle, Title
from register.binder.context import Context
from register.binder.figure import Picture
from register.binder.flow import Block
from register.binder.sections.escalation import escalation
from register.binder.table import Column, Table
from register.book import Book
from register.charts.indicator import IndicatorChart
from register.charts.indicator_book import indicator_data
from register.charts.indicator_data import IndicatorData
from register.entities import INDICATOR, INDICATOR_RISK, PERSON, READING, RISK, Indicator
from register.i18n import _, ngettext
from register.watching.days import is_active
from register.watching.deeds import readings_of, value_text

_CHART_HEIGHT = 2.9  # inches
_LAST_READINGS = 12
_LAST_EVENTS = 24


def titles(book: Book) -> Iterator[tuple[str, str]]:
    """Yield key and title of each indicator."""
    for item in book.table(INDICATOR).all():
        yield _key(item), INDICATOR.title(item)


def build(book: Book, context: Context) -> Iterator[Block]:
    """Yield the section."""
    items = book.table(INDICATOR).all()
    count = len(items)
    note = ngettext("{count} indicator", "{count} indicators", count).format(count=count)
    yield SectionTitle("indicators", _("Indicators"), note)
    if not items:
        yield Empty(_("The register has no indicators yet."))
    for item in items:
        yield from indicator_sheet(book, context, item)


def indicator_sheet(book: Book, context: Context, item: Indicator) -> Iterator[Block]:
    """Yield the sheet of one indicator."""
    context.about = INDICATOR.title(item)
    yield Title(_key(item), INDICATOR.title(item))
    yield Facts(_facts(context, item))
    if item.warns_of:
        yield Labelled(_("Warns of"), item.warns_of)
    links = book.table(INDICATOR_RISK).find(indicator=item.id)
    if risks := book.table(RISK).page([link.risk for link in links if link.risk]):
        yield Labelled(_("Watches"), "\n".join(RISK.title(risk) for risk in risks))
    yield from escalation(book, context, item)
    if not item.last_reading:
        yield Empty(_("It was never read."))
        return
    data = indicator_data(book, item, context.options.issued_on)
    yield Picture(lambda width: _figure(data, width))
    yield from _events(data)
    yield from _responses(item)
    yield Heading(_("Last readings"))
    yield Table(_columns(), _rows(book, item))


def _key(item: Indicator) -> str:
    return f"indicator-{item.id}"


def _figure(data: IndicatorData, width: float) -> Figure:
    return IndicatorChart(data, size=(width, _CHART_HEIGHT)).figure


def _facts(context: Context, item: Indicator) -> list[tuple[str, str]]:
    by_key = INDICATOR.by_key
    active = is_active(item, context.options.issued_on)
    shown = [
        (_("Colour"), by_key["colour"].text(item)),
        (_("Last value"), value_text(item, item.last_value)),
        (_("Last reading"), by_key["last_reading"].text(item)),
        (_("Frequency"), by_key["frequency"].text(item)),
        (_("Direction"), by_key["direction"].text(item)),
        (_("Owner"), context.name(PERSON, item.owner)),
    ]
    return shown if active else [*shown, (_("Watched until"), by_key["active_to"].text(item))]


def _events(data: IndicatorData) -> Iterator[Block]:
    """Yield the latest of what the chart marks, in words."""
    latest = data.happened[::-1][:_LAST_EVENTS]
    if latest:
        yield Heading(_("What happened meanwhile"))
        columns = [Column(_("Day"), 1.4), Column(_("Event"), 8.6)]
        yield Table(columns, [[event.day.isoformat(), event.words] for event in latest])


def _responses(item: Indicator) -> Iterator[Block]:
    for key in ("response_blue", "response_yellow", "response_orange", "response_red"):
        if text := getattr(item, key):
            yield Labelled(_(INDICATOR.by_key[key].label), text)


def _columns() -> list[Column]:
    return [
        Column(_("Taken on"), 1.4),
        Column(_("Value"), 1.4),
        Column(_("Colour"), 1.2),
        Column(_("Note"), 5),
    ]


def _rows(book: Book, item: Indicator) -> Iterator[list[str]]:
    colour = READING.by_key["colour"]
    for reading in reversed(readings_of(book, item.id)[-_LAST_READINGS:]):
        day = reading.taken_on.isoformat() if reading.taken_on else ""
        yield [day, value_text(item, reading.value), colour.text(reading), reading.note]
