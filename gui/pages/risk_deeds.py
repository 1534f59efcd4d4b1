"""What may be done with a risk as it stands: accept or reject a candidate, close, reopen.

The deeds stand as buttons beside its status; those that need a reason ask for it first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from gui.pages.reason_dialog import ReasonDialog
from gui.session import Session
from gui.widgets import button, label, row
from register.book import Book
from register.entities import RISK, Risk
from register.entities.risk import RiskStatus
from register.errors import RegisterError
from register.fields import Field, Note
from register.i18n import N_, _, pgettext
from register.identifying import lifecycle

REASON = Field("reason", N_("Reason"), Note())
PROOF = Field("text", N_("What shows it"), Note())


class RiskDeeds:
    """``buttons`` stand beside the status of a risk, ``line`` below its title."""

    def __init__(self, session: Session, rate: Callable[[], object]) -> None:
        """``rate``: goes to where a risk is assessed."""
        self._session, self._rate = session, rate
        self._risk: Risk | None = None
        self.buttons = QWidget()
        across = row(self.buttons, spacing=4)
        self.accept = button(pgettext("candidate", "Accept"), self._accept, "primary", "check")
        self.reject = button(_("Reject…"), self.ask_reject)
        self.close = button(_("Close…"), self.ask_close, "quiet")
        self.reopen = button(_("Reopen…"), self.ask_reopen)
        for made in self._all():
            across.addWidget(made)
        self.line = label("", "caption")

    def show_risk(self, risk: Risk | None) -> None:
        """Offer what fits a risk; None hides everything."""
        self._risk = risk
        status = risk.status if risk is not None else None
        candidate, settled = status is RiskStatus.CANDIDATE, status in lifecycle.SETTLED
        self.accept.setVisible(candidate)
        self.reject.setVisible(candidate)
        self.close.setVisible(risk is not None and not candidate and not settled)
        self.reopen.setVisible(settled)
        for made in self._all():
            made.setEnabled(not self._session.read_only)
        self.buttons.setVisible(risk is not None)
        text = lifecycle.status_line(risk) if risk is not None else ""
        self.line.setText(text)
        self.line.setVisible(bool(text))

    def ask_reject(self) -> ReasonDialog:
        """Ask why the candidate is no risk of this register."""
        words = (
            _("Reject candidate"),
            _("It stays in the list with its reason, so that nobody raises it again unknowing."),
            _("Re&ject"),
        )
        return self._ask(words, (REASON,), lambda values: self._reject(values["reason"]))

    def ask_close(self) -> ReasonDialog:
        """Ask why the risk needs no more watching."""
        words = (
            _("Close risk"),
            _("It leaves the overview, the heat map and the checks, and stays in list and print."),
            _("C&lose risk"),
        )
        return self._ask(words, (RISK.by_key["close_reason"], PROOF), self._close)

    def ask_reopen(self) -> ReasonDialog:
        """Ask why the risk is opened again."""
        words = (
            _("Reopen risk"),
            _("A reopened risk has to be assessed anew; its rating is opened next."),
            _("&Reopen"),
        )
        return self._ask(words, (REASON,), lambda values: self._reopen(values["reason"]))

    # inside ------------------------------------------------------------------------------

    def _all(self) -> tuple[QPushButton, ...]:
        return self.accept, self.reject, self.close, self.reopen

    def _ask(
        self,
        words: tuple[str, str, str],
        fields: tuple[Field, ...],
        act: Callable[[dict[str, Any]], object],
    ) -> ReasonDialog:
        dialog = ReasonDialog(self._session, words, fields, act, self.buttons.window())
        dialog.open()
        return dialog

    def _accept(self) -> None:
        try:
            self._write(N_("Accept candidate {risk}"), lifecycle.accept)
        except RegisterError as error:
            self._session.complain(error)

    def _reject(self, reason: str) -> None:
        self._write(
            N_("Reject candidate {risk}"), lambda book, key: lifecycle.reject(book, key, reason)
        )

    def _close(self, values: dict[str, Any]) -> None:
        why, text = values["close_reason"], values["text"]
        self._write(N_("Close {risk}"), lambda book, key: lifecycle.close(book, key, why, text))

    def _reopen(self, reason: str) -> None:
        self._write(N_("Reopen {risk}"), lambda book, key: lifecycle.reopen(book, key, reason))
        self._rate()

    def _write(self, words: str, deed: Callable[[Book, str], object]) -> None:
        risk = self._risk
        if risk is not None:
            self._session.write(words, lambda book: deed(book, risk.id), risk=RISK.title(risk))
