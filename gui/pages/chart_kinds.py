"""The charts of the page: what each reads, how it is drawn, its numbers, and where they lead.

What loads matplotlib is imported when it is drawn, on a thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from gui.pages.chart_table import Cell, Numbers
from gui.session import Session
from gui.tables.narrowing import Narrowing
from register.book import Book
from register.charts.ageing_book import aged_risks, ageing
from register.charts.ageing_data import (
    NOT_RATED,
    SINCES,
    Age,
    AgeingData,
    Since,
    age_words,
    ageing_words,
)
from register.charts.burn_book import measures_burnt, open_measures
from register.charts.burn_data import BurnData, burn_words
from register.charts.top_book import top_risks
from register.charts.top_data import TRENDS, TopData, top_words
from register.entities import MEASURE, RISK
from register.i18n import N_, _, date_text, pgettext, translated
from register.scoring import words_in

if TYPE_CHECKING:
    from register.charts.board import Board
    from register.charts.drawing import Look

Size = tuple[float, float]
MANY = (10, 20)
OPEN = "open"
MARK = "/"


class ChartKind:
    """``table``: the list in which there is something to do where the chart has nothing."""

    label = ""
    file = ""
    empty = ""
    verb = ""
    table = RISK.table

    def read(self, book: Book, many: int) -> Any:
        """Return the data; ``many``: how many risks are asked for."""
        raise NotImplementedError

    def draw(self, data: Any, look: Look, size: Size) -> Board:
        """Return the figure, size in inches."""
        raise NotImplementedError

    def least(self, data: Any) -> Size:
        """Return the least size in points."""
        raise NotImplementedError

    def is_empty(self, data: Any) -> bool:
        """Tell whether there is nothing to draw."""
        raise NotImplementedError

    def words(self, data: Any) -> Sequence[str]:
        """Return what the chart says and counts, in sentences."""
        raise NotImplementedError

    def numbers(self, data: Any) -> Numbers:
        """Return the numbers as a table."""
        raise NotImplementedError

    def open(self, session: Session, key: str) -> None:
        """Go where a part of the chart leads."""


class TopKind(ChartKind):
    """The highest threats."""

    label, file = N_("Top risks"), N_("top-risks")
    empty = N_("No threat is rated yet. Rate the risks to see the highest here.")
    verb = N_("Go to the risks")

    def read(self, book: Book, many: int) -> TopData:
        return top_risks(book, many)

    def draw(self, data: TopData, look: Look, size: Size) -> Board:
        from register.charts.top_chart import TopChart

        return TopChart(data, look, size)

    def least(self, data: TopData) -> Size:
        from register.charts.top_chart import WIDTH, top_height

        return WIDTH, top_height(data)

    def is_empty(self, data: TopData) -> bool:
        return not data.risks

    def words(self, data: TopData) -> Sequence[str]:
        return top_words(data)

    def numbers(self, data: TopData) -> Numbers:
        headings = (_("No."), _("Risk"), _("Owner"), _("Level"), _("Score"), _("Trend"))
        rows = [
            [
                Cell(text, risk.id)
                for text in (
                    risk.number,
                    risk.title,
                    risk.owner,
                    words_in(risk.level.words),
                    risk.score_text,
                    translated(TRENDS[risk.trend]),
                )
            ]
            for risk in data.risks
        ]
        return Numbers(headings, rows, wide=(1,))

    def open(self, session: Session, key: str) -> None:
        session.show_record(RISK.table, key)


class AgeingKind(ChartKind):
    """Open threats by days."""

    label, file = N_("Ageing"), N_("ageing")
    empty = N_("There is no open threat. Write down what may go wrong.")
    verb = N_("Go to the risks")

    def read(self, book: Book, many: int) -> AgeingData:
        return ageing(book)

    def draw(self, data: AgeingData, look: Look, size: Size) -> Board:
        from register.charts.ageing_chart import AgeingChart

        return AgeingChart(data, look, size)

    def least(self, data: AgeingData) -> Size:
        from register.charts.ageing_chart import HEIGHT, WIDTH

        return WIDTH, HEIGHT

    def is_empty(self, data: AgeingData) -> bool:
        return not data.total

    def words(self, data: AgeingData) -> Sequence[str]:
        return ageing_words(data)

    def numbers(self, data: AgeingData) -> Numbers:
        keys = [*(level.key for level in reversed(data.levels)), NOT_RATED]
        headings = ["", "", *(data.level_words(key) for key in keys), _("Total")]
        rows = [self._row(data, since, age, keys) for since in Since for age in Age]
        return Numbers(headings, rows, wide=(0,))

    def open(self, session: Session, key: str) -> None:
        since, age, *level = key.split(MARK)
        named = level[0] if level else None
        what = Since(since), Age(age)
        ids = aged_risks(session.open_book, *what, named)
        words = _("{what}: {rest}").format(what=translated(SINCES[what[0]]), rest=age_words(*what))
        if named is not None:
            words = _(", ").join([words, ageing(session.open_book).level_words(named)])
        session.show_narrowed(RISK.table, Narrowing(ids=ids, words=words))

    def _row(self, data: AgeingData, since: Since, age: Age, keys: list[str]) -> list[Cell]:
        cells = [Cell(translated(SINCES[since])), Cell(age_words(since, age))]
        for key in keys:
            count = data.count(since, age, key)
            cells.append(Cell(str(count), MARK.join((since, age, key)) if count else ""))
        total = data.count(since, age)
        return [*cells, Cell(str(total), MARK.join((since, age)) if total else "")]


class BurnKind(ChartKind):
    """Measures over time."""

    label, file = N_("Burn-down of measures"), N_("burn-down")
    empty = N_("There is no measure yet. Agree on measures for your risks.")
    verb = N_("Go to the measures")
    table = MEASURE.table

    def read(self, book: Book, many: int) -> BurnData:
        return measures_burnt(book)

    def draw(self, data: BurnData, look: Look, size: Size) -> Board:
        from register.charts.burn_chart import BurnChart

        return BurnChart(data, look, size)

    def least(self, data: BurnData) -> Size:
        from register.charts.burn_chart import HEIGHT, WIDTH

        return WIDTH, HEIGHT

    def is_empty(self, data: BurnData) -> bool:
        return not data.total

    def words(self, data: BurnData) -> Sequence[str]:
        return burn_words(data)

    def numbers(self, data: BurnData) -> Numbers:
        headings = (
            _("Week to"),
            pgettext("measure", "Open"),
            _("Planned to be open"),
            _("Overdue"),
        )
        rows = [
            [
                Cell(text, OPEN)
                for text in (
                    date_text(week.day),
                    str(week.actual),
                    str(week.planned),
                    str(week.overdue),
                )
            ]
            for week in reversed(data.weeks)
        ]
        return Numbers(headings, rows)

    def open(self, session: Session, key: str) -> None:
        ids = open_measures(session.open_book)
        session.show_narrowed(MEASURE.table, Narrowing(ids=ids, words=pgettext("measure", "Open")))


KINDS: tuple[ChartKind, ...] = (TopKind(), AgeingKind(), BurnKind())
