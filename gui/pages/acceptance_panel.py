"""An acceptance at a glance: where it stands, how long it holds, its risks, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QFileDialog, QWidget

from gui.forms.inputs import Line as TextLine
from gui.jobs import while_alive
from gui.levels import Chip, level_in, level_text
from gui.lists.sending import Sending
from gui.pages.acceptance_words import days_left, state_of
from gui.pages.glance_panel import GlancePanel
from gui.pages.lines import Line, LineList, State
from gui.session import Session
from gui.widgets import button, card, label, row
from register import accepting
from register.book import Book
from register.entities import (
    ACCEPTANCE,
    ACCEPTANCE_RISK,
    APPETITE,
    PERSON,
    RISK,
    Acceptance,
    Risk,
)
from register.entities.acceptance import AcceptanceStatus
from register.errors import RegisterError
from register.i18n import N_, _, current_language, today
from register.progress import Progress

TABLES = (ACCEPTANCE, ACCEPTANCE_RISK, RISK, APPETITE, PERSON)
Deed = Callable[[Book, Acceptance], object]


class AcceptancePanel(GlancePanel):
    """The first tab of an acceptance."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, *(entity.table for entity in TABLES), parent=parent)
        self._acceptance: Acceptance | None = None
        self.left = label("", "second")
        self.problem = label("", "problem")
        self.because = TextLine()
        self.warnings = label("", "second")
        self.risks = LineList(session, _("Risks that are accepted"), _("No risk is linked yet."))
        self._chip = Chip(session.method(), None)
        self.verbs = self._make_verbs()
        self._lay_out()

    def show_owner(self, owner: str | None) -> None:
        """Show another acceptance."""
        self.because.clear()
        self.problem.hide()
        super().show_owner(owner)

    def do(self, label_: str, deed: Deed) -> None:
        """Do a deed with the acceptance; a refusal is said below the buttons."""
        acceptance = self._acceptance
        if acceptance is None:
            return

        def work(book: Book) -> None:
            stored = book.table(ACCEPTANCE).get(acceptance.id)
            if stored is not None:
                deed(book, stored)

        try:
            self.session.write(label_, work, title=ACCEPTANCE.title(acceptance))
        except RegisterError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        self.problem.hide()
        self.because.clear()

    def save_form(self) -> QFileDialog | None:
        """Ask where the form is to be saved, and save it."""
        acceptance = self._acceptance
        if acceptance is None:
            return None
        sending = Sending(self.session, self.window())
        name = f"{translated_title()} {acceptance.number}".strip()

        def act(path: Path) -> None:
            sending.write(path, lambda book, p: make_form(acceptance.id, path, book, p))

        return sending.ask_pages(_("Save the form"), name, act)

    def print_form(self) -> None:
        """Make the form on a thread and ask for the printer."""
        acceptance = self._acceptance
        if acceptance is None:
            return
        book = self.session.open_book
        job = self.session.run(partial(_made, acceptance.id, book), _("Making the pages…"))
        window = self.window()
        job.succeeded.connect(while_alive(window, partial(_ask, self.session, window)))

    # inside ------------------------------------------------------------------------------

    def _make_verbs(self) -> dict[str, QWidget]:
        def verb(text: str, label_: str, deed: Deed, role: str = "") -> QWidget:
            return button(text, lambda: self.do(label_, deed), role)

        def revoke(book: Book, item: Acceptance) -> None:
            accepting.revoke(book, item, self.because.text())

        return {
            "submit": verb(_("Submit"), N_("Submit {title}"), accepting.submit, "primary"),
            "accept": verb(_("Accept"), N_("Accept {title}"), accepting.accept, "primary"),
            "reject": verb(_("Reject"), N_("Reject {title}"), accepting.reject),
            "reopen": verb(
                _("Open its risks again"), N_("End {title}"), accepting.reopen, "primary"
            ),
            "revoke": verb(_("Revoke"), N_("Revoke {title}"), revoke),
        }

    def _lay_out(self) -> None:
        frame, lines = card(spacing=8, margin=14)
        top = row(spacing=10)
        top.addWidget(self._chip)
        top.addWidget(self.left, 1)
        lines.addLayout(top)
        lines.addWidget(self.warnings)
        foot = row()
        self.because.setPlaceholderText(_("Why is it revoked?"))
        self.because.setAccessibleName(_("Why is it revoked?"))
        for key in ("submit", "accept", "reject", "reopen"):
            foot.addWidget(self.verbs[key])
        foot.addWidget(self.because, 1)
        foot.addWidget(self.verbs["revoke"])
        foot.addStretch(1)
        lines.addLayout(foot)
        lines.addWidget(self.problem)
        self.problem.hide()
        self._lines.addWidget(frame)
        paper = row()
        paper.addWidget(button(_("Print…"), self.print_form, sign="print"))
        paper.addWidget(button(_("Save PDF…"), self.save_form, sign="download"))
        paper.addStretch(1)
        self._lines.addLayout(paper)
        self._stack(self.risks)

    def _show(self) -> None:
        book = self.session.open_book
        self._acceptance = found = book.table(ACCEPTANCE).get(self.owner)
        if found is None:
            return
        self._chip.show_level(self.session.method(), found.level)
        self.left.setText(_left_text(found))
        self.left.setProperty("role", "problem" if state_of(found) is State.BAD else "second")
        self.left.style().polish(self.left)
        texts = [*accepting.warnings(book, found)] if _is_open(found) else []
        self.warnings.setText("\n".join(texts))
        self.warnings.setVisible(bool(texts))
        self._enable(found)
        self.risks.show_lines(map(self._risk_line, accepting.covered_risks(book, found.id)))

    def _enable(self, found: Acceptance) -> None:
        status = found.status or AcceptanceStatus.CREATED
        expired = accepting.has_expired(found, today())
        wanted = {
            "submit": status in (AcceptanceStatus.CREATED, AcceptanceStatus.REJECTED),
            "accept": status is AcceptanceStatus.SUBMITTED,
            "reject": status is AcceptanceStatus.SUBMITTED,
            "reopen": expired,
            "revoke": status is AcceptanceStatus.ACCEPTED and not expired,
        }
        for key, on in wanted.items():
            self.verbs[key].setVisible(on)
            self.verbs[key].setEnabled(not self.session.read_only)
        self.because.setVisible(wanted["revoke"])
        self.because.setEnabled(not self.session.read_only)

    def _risk_line(self, risk: Risk) -> Line:
        assert self._acceptance is not None
        above = accepting.is_above(risk.current_level, self._acceptance.level)
        word = level_text(level_in(self.session, risk))
        state = State.BAD if above else State.PLAIN
        return Line(RISK.icon, RISK.title(risk), word, state, RISK.table, risk.id)


