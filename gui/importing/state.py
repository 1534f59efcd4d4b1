"""What was chosen so far in an import; whatever is not chosen stays a guess."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from register.entities.risk import Tier
from register.errors import ImportFileError
from register.exchange import saved_mappings
from register.exchange.layout import Layout, find_layout
from register.exchange.looking import SeenColumn, guess_layout, has_title, layout_of, see
from register.exchange.mapping import ColumnMapping
from register.exchange.saved_mappings import SavedMapping
from register.exchange.workbook import Sheet, Workbook, column_name
from register.i18n import _
from register.progress import Progress
from register.scoring import Method


class ReadFile:
    """A file that was read, and where its risks seem to stand; made on a worker."""

    def __init__(self, path: Path, progress: Progress) -> None:
        """Raise ImportFileError when the file cannot be read or holds no rows."""
        from register.exchange.reading import read_workbook

        self.path = path
        self.workbook: Workbook = read_workbook(path, progress)
        self.guess: Layout | None = None
        if not self.workbook.document:
            self.guess = guess_layout(self.workbook)
            if not any(sheet.rows for sheet in self.workbook.sheets):
                raise _refusal(self.workbook)


def _refusal(workbook: Workbook) -> ImportFileError:
    try:
        find_layout(workbook)
    except ImportFileError as error:
        return error
    raise AssertionError("a workbook without rows was laid out")


class ImportState:
    """The choices of one import; each step of the dialog reads and changes them."""

    def __init__(self, method: Method) -> None:
        self.method = method
        self.read: ReadFile | None = None
        self.layout: Layout | None = None
        self.tier = str(Tier.CURRENT)
        self.fields: dict[int, str] = {}
        self.steps: dict[int, Mapping[str, int]] = {}
        self.from_saved: set[int] = set()  # columns whose field a saved mapping names
        self.saved: SavedMapping | None = None

    @property
    def workbook(self) -> Workbook:
        """The workbook that was read."""
        assert self.read is not None
        return self.read.workbook

    @property
    def table(self) -> Layout:
        """The layout in use."""
        assert self.layout is not None
        return self.layout

    @property
    def is_document(self) -> bool:
        """Whether the file is a register of ours, which needs no mapping."""
        return self.read is not None and bool(self.read.workbook.document)

    def take(self, read: ReadFile) -> None:
        """Begin with a file that was read."""
        self.read, self.layout = read, None
        self.forget_choices()
        if read.workbook.document:
            return
        self.layout = read.guess
        if self.layout is None:
            self.layout = layout_of(
                read.workbook, next(sheet for sheet in read.workbook.sheets if sheet.rows)
            )
        self.use(saved_mappings.fitting(self.layout.columns))

    def choose_table(self, sheet: Sheet, header: int = 0) -> None:
        """Take another sheet, or another row of it for the headings; 0 guesses the row."""
        layout = layout_of(self.workbook, sheet, header)
        if self.layout is not None and layout == self.layout:
            return
        self.layout = layout
        self.forget_choices()
        self.use(saved_mappings.fitting(layout.columns))

    def is_guessed(self, sheet: Sheet, header: int = 0) -> bool:
        """Tell whether a sheet, or a row of it, is where the risks seem to stand."""
        guess = self.read.guess if self.read is not None else None
        return guess is not None and guess.sheet is sheet and (not header or guess.header == header)

    # columns -----------------------------------------------------------------------------

    def forget_choices(self) -> None:
        """Go back to what is guessed of the columns."""
        self.fields, self.steps, self.from_saved, self.saved = {}, {}, set(), None
        self.tier = str(Tier.CURRENT)

    def use(self, saved: SavedMapping | None) -> None:
        """Take the columns as a saved mapping has them, or as they are guessed."""
        self.forget_choices()
        if saved is not None:
            self.saved = saved
            self.tier = saved.tier
            self.fields, self.steps = saved.on(self.table.columns)
            self.from_saved = set(self.fields)

    def choose_field(self, column: int, target: str) -> None:
        """Map a column to a field."""
        self.fields[column] = target
        self.from_saved.discard(column)

    def choose_step(self, column: int, word: str, step: int) -> None:
        """Read a word of a rating column as a step of the scale, 0 for none."""
        self.steps[column] = {**self.steps.get(column, {}), word: step}

    def keep(self, name: str) -> None:
        """Keep the mapping under a name; raises StorageError."""
        saved = saved_mappings.named(name, self.table.columns, self.mapping())
        saved_mappings.keep(saved)
        self.saved, self.from_saved = saved, set(self.fields)

    def mapping(self) -> ColumnMapping:
        """Return what the import is to be planned with."""
        if self.layout is None:
            return ColumnMapping()
        layout = self.layout
        return ColumnMapping(layout.sheet.name, layout.header, self.tier, self.fields, self.steps)

    def columns(self) -> list[SeenColumn]:
        """Return every column as it would be read."""
        csv = self.workbook.kind == "csv"
        return see(self.table, self.mapping(), self.method, csv=csv)


def problem_of(columns: list[SeenColumn]) -> str:
    """Return what is wrong with a mapping, in one sentence, or ""."""
    for column in columns:
        if column.double >= 0:
            text = _("Columns {one} and {other} hold the same field; choose another for one.")
            one, other = column_name(column.double), column_name(column.index)
            return text.format(one=one, other=other)
    if not has_title(columns):
        return _("No column is the title of the risks; choose the one that names them.")
    return ""
