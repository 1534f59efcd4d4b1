"""Pages go to a printer as they are shown: the chosen ones, and a task that can be stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from gui.lists.print_dialog import PrintListDialog
from gui.main_window import MainWindow
from gui.pages.binder import BinderPage
from gui.pdf import PdfFile
from gui.printing import chosen_pages, print_file, printer_for
from gui.session import Session
from register.errors import Cancelled
from register.progress import silent
from tests.gui.windows import on_screen


@pytest.fixture
def page(sample: Session, qtbot: QtBot) -> Iterator[BinderPage]:
    made = on_screen(qtbot, BinderPage(sample), 1000, 640)
    qtbot.waitUntil(made._print_button.isEnabled, timeout=30_000)
    qtbot.waitUntil(lambda: made.view._sheet.count > 8, timeout=10_000)
    yield made
    qtbot.waitUntil(lambda: not sample._jobs, timeout=20_000)


def _to_file(path: Path, sizes: list[tuple[float, float]]) -> QPrinter:
    printer = printer_for("Test", sizes)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(72)
    return printer


def test_only_the_chosen_pages_are_painted(page: BinderPage, tmp_path: Path) -> None:
    assert page._made is not None
    data = page._made.read_bytes()
    printer = _to_file(tmp_path / "out.pdf", page.reader.sizes)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 4)
    assert print_file(printer, data, silent) == 3
    with PdfFile((tmp_path / "out.pdf").read_bytes()) as printed:
        assert len(printed.sizes) == 3
        assert printed.sizes[0] == pytest.approx(page.reader.sizes[0], abs=2)
        assert printed.picture(0, 0.2).pixelColor(3, 3).name() == "#ffffff"


def test_order_and_copies_are_those_of_the_printer() -> None:
    printer = printer_for("Test", [(595, 842)])
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert list(chosen_pages(printer, 3)) == [2, 1, 0]
    printer.setPageOrder(QPrinter.PageOrder.FirstPageFirst)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(3, 9)
    assert list(chosen_pages(printer, 4)) == [2, 3]


def test_lying_pages_are_printed_lying() -> None:
    layout = printer_for("List", [(842, 595)]).pageLayout()
    assert layout.orientation() is QPageLayout.Orientation.Landscape


def test_stopped_printing_ends_at_once(page: BinderPage, tmp_path: Path) -> None:
    assert page._made is not None
    seen: list[int] = []

    def stop(done: int, _total: int, _note: str = "") -> None:
        seen.append(done)
        if done == 1:
            raise Cancelled

    printer = _to_file(tmp_path / "out.pdf", page.reader.sizes)
    with pytest.raises(Cancelled):
        print_file(printer, page._made.read_bytes(), stop)
    assert seen == [0, 1]


def test_dialog_of_the_system_is_opened_and_does_not_block(page: BinderPage, qtbot: QtBot) -> None:
    dialog = page.print_pages()
    assert isinstance(dialog, QPrintDialog)
    assert dialog.isVisible()
    assert dialog.maxPage() == len(page.reader.sizes)
    dialog.reject()


def test_what_the_dialog_accepts_is_printed(
    page: BinderPage, sample: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = page.print_pages()
    assert isinstance(dialog, QPrintDialog)
    target = tmp_path / "printed.pdf"
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(1, 1)
    with qtbot.waitSignal(sample.told, timeout=20_000) as told:
        dialog.accepted.emit(printer)
    assert not told.args[0].problem
    assert target.read_bytes().startswith(b"%PDF")
    dialog.reject()


def test_access_key_of_a_button_that_waits_is_not_typed(page: BinderPage, qtbot: QtBot) -> None:
    line = page.choices.holder
    qtbot.keyClicks(line, "Gate house")
    qtbot.keyClick(line, "s", Qt.KeyboardModifier.AltModifier)
    assert line.text() == "Gate house"


def test_binder_is_saved_under_the_name_of_the_register(
    page: BinderPage, sample: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    asked = page.ask_where()
    assert isinstance(asked, QFileDialog)
    name = Path(asked.selectedFiles()[0]).name
    assert name.startswith(sample.open_book.about.title.split()[0])
    assert name.endswith(".pdf")
    asked.reject()
    with qtbot.waitSignal(sample.told):
        page.save(tmp_path / "binder.pdf")
    assert (tmp_path / "binder.pdf").read_bytes().startswith(b"%PDF")


def test_choices_are_kept_for_the_register(page: BinderPage, sample: Session, qtbot: QtBot) -> None:
    page.choices.holder.setText("Night desk")
    page.choices.holder.textEdited.emit("Night desk")
    page.choices.duplex.setChecked(False)
    key, box = next(iter(page.choices.parts.items()))
    box.setChecked(False)
    again = BinderPage(sample)
    qtbot.addWidget(again)
    options = again.choices.options()
    assert (options.holder, options.duplex) == ("Night desk", False)
    assert options.parts is not None
    assert key not in options.parts
    qtbot.waitUntil(page._print_button.isEnabled, timeout=30_000)


def test_keys_lead_through_the_pages(page: BinderPage, qtbot: QtBot) -> None:
    view, bar = page.view, page.view.verticalScrollBar()
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert bar.value() == 0
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    before = view._sheet._scale
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view._sheet._scale > before
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view._sheet._scale == pytest.approx(before, rel=0.1)


def test_one_can_go_to_a_page_and_to_a_part(page: BinderPage, qtbot: QtBot) -> None:
    reader = page.reader
    reader.page.setText("3")
    qtbot.keyClick(reader.page, Qt.Key.Key_Return)
    assert page.view.verticalScrollBar().value() == page.view._sheet.top_of(2) - 16
    qtbot.waitUntil(lambda: reader.parts.count() >= 4)
    last = reader.parts.count() - 1
    reader.parts.setCurrentIndex(last)
    reader.parts.activated.emit(last)
    assert reader.page.text() == str(reader.parts.itemData(last))


def test_print_of_the_menu_prints_the_binder_where_it_is_shown(
    sample: Session, qtbot: QtBot
) -> None:
    window = on_screen(qtbot, MainWindow(sample))
    window.go("binder")
    asked = []
    assert window.page is not None
    window.page.prints = lambda: asked.append("binder")
    window.deeds.print_list()
    assert asked == ["binder"]
    window.go("risks")
    window.deeds.print_list()
    dialog = window.findChild(PrintListDialog)
    assert dialog is not None
    dialog.print()
    qtbot.waitUntil(lambda: window.findChild(QPrintDialog) is not None, timeout=20_000)
    window.findChild(QPrintDialog).reject()
    qtbot.waitUntil(lambda: not sample._jobs, timeout=20_000)


def test_text_is_found_in_the_pages(qtbot: QtBot, page: BinderPage) -> None:
    page.find_text()
    finder = page.reader.finder
    finder.line.setText("CRISIS command")
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: finder.count.text().startswith("1 of "), timeout=10_000)
    hits = page.view._sheet.hits
    first = page.view.verticalScrollBar().value()
    qtbot.waitUntil(lambda: not page.view._is_looking, timeout=20_000)
    assert len(hits) > 3
    assert [hit.page for hit in hits] == sorted(hit.page for hit in hits)
    for _n in range(3):
        qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    assert finder.count.text() == f"4 of {len(hits)}"
    assert page.view.verticalScrollBar().value() >= first
    qtbot.keyClick(finder.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert finder.count.text() == f"3 of {len(hits)}"
    qtbot.keyClick(finder.line, Qt.Key.Key_Escape)
    assert page.view._sheet.hits == []
    assert finder.isHidden()


def test_text_that_is_nowhere_is_said_to_be_so(qtbot: QtBot, page: BinderPage) -> None:
    page.find_text()
    finder = page.reader.finder
    finder.line.setText("no such words anywhere")
    qtbot.waitUntil(lambda: finder.count.text() == "Not found", timeout=20_000)
