"""Carrying ratings from one method to another: what becomes of each step, a preview, the deed."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui import theme
from gui.importing.task_bar import TaskBar
from gui.jobs import while_alive
from gui.keyed_dialog import KeyedDialog
from gui.methods.remap_table import DOWN, SAME, UP, RemapTable, Sorted, sort_out
from gui.methods.saying import risks_text, version_text
from gui.methods.step_mapping import StepMapping
from gui.scrolling import Sheet
from gui.session import Session
from gui.widgets import Combo, beside, button, column, label, row, short_label
from register.book import Book
from register.changes import ChangeSet
from register.entities import METHOD
from register.i18n import _, ngettext
from register.methods import Looks, rated_counts, versions_of
from register.progress import Progress
from register.remapping import Preview, preview, remap
from register.scoring import Method, StepMap, can_map

SIZE = (1160, 660)


class RemapDialog(KeyedDialog):
    """Nothing is written before the button is pressed; then all of it is one change."""

    def __init__(
        self, session: Session, old: str = "", new: str = "", parent: QWidget | None = None
    ) -> None:
        """``old``, ``new``: ids of the methods to begin with; "" for the likeliest."""
        super().__init__(_("Re-map ratings"), parent)
        self._session = session
        self._wanted = (old, new)
        self._looks = Looks(session.open_book)
        self._counts: Counter[str] = Counter()
        self.preview: Preview | None = None
        self.source, self.target = Combo(), Combo()
        self.mapping = StepMapping()
        self.table = RemapTable()
        self.summary, self.others = label("", bold=True), label("", "second")
        self.problem = label("", "warning")
        self.task = TaskBar(session)
        self._connect()
        self._lay_out()
        self.resize(*SIZE)
        self._complain("")
        work = partial(_count, session.open_book)
        session.run(work).succeeded.connect(while_alive(self, self._counted))

    def carry_out(self) -> None:
        """Store what is shown, beside the window; it can be taken back as one step."""
        wanted = self.preview
        if wanted is None or not wanted.rows:
            return
        if wanted.base != self._session.open_book.head.seq:  # somebody wrote since: look again
            self.look()
            return
        work = partial(remap, self._session.open_book, wanted)
        job = self._session.run(work, _("Re-mapping ratings"), writes=True)
        job.succeeded.connect(partial(_tell, self._session, len(wanted.rows)))
        self.accept()

    def look(self) -> None:
        """Work out anew what would be done."""
        self.preview = None
        self.table.show_preview(None)
        self.summary.setText("")
        self._allow()
        old, new = self._chosen(self.source), self._chosen(self.target)
        if old is None or new is None:
            return
        self._complain(_falling_words() if self.mapping.falls() else "")
        mapping = self.mapping.mapping()
        work = partial(_work_out, self._session.open_book, old, new, mapping)
        self.task.start(work, _("Working out the new ratings"))

    def done(self, result: int) -> None:
        self.task.stop()
        super().done(result)

    # inside ------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.source.activated.connect(self._source_chosen)
        self.target.activated.connect(self._target_chosen)
        self.mapping.changed.connect(self.look)
        self.task.succeeded.connect(self._previewed)
        self.task.failed.connect(lambda error: self._complain(str(error)))
        self.task.stopped.connect(lambda: self._complain(_("Stopped; choose a step to go on.")))

    def _lay_out(self) -> None:
        inside = QWidget()
        lines = column(inside, spacing=10)
        lines.addLayout(self._make_choices())
        steps = Sheet(self.mapping)
        steps.setMinimumWidth(theme.scaled(300))
        split = beside(steps, self.table)
        split.setStretchFactor(1, 1)
        split.setSizes([340, 760])
        lines.addWidget(split, 1)
        for words in (self.summary, self.others, self.problem):
            lines.addWidget(words)
        whole = column(self, spacing=12, margin=20)
        whole.addWidget(Sheet(inside), 1)
        foot = row(spacing=12)
        foot.addWidget(button(_("Leave as they are"), self.reject))
        foot.addWidget(self.task, 1)
        self.doer = button(_("&Re-map"), self.carry_out, "primary", "check")
        foot.addWidget(self.doer)
        whole.addLayout(foot)

    def _make_choices(self) -> QHBoxLayout:
        across = row(spacing=12)
        for text, combo in (
            (_("Ratings under"), self.source),
            (_("become ratings under"), self.target),
        ):
            words = short_label(text)
            words.setBuddy(combo)
            combo.setAccessibleName(text)
            across.addWidget(words)
            across.addWidget(combo, 1)
        return across

    def _counted(self, counts: Counter[str]) -> None:
        """Offer the methods that rated something which another could rate as well."""
        self._counts = counts
        methods = self._methods()
        for method in methods:
            count = counts[method.id]
            if count and any(_fits(method, other) for other in methods):
                self.source.addItem(f"{version_text(method)}  •  {risks_text(count)}", method.id)
        place = self.source.findData(self._wanted[0])
        self.source.setCurrentIndex(max(place, 0) if self.source.count() else -1)
        if not self.source.count():
            self._complain(_("No method has ratings that another one could take over."))
            self._allow()
            return
        self._source_chosen()

    def _methods(self) -> list[Method]:
        ids = self._session.open_book.table(METHOD).ids()
        return [self._looks.method(key) for key in ids]

    def _chosen(self, combo: Combo) -> Method | None:
        key = combo.currentData()
        return self._looks.method(str(key)) if key else None

    def _source_chosen(self, _place: int = 0) -> None:
        """Offer the methods that can take over, the newest version of its family first."""
        old = self._chosen(self.source)
        assert old is not None
        self.target.clear()
        newest = versions_of(self._session.open_book, old.id)[-1].id
        found = [method for method in self._methods() if _fits(old, method)]
        found.sort(key=lambda method: method.id != newest)
        for method in found:
            self.target.addItem(version_text(method), method.id)
        place = self.target.findData(self._wanted[1])
        self.target.setCurrentIndex(max(place, 0))
        self._target_chosen()

    def _target_chosen(self, _place: int = 0) -> None:
        old, new = self._chosen(self.source), self._chosen(self.target)
        if old is not None and new is not None:
            self.mapping.show_methods(old, new)
            self.look()

    def _previewed(self, found: Sorted) -> None:
        self.preview = found.preview
        self.table.show_preview(found)
        counts = {key: len(found.rows[key]) for key in (UP, DOWN, SAME)}
        self.summary.setText(_("{up} go up, {down} go down, {same} stay.").format(**counts))
        self.others.setText(" ".join(self._other_words(found.preview)))
        self._allow()

    def _other_words(self, found: Preview) -> list[str]:
        others = sum(count for key, count in self._counts.items() if key != found.old.id)
        told = []
        if others:
            words = ngettext(
                "{count} risk has ratings under other methods or versions; they stay as they are.",
                "{count} risks have ratings under other methods or versions; "
                "they stay as they are.",
                others,
            )
            told.append(words.format(count=others))
        if found.left_out:
            words = ngettext(
                "{count} rating is off the old scales and stays as it is.",
                "{count} ratings are off the old scales and stay as they are.",
                found.left_out,
            )
            told.append(words.format(count=found.left_out))
        told.append(_("Earlier assessments stay; each new one says what it was before."))
        return told

    def _complain(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _allow(self) -> None:
        found = self.preview
        may = found is not None and bool(found.rows) and not self._session.read_only
        self.doer.setEnabled(may)


def offer_remapping(session: Session, new: str, parent: QWidget | None = None) -> None:
    """Show the dialog if an earlier version of a method has ratings that it could take over."""
    book = session.open_book
    versions = [record.id for record in versions_of(book, new) if record.id != new]
    if not versions or session.read_only:
        return

    def counted(counts: Counter[str]) -> None:
        rated = [key for key in versions if counts[key]]
        looks = Looks(book)
        rated = [key for key in rated if _fits(looks.method(key), looks.method(new))]
        if rated and session.book is book:
            RemapDialog(session, rated[-1], new, parent).open()

    owner = parent if parent is not None else session
    session.run(partial(_count, book)).succeeded.connect(while_alive(owner, counted))


def _fits(old: Method, new: Method) -> bool:
    return old.id != new.id and can_map(old, new)


def _work_out(book: Book, old: Method, new: Method, mapping: StepMap, progress: Progress) -> Sorted:
    return sort_out(preview(book, old, new, mapping, progress))


def _count(book: Book, _progress: Progress) -> Counter[str]:
    return rated_counts(book)


def _tell(session: Session, count: int, done: ChangeSet | None) -> None:
    if done is not None:
        text = ngettext("{count} rating was re-mapped.", "{count} ratings were re-mapped.", count)
        session.tell(text.format(count=count), _("Undo"), session.undo)


def _falling_words() -> str:
    return _("A higher step becomes a lower one than a step below it; is that meant?")
