"""Prints an acceptance for signing by hand: what is accepted, by whom, until when, and why.

The same acceptance on the same day gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from register.accepting import covered_risks, warnings
from register.binder.blocks import Facts, Heading, Labelled, Paragraph, SectionTitle, Space
from register.binder.flow import Block, Flow
from register.binder.paper import Paper, print_blocks
from register.binder.sections.levels import level_cell
from register.binder.styles import EDGE, LABEL, NOTE, PAPERS
from register.binder.table import Cell, Column, Table
from register.binder.text import clean
from register.book import Book
from register.entities import ACCEPTANCE, PERSON, RISK, Acceptance, Risk
from register.errors import RegisterError
from register.i18n import _, date_text
from register.progress import Progress, silent

_SIGN_HEIGHT, _SIGN_GAP, _GAP = 44, 18, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FormOptions:
    """How a form is printed; ``language``: of its words; ``paper``: "A4" or "Letter"."""

    language: str
    printed_on: date
    paper: str = "A4"


def print_acceptance(
    book: Book, out: Path, acceptance_id: str, options: FormOptions, progress: Progress = silent
) -> int:
    """Write the form of an acceptance to ``out``; returns the number of pages.

    Raises RegisterError when it is gone, and StorageError when the file cannot be written; then
    ``out`` is as it was.
    """
    acceptance = book.table(ACCEPTANCE).get(acceptance_id)
    if acceptance is None:
        raise RegisterError(_("This acceptance is not in the register."))
    progress(0, 1)
    paper = Paper(
        title=lambda: " ".join((_("Acceptance of risk"), acceptance.number)),
        size=PAPERS[options.paper],
        language=options.language,
        printed_on=options.printed_on,
    )
    return print_blocks(book, out, paper, lambda book, _context: _blocks(book, acceptance))


def _blocks(book: Book, acceptance: Acceptance) -> Iterator[Block]:
    yield SectionTitle("acceptance", _("Acceptance of risk"), ACCEPTANCE.title(acceptance))
    yield Facts(_facts(book, acceptance))
    yield Heading(_("Risks that are accepted"))
    columns = [
        Column(_("No."), 1.1),
        Column(_("Risk"), 4),
        Column(_("Owner"), 1.6),
        Column(_("Current"), 2.5),
        Column(_("Residual"), 2.5),
    ]
    yield Table(columns, [_row(book, risk) for risk in covered_risks(book, acceptance.id)])
    yield Space(_GAP)
    yield Labelled(_("Justification"), acceptance.justification or "–")
    yield Labelled(_("Conditions"), acceptance.conditions or "–")
    for text in warnings(book, acceptance):
        yield Paragraph(clean(text), NOTE)
    yield Paragraph(_promise(acceptance))
    yield Signatures((_("Asked for by"), _("Approver"), _("Risk officer")))


def _facts(book: Book, acceptance: Acceptance) -> list[tuple[str, str]]:
    by_key = ACCEPTANCE.by_key
    approver = book.table(PERSON).get(acceptance.approver)
    post = f"{approver.name}, {approver.post}".rstrip(", ") if approver else ""
    return [
        (_("Status"), by_key["status"].text(acceptance)),
        (_("Level accepted"), by_key["level"].text(acceptance)),
        (_("Approver"), post),
        (_("Accepted on"), date_text(acceptance.accepted_on)),
        (_("Expires on"), date_text(acceptance.expires_on)),
        (_("Revoked on"), date_text(acceptance.revoked_on)),
    ]


def _promise(acceptance: Acceptance) -> str:
    if acceptance.expires_on is None:
        return _("Who signs bears these risks as they stand above; no day says until when.")
    text = _(
        "Who signs bears these risks as they stand above until {day}. After that day, or when the "
        "acceptance is revoked, they are open again and come up for review."
    )
    return text.format(day=date_text(acceptance.expires_on))


def _row(book: Book, risk: Risk) -> list[Cell]:
    owner = book.table(PERSON).get(risk.owner)
    return [
        risk.number,
        risk.title or RISK.title(risk),
        owner.name if owner else "",
        level_cell(risk.current_level, risk.current_score),
        level_cell(risk.residual_level, risk.residual_score),
    ]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on: who, name, day and signature; kept on one page."""

    names: tuple[str, ...]

    def place(self, flow: Flow) -> None:
        """Draw a line for each who signs."""
        flow.space(_SIGN_GAP)
        flow.need(len(self.names) * (_SIGN_HEIGHT + LABEL.leading))
        for name in self.names:
            self._place_one(flow, name)

    def _place_one(self, flow: Flow, name: str) -> None:
        top = flow.take(_SIGN_HEIGHT)
        foot = top - _SIGN_HEIGHT + LABEL.leading
        widths = (0.34, 0.2, 0.4)
        labels = (name, _("Day"), _("Signature"))
        left = flow.left
        rules, texts = [], []
        for share, text in zip(widths, labels, strict=True):
            width = flow.width * share
            rules.append((left, foot, left + width, foot))
            texts.append((left, foot - 2, [text]))
            left += width + flow.width * 0.03
        flow.pen.rules(EDGE, 0.75, rules)
        flow.pen.write(LABEL, texts)
