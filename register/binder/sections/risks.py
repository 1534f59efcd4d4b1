"""The risk summary: the heat map, and every risk from the highest level to the lowest."""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.figure import Figure

from register.binder.blocks import Empty, Heading, Paragraph, SectionTitle
from register.binder.context import Context
from register.binder.figure import Picture
from register.binder.flow import Block
from register.binder.sections.levels import level_cell
from register.binder.styles import NOTE
from register.binder.table import Cell, Column, Table
from register.book import Book
from register.charts.data import HeatMapData, elsewhere_words
from register.charts.from_book import heat_map_data
from register.charts.heatmap import HeatMap
from register.charts.top_book import top_risks
from register.charts.top_chart import TopChart, top_height
from register.charts.top_data import TopData, top_words
from register.entities import PERSON, RISK, Risk
from register.entities.risk import Tier
from register.i18n import _, ngettext
from register.scoring import level_words

_MAP_HEIGHT = 4.4  # inches
_TOP = 10


def build(book: Book, context: Context) -> Iterator[Block]:
    """Yield the section."""
    data = heat_map_data(book, Tier.CURRENT)
    yield SectionTitle("risks", _("Risk summary"), _note(data))
    if not book.table(RISK).count():
        yield Empty(_("The register has no risks yet."))
        return
    yield Picture(lambda width: _figure(data, width))
    yield from _top(top_risks(book, _TOP))
    yield Heading(_("All risks, the highest first"))
    columns = [
        Column(_("No."), 1.1),
        Column(_("Risk"), 4),
        Column(_("Owner"), 1.6),
        Column(_("Inherent"), 2.5),
        Column(_("Current"), 2.5),
        Column(_("Residual"), 2.5),
        Column(_("Status"), 1.7),
    ]
    yield Table(columns, (_row(context, risk) for risk in _highest_first(book)))


def _top(data: TopData) -> Iterator[Block]:
    """Yield the chart of the top risks, where there are any."""
    if data.risks:
        yield Heading(_("Top risks"))
        yield Picture(lambda width: TopChart(data, size=(width, top_height(data) / 72)).figure)
        for text in top_words(data)[1:]:
            yield Paragraph(text, NOTE)


def _note(data: HeatMapData) -> str:
    parts = [ngettext("{count} risk rated", "{count} risks rated", data.rated)]
    parts = [parts[0].format(count=data.rated)]
    for key, count in reversed(data.level_counts().items()):
        if count:
            parts.append(f"{level_words(data.method, key)} {count}")
    if data.not_rated:
        parts.append(_("Not rated {count}").format(count=data.not_rated))
    if data.elsewhere:
        parts.append(elsewhere_words(data))
    return " · ".join(parts)


def _figure(data: HeatMapData, width: float) -> Figure:
    return HeatMap(data, size=(width, _MAP_HEIGHT), heading=False).figure


def _highest_first(book: Book) -> Iterator[Risk]:
    table = book.table(RISK)
    order = [("current_level", True), ("number", False)]
    rowids = table.rowids(order)
    for start in range(0, len(rowids), 200):
        yield from (risk for risk in table.page_by_rowid(rowids[start : start + 200]) if risk)


def _row(context: Context, risk: Risk) -> list[Cell]:
    context.about = RISK.title(risk)
    return [
        risk.number,
        risk.title,
        context.name(PERSON, risk.owner),
        level_cell(risk.inherent_level, risk.inherent_score),
        level_cell(risk.current_level, risk.current_score),
        level_cell(risk.residual_level, risk.residual_score),
        RISK.by_key["status"].text(risk),
    ]
