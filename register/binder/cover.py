"""The first page: whose binder this is, of which state of the register, and who may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from register.binder.blocks import wrapped
from register.binder.flow import Flow
from register.binder.styles import ACCENT, BODY, COVER, KICKER, LABEL, LINE, MARKING, NOTE
from register.i18n import _

_FACT_TOP = 236.0
_FACT_STEP = 52.0


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover of a register's binder."""

    register: str
    organisation: str
    marking: str
    facts: Sequence[tuple[str, str]]

    def place(self, flow: Flow) -> None:
        """Fill a page of its own."""
        flow.new_page(plain=True)
        if self.marking:
            flow.pen.line_right(MARKING, flow.right, flow.top, self.marking)
        top = flow.top - flow.full * 0.2
        flow.pen.box(ACCENT, flow.left, top + 14, 40, 4)
        flow.pen.line(KICKER, flow.left, top, _("Contingency binder"))
        title = _capped(wrapped(self.register, COVER, flow.width), 6)
        flow.pen.write(COVER, ((flow.left, top - 26, title),))
        below = top - 34 - len(title) * COVER.leading
        organisation = _capped(wrapped(self.organisation, NOTE, flow.width), 2)
        flow.pen.write(NOTE, ((flow.left, below, organisation),))
        self._place_facts(flow)

    def _place_facts(self, flow: Flow) -> None:
        column = flow.width / 2
        for place, (label, value) in enumerate(self.facts):
            left = flow.left + place % 2 * column
            top = flow.bottom + _FACT_TOP - place // 2 * _FACT_STEP
            if place % 2 == 0:
                flow.pen.rules(LINE, 0.5, [(flow.left, top + 6, flow.right, top + 6)])
            flow.pen.line(LABEL, left, top, label)
            lines = _capped(wrapped(value or "–", BODY, column - 12), 2)
            flow.pen.write(BODY, ((left, top - LABEL.leading, lines),))


def _capped(lines: list[str], most: int) -> list[str]:
    """Return the lines that have room; the whole text is in the register."""
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]