def translated_title() -> str:
    """Return what the form is called, which is its file's name too."""
    return _("Acceptance of risk")


def make_form(acceptance: str, path: Path, book: Book, progress: Progress) -> None:
    """Write the form in the reader's language; for a worker with a copy."""
    from register.binder.acceptance_form import FormOptions, print_acceptance

    options = FormOptions(language=current_language(), printed_on=today())
    print_acceptance(book, path, acceptance, options, progress)


def _made(acceptance: str, book: Book, progress: Progress) -> bytes:
    with TemporaryDirectory(prefix="muster-") as folder, book.copy() as copy:
        path = Path(folder) / "form.pdf"
        make_form(acceptance, path, copy, progress)
        return path.read_bytes()


def _ask(session: Session, window: QWidget, data: bytes) -> None:
    from gui.pdf import PdfFile
    from gui.printing import ask_printer

    with PdfFile(data) as pdf:
        sizes = pdf.sizes
    ask_printer(session, window, data, translated_title(), sizes)


def _is_open(acceptance: Acceptance) -> bool:
    return acceptance.status not in (AcceptanceStatus.REJECTED, AcceptanceStatus.REVOKED)


def _left_text(acceptance: Acceptance) -> str:
    if acceptance.status is AcceptanceStatus.REVOKED:
        return acceptance.revoked_because
    left = days_left(acceptance, today())
    return left[:1].upper() + left[1:] if left else _("No day says until when it holds.")
