"""LEC while it is edited: its three tables, and its bands with the rule for their boundaries."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gui import theme
from gui.methods.fields import ChoiceField, Field, NumberField, word_fields
from gui.methods.part import Part, grid, head
from gui.widgets import button, column, icon_button, label, row, short_label
from register.i18n import _
from register.scoring import Band, Boundary, Entry, Lec, Method, Words, boundary_words, words_in
from register.scoring.editing import (
    longer,
    more_bands,
    tables_of,
    with_bands,
    with_boundary,
    with_table,
)

FEWEST_LINES, MOST_LINES, FEWEST_BANDS, MOST_BANDS = 2, 12, 2, 9
WIDE = 120


class TablesPart(Part):
    """The tables L, E and C, each from its lowest value."""

    def shape(self) -> object:
        return tuple(len(lines) for lines in tables_of(_lec(self.draft.method)).values())

    def build(self, inside: QWidget) -> None:
        lines = column(inside, spacing=10)
        words = _("D = L × E × C. Any value between the ends of a table may be given.")
        lines.addWidget(label(words, "second"))
        tables = tables_of(_lec(self.draft.method))
        for (title, entries), table in zip(_lec(self.draft.method).tables(), tables, strict=True):
            self._add_table(lines, table, title, entries)
        lines.addStretch(1)

    # inside ------------------------------------------------------------------------------

    def _add_table(
        self, lines: QVBoxLayout, table: str, title: str, entries: tuple[Entry, ...]
    ) -> None:
        top = row(spacing=12)
        top.addWidget(label(title, bold=True), 1)
        more = button(_("Add a line"), partial(self._add_line, table), "", "add")
        more.setAccessibleName(_("Add a line: {table}").format(table=title))
        more.setEnabled(len(entries) < MOST_LINES)
        top.addWidget(more)
        lines.addLayout(top)
        made = grid()
        head(made, _("Value"), _("What it means"), _("in Chinese"))
        for place in range(len(entries)):
            self._add_entry(made, table, title, place)
        made.setColumnStretch(1, 1)
        made.setColumnStretch(2, 1)
        lines.addLayout(made)

    def _add_entry(self, made: QGridLayout, table: str, title: str, place: int) -> None:
        name = _("{table}, line {number}").format(table=title, number=place + 1)
        value = NumberField(
            self.draft, name, partial(_value, table, place), partial(_with_value, table, place)
        )
        value.setPlaceholderText(_("Value"))
        read, write = partial(_entry_words, table, place), partial(_with_words, table, place)
        words = word_fields(self.draft, name, read, write)
        fields: tuple[Field, ...] = (value, *words)
        for n, field in enumerate(fields):
            made.addWidget(self.keep(field), place + 1, n)
        text = _("Remove {line}").format(line=name)
        gone = icon_button("close", text, partial(self._remove, table, place))
        gone.setEnabled(len(tables_of(_lec(self.draft.method))[table]) > FEWEST_LINES)
        made.addWidget(gone, place + 1, 3)

    def _add_line(self, table: str) -> None:
        entries = tables_of(_lec(self.draft.method))[table]
        self.draft.edit(with_table(self.draft.method, table, longer(entries)))

    def _remove(self, table: str, place: int) -> None:
        entries = tables_of(_lec(self.draft.method))[table]
        kept = (*entries[:place], *entries[place + 1 :])
        self.draft.edit(with_table(self.draft.method, table, kept))


class BandsPart(Part):
    """The bands of scores, each with its level; what the score D on a boundary counts as."""

    def shape(self) -> object:
        return len(_lec(self.draft.method).bands)

    def build(self, inside: QWidget) -> None:
        lines = column(inside, spacing=12)
        made = grid()
        chinese = _("in Chinese")
        head(
            made, "", _("From D"), _("Name"), chinese, _("What is to be done"), chinese, _("Level")
        )
        bands = _lec(self.draft.method).bands
        for place in range(len(bands)):
            self._add_band(made, place)
        for place in range(2, 6):
            made.setColumnStretch(place, 1)
        lines.addLayout(made)
        foot = row(spacing=12)
        more = button(_("Add a band"), self._add, "", "add")
        more.setEnabled(len(bands) < MOST_BANDS)
        foot.addWidget(more)
        foot.addStretch(1)
        lines.addLayout(foot)
        self._add_rule(lines)
        lines.addStretch(1)

    # inside ------------------------------------------------------------------------------

    def _add_band(self, made: QGridLayout, place: int) -> None:
        name = _("Band {number}").format(number=place + 1)
        start = NumberField(
            self.draft,
            _("{band}, lowest score").format(band=name),
            partial(_start, place),
            partial(_with_start, place),
        )
        start.setPlaceholderText(_("From D"))
        start.setReadOnly(place == 0)  # the lowest band begins at 0
        words = word_fields(
            self.draft, name, partial(_band_words, place), partial(_with_band_words, place)
        )
        title = _("{band}, what is to be done").format(band=name)
        advice = word_fields(
            self.draft, title, partial(_advice, place), partial(_with_advice, place)
        )
        level = ChoiceField(
            self.draft,
            _("{band}, level").format(band=name),
            partial(_level, place),
            partial(_with_level, place),
        )
        level.offer({item.key: words_in(item.words) for item in self.draft.method.levels})
        fields: tuple[Field, ...] = (start, *words, *advice, level)
        for n, field in enumerate(fields, 1):
            if field in (*words, *advice):
                field.setMinimumWidth(theme.scaled(WIDE))
            made.addWidget(self.keep(field), place + 1, n)
        number = short_label(str(place + 1), "second")
        number.setBuddy(level)
        made.addWidget(number, place + 1, 0)
        text = _("Remove {line}").format(line=name)
        gone = icon_button("close", text, partial(self._remove, place))
        gone.setEnabled(place > 0 and len(_lec(self.draft.method).bands) > FEWEST_BANDS)
        made.addWidget(gone, place + 1, 7)

    def _add_rule(self, lines: QVBoxLayout) -> None:
        text = _("A score on a boundary")
        rule = self.keep(ChoiceField(self.draft, text, _boundary, _with_boundary))
        rule.offer({str(item): boundary_words(item) for item in Boundary})
        words = short_label(text)
        words.setBuddy(rule)
        across = row(spacing=12)
        across.addWidget(words)
        across.addWidget(rule, 1)
        lines.addLayout(across)

    def _add(self) -> None:
        bands = more_bands(_lec(self.draft.method).bands)
        self.draft.edit(with_bands(self.draft.method, bands))

    def _remove(self, place: int) -> None:
        bands = _lec(self.draft.method).bands
        self.draft.edit(with_bands(self.draft.method, (*bands[:place], *bands[place + 1 :])))


def _lec(method: Method) -> Lec:
    assert method.lec is not None
    return method.lec


def _entry(table: str, place: int, method: Method) -> Entry:
    return tables_of(_lec(method))[table][place]


def _with_entry(table: str, place: int, method: Method, entry: Entry) -> Method:
    entries = list(tables_of(_lec(method))[table])
    entries[place] = entry
    return with_table(method, table, entries)


def _value(table: str, place: int, method: Method) -> float:
    return _entry(table, place, method).value


def _with_value(table: str, place: int, method: Method, value: float) -> Method:
    entry = _entry(table, place, method)
    return _with_entry(table, place, method, replace(entry, value=value))


def _entry_words(table: str, place: int, method: Method) -> Words:
    return _entry(table, place, method).words


def _with_words(table: str, place: int, method: Method, words: Words) -> Method:
    entry = _entry(table, place, method)
    return _with_entry(table, place, method, replace(entry, words=words))


def _with_band(place: int, method: Method, band: Band) -> Method:
    bands = list(_lec(method).bands)
    bands[place] = band
    return with_bands(method, bands)


def _start(place: int, method: Method) -> float:
    return _lec(method).bands[place].start


def _with_start(place: int, method: Method, start: float) -> Method:
    return _with_band(place, method, replace(_lec(method).bands[place], start=start))


def _band_words(place: int, method: Method) -> Words:
    return _lec(method).bands[place].words


def _with_band_words(place: int, method: Method, words: Words) -> Method:
    return _with_band(place, method, replace(_lec(method).bands[place], words=words))


def _advice(place: int, method: Method) -> Words:
    return _lec(method).bands[place].advice


def _with_advice(place: int, method: Method, words: Words) -> Method:
    return _with_band(place, method, replace(_lec(method).bands[place], advice=words))


def _level(place: int, method: Method) -> str:
    return _lec(method).bands[place].level


def _with_level(place: int, method: Method, key: str) -> Method:
    return _with_band(place, method, replace(_lec(method).bands[place], level=key))


def _boundary(method: Method) -> str:
    return str(_lec(method).boundary)


def _with_boundary(method: Method, key: str) -> Method:
    return with_boundary(method, Boundary(key))
