"""What pasting rows would do, row by row and cell by cell; then all of it as one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from gui.dialogs.frame import Frame
from gui.importing.plan_view import PlanView
from gui.jobs import while_alive
from gui.session import Session
from gui.widgets import label
from register.book import Book
from register.changes import ChangeSet
from register.entity import AnyEntity
from register.exchange.plan import ImportPlan
from register.fields import Field
from register.i18n import _
from register.progress import Progress

SIZE = (860, 560)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a dialog plans and carries out, and in which words; both run on a thread."""

    title: str
    words: str
    verb: str
    doing: str
    plan: Callable[[Progress], ImportPlan]
    apply: Callable[[ImportPlan, bool, Progress], ChangeSet | None]


class PlanDialog(Frame):
    """Shows a plan once it is made, and carries it out."""

    def __init__(self, session: Session, wanted: Wanted, parent: QWidget) -> None:
        super().__init__(wanted.title, wanted.words, parent)
        self._session, self._wanted = session, wanted
        self.plan: ImportPlan | None = None
        self.summary = label(_("Reading…"), bold=True)
        self.rows = PlanView()
        self.skip = QCheckBox(_("&Leave out rows with problems"))
        self.skip.toggled.connect(lambda _on: self._allow())
        for widget in (self.summary, self.rows, self.skip):
            self.body.addWidget(widget, 1 if widget is self.rows else 0)
        self.verb = self.add_buttons(wanted.verb, self.carry_out)
        self.resize(*SIZE)
        self._allow()
        job = session.run(wanted.plan, silent=True)
        job.succeeded.connect(while_alive(self, self._planned))
        job.failed.connect(while_alive(self, self._failed))

    def carry_out(self) -> None:
        """Write what is shown, as one step that can be undone."""
        if self.plan is None:
            return
        session = self._session
        work = partial(self._wanted.apply, self.plan, self.skip.isChecked())
        job = session.run(work, self._wanted.doing, writes=True)
        job.succeeded.connect(partial(_tell, session, self.plan.summary()))
        self.accept()

    # inside ------------------------------------------------------------------------------

    def _planned(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.summary.setText(plan.summary())
        self.rows.show_plan(plan)
        self._allow()

    def _failed(self, error: BaseException) -> None:
        self.summary.setText(str(error))

    def _allow(self) -> None:
        plan = self.plan
        self.skip.setVisible(plan is not None and plan.has_problems)
        ready = plan is not None and not plan.changes_nothing
        if plan is not None and plan.has_problems and not self.skip.isChecked():
            ready = False
        self.verb.setEnabled(ready)


class PasteDialog(PlanDialog):
    """Pastes rows into a list."""

    def __init__(
        self,
        session: Session,
        entity: AnyEntity,
        text: str,
        fields: Sequence[Field],
        parent: QWidget,
    ) -> None:
        """``text``: what was copied; ``fields``: what the list shows."""
        book = session.open_book
        wanted = Wanted(
            title=_("Paste rows"),
            words=_("Rows match by number, else by title or name; empty cells take nothing away."),
            verb=_("&Paste"),
            doing=_("Pasting"),
            plan=partial(_plan, book, entity, text, fields),
            apply=partial(_apply, book),
        )
        super().__init__(session, wanted, parent)


def _plan(
    book: Book, entity: AnyEntity, text: str, fields: Sequence[Field], progress: Progress
) -> ImportPlan:
    from register.exchange.clip import read_clip
    from register.exchange.pasting import plan_paste

    return plan_paste(book, entity, read_clip(text), fields, progress)


def _apply(book: Book, plan: ImportPlan, skip: bool, progress: Progress) -> ChangeSet | None:
    from register.exchange.pasting import apply_paste

    return apply_paste(book, plan, progress, skip_problems=skip)


def _tell(session: Session, summary: str, done: ChangeSet | None) -> None:
    if done is not None:
        session.tell(summary, _("Undo"), session.undo)
