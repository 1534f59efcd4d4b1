"""What needs the user: levels, where the risks stand, findings, the next drills, what is new.

Every line is one click from its record.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QStackedWidget, QWidget

from gui import theme
from gui.icons import pixmap
from gui.levels import Chip, level_of, level_text
from gui.matrix import MatrixView, place_text
from gui.pages.findings import FindingList
from gui.pages.lines import Line, State, StateLine
from gui.pages.read_page import ReadPage
from gui.pages.standing import CLOSED, MOST_NEWS, Group, Standing, read_standing
from gui.session import Session
from gui.tables.facets import Value
from gui.tables.narrowing import Narrowing
from gui.widgets import LineButton, button, card, clear, column, label, row, short_label
from register.book import Book
from register.charts.from_book import risks_in
from register.entities import RISK
from register.entities.risk import RiskKind, RiskStatus, Tier
from register.history import Wanted
from register.i18n import _, current_language, ngettext, today, translated
from register.progress import Progress
from register.scoring import Method

MOST_OF_A_CHECK = 3
MAP_SHARE = 5 / 11
MOST_NAMED = 4
CELL, LARGEST = 32, 84
BESIDE, ABOVE = 150, 372  # what the cells of the small map leave to everything else


class Figure(QPushButton):
    """How many risks have a level; pressing it leads to them."""

    def __init__(self, method: Method, key: str, count: int, act: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "figure")
        self.setAccessibleName(f"{level_text(level_of(method, key))}: {count}")
        self.clicked.connect(lambda _checked=False: act())
        self._line = row(self, spacing=12)
        self._line.setContentsMargins(18, 8, 16, 8)
        number = short_label(str(count))
        number.setFont(theme.font(theme.FIGURE, bold=True))
        self._line.addWidget(number)
        self._line.addStretch(1)
        self._line.addWidget(Chip(method, key))

    def sizeHint(self) -> QSize:
        return self._line.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._line.minimumSize().width(), self._line.sizeHint().height())


class OverviewPage(ReadPage):
    """What needs whom, where the risks stand, what comes, and what changed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, _("Overview"), (), parent)
        self._figure_row = QWidget()
        self._figures = row(self._figure_row, spacing=16)
        self._found = Standing()
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        method = self.session.method()
        rows, columns = len(method.likelihood) or 1, len(method.impact) or 1  # none: no matrix
        wide = self.width() * MAP_SHARE - theme.scaled(BESIDE)
        high = self.height() - theme.scaled(ABOVE)
        side = int(min(wide / columns, high / rows))
        self.matrix.set_side(max(CELL, min(side, theme.scaled(LARGEST))))

    def show_standing(self, found: Standing) -> None:
        """Show what was read."""
        self._found = found
        self._show_figures(found)
        self.matrix.show_method(self.session.method())
        self.matrix.show_counts(found.cells)
        clear(self._lines)
        self._fill_unseen(found)
        if found.follow:
            self._fill_lines(_("To follow up"), found.follow, "")
        if found.alarms:
            self._fill_lines(_("Indicators at orange or red"), found.alarms, "")
        self._fill_findings(found)
        if found.due:
            self._fill_lines(_("Due within a week"), found.due, "")
        self._fill_lines(_("Next drills"), found.drills, _("None is planned."))
        news = found.news[:MOST_NEWS]
        self._fill_lines(_("Changed this week"), news, _("Nothing was changed."))
        if len(found.news) > MOST_NEWS:
            act = partial(self.session.show_record, "history", "")
            self._lines.addWidget(button(_("Show the history"), act, "quiet"))
        self._lines.addStretch(1)
        self._renew_list(found)

    # inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.body.addWidget(self._figure_row)
        cards = row(spacing=16)
        left, map_lines = card(margin=20, spacing=6)
        map_lines.addWidget(label(_("Where the risks stand"), size=theme.HEADING, bold=True))
        self._map_text = label("", "second")
        map_lines.addWidget(self._map_text)
        under = row()
        self.not_rated = button("", partial(self._show_level, None), "quiet")
        under.addWidget(self.not_rated)
        under.addStretch(1)
        show_map = partial(self.session.show_record, "heatmap", "")
        under.addWidget(button(_("Heat map"), show_map, "quiet", "heat-map"))
        map_lines.addLayout(under)
        self.matrix = MatrixView(self.session.method(), CELL, named=True)
        self.matrix.setAccessibleName(_("Where the risks stand"))
        self.matrix.picked.connect(lambda *place: self.matrix.choose(place))
        self.matrix.opened.connect(self._show_cell)
        self.matrix.clicked.connect(self._show_cell)
        map_lines.addWidget(self.matrix, 0, Qt.AlignmentFlag.AlignHCenter)
        axes = label(_("Likelihood upwards, impact to the right"), "caption")
        axes.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        map_lines.addWidget(axes)
        map_lines.addStretch(1)
        cards.addWidget(left, 5)  # see MAP_SHARE
        cards.addWidget(self._make_list(), 6)
        self.body.addLayout(cards, 1)

    def _make_list(self) -> QFrame:
        frame, lines = card(margin=8)
        inside = QWidget()
        inside.setProperty("role", "sheet")
        self._lines = column(inside, spacing=1, margin=8)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.all = FindingList(self.session)
        self.all.left.connect(self._show_summary)
        self._stack = QStackedWidget()
        self._stack.addWidget(area)
        self._stack.addWidget(self.all)
        lines.addWidget(self._stack)
        return frame

    def _reader(self) -> Callable[[Book, Progress], Standing]:
        by, unseen = self.session.open_book.by, self.session.unseen
        return lambda book, progress: read_standing(book, progress, by, unseen)

    def _show_read(self, found: Standing) -> None:
        self.show_standing(found)

    # showing -----------------------------------------------------------------------------

    def _show_figures(self, found: Standing) -> None:
        clear(self._figures)
        for level in reversed(self.session.method().levels):
            act = partial(self._show_level, level.key)
            figure = Figure(self.session.method(), level.key, found.levels[level.key], act)
            self._figures.addWidget(figure)
            self._figure_row.setMinimumHeight(figure.sizeHint().height())
        count = found.findings
        text = ngettext("{count} thing needs you", "{count} things need you", count)
        locale = QLocale(current_language())
        day = locale.toString(today(), QLocale.FormatType.LongFormat)  # type: ignore[call-overload]
        parts = [day, text.format(count=count)]
        if own := found.own:
            parts.append(ngettext("{count} of them yours", "{count} of them yours", own))
            parts[-1] = parts[-1].format(count=own)
        self.standing.setText("  •  ".join(parts))
        missing = found.levels[None]
        rated = sum(found.levels.values()) - missing
        self._map_text.setText(_map_text(rated, found.elsewhere))
        text = ngettext("{count} risk not rated", "{count} risks not rated", missing)
        self.not_rated.setText(text.format(count=missing))
        self.not_rated.setVisible(missing > 0)

    def _show_level(self, key: str | None) -> None:
        """Show in the list of risks those that a figure counts."""
        facets: dict[str, frozenset[Value]] = {"current_level": frozenset([key])}
        if self._found.opportunities:
            facets["kind"] = frozenset([str(RiskKind.THREAT), None])
        if self._found.closed[key]:
            open_ = (str(status) for status in RiskStatus if status not in CLOSED)
            facets["status"] = frozenset([*open_, None])
        self.session.show_narrowed(RISK.table, Narrowing(facets))

    def _show_cell(self, *place: int) -> None:
        where = place[0], place[1]
        found = risks_in(self.session.open_book, Tier.CURRENT, [where])
        if found:
            ids = frozenset(item[0] for item in found)
            words = place_text(self.session.method(), *where)
            self.session.show_narrowed(RISK.table, Narrowing(ids=ids, words=words))

    def _fill_unseen(self, found: Standing) -> None:
        news = found.unseen
        if news is None:
            return
        text = ngettext(
            "{count} change since you last had it open: {people}",
            "{count} changes since you last had it open: {people}",
            news.count,
        )
        people = _(", ").join(f"{who} {count}" for who, count in news.steps[:MOST_NAMED])
        words = text.format(count=news.count, people=people)
        who = news.steps[0][0] if len(news.steps) == 1 else None
        wanted = Wanted(who=who, since=news.first)
        act = partial(self.session.show_narrowed, "history", wanted)
        self._lines.addWidget(LineButton(pixmap("history", theme.tokens().accent), words, act))

    def _fill_findings(self, found: Standing) -> None:
        self._heading(_("Needs attention"))
        for group in found.groups:
            self._fill_group(group)
        if not found.groups:
            sound = label(_("Nothing: every standing check holds."), "second")
            sound.setContentsMargins(8, 0, 0, 4)
            self._lines.addWidget(sound)
        elif found.sound:
            text = ngettext("{count} other check holds", "{count} other checks hold", found.sound)
            held = label(text.format(count=found.sound), "caption")
            held.setContentsMargins(8, 4, 0, 4)
            self._lines.addWidget(held)

    def _fill_group(self, group: Group) -> None:
        state = State.BAD if group.serious else State.SOON
        rule = label(translated(group.label), "caption", bold=True)
        rule.setContentsMargins(8, 6, 0, 0)
        self._lines.addWidget(rule)
        colour = theme.tokens().problem if group.serious else theme.tokens().warning
        sign = pixmap("warning" if state is State.BAD else "clock", colour)
        for item in group.findings[:MOST_OF_A_CHECK]:
            act = partial(self.session.show_record, item.entity.table, item.record)
            self._lines.addWidget(LineButton(sign, item.text, act))
        count = len(group.findings)
        if count > MOST_OF_A_CHECK:
            text = _("Show all {count}").format(count=count)
            more = button(text, partial(self._show_all, group), "quiet")
            more.setAccessibleName(f"{translated(group.label)}: {text}")
            self._lines.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _fill_lines(self, title: str, lines: list[Line], nothing: str) -> None:
        self._heading(title)
        for line in lines:
            act = partial(self.session.show_record, line.table, line.record)
            self._lines.addWidget(StateLine(line, act))
        if not lines:
            empty = label(nothing, "second")
            empty.setContentsMargins(8, 0, 0, 4)
            self._lines.addWidget(empty)

    def _heading(self, text: str) -> None:
        made = label(text, size=theme.HEADING, bold=True)
        made.setContentsMargins(6, 8, 0, 4)
        self._lines.addWidget(made)

    def _show_all(self, group: Group) -> None:
        self.all.show_group(group)
        self._stack.setCurrentWidget(self.all)
        self.all.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_summary(self) -> None:
        self._stack.setCurrentIndex(0)

    def _renew_list(self, found: Standing) -> None:
        """Keep the open list of a check true, or go back when nothing is left of it."""
        if self._stack.currentWidget() is not self.all:
            return
        again = next((group for group in found.groups if group.label == self.all.label), None)
        if again is None:
            self._show_summary()
        else:
            self.all.show_group(again)


def _map_text(rated: int, elsewhere: int) -> str:
    """Return how many risks are rated, and how many of them do not stand on the map."""
    text = _("Current level: {rated} rated").format(rated=rated)
    if not elsewhere:
        return text
    other = ngettext("{count} by another method", "{count} by other methods", elsewhere)
    return _(", ").join((text, other.format(count=elsewhere)))
