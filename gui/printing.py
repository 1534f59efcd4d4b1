"""Prints the pages of a PDF through the system's dialog, on a thread with a way to stop it.

The pages are pictures at the printer's resolution; a PDF reader prints the file itself sharper.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from gui.pdf import POINTS, PdfFile
from gui.session import Session
from register.errors import Cancelled, RegisterError
from register.i18n import _, ngettext
from register.progress import Progress

MOST_DOTS = 300  # an inch; an A4 page is a picture of 26 MB then
Sizes = list[tuple[float, float]]


class _Kept(QObject):
    """Holds a printer until its dialog is gone, which looks at it to its very end."""

    def __init__(self, printer: QPrinter, window: QWidget) -> None:
        super().__init__(window)
        self.printer = printer


def printer_for(title: str, sizes: Sizes) -> QPrinter:
    """Return a printer set up for pages of these sizes (points)."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("Muster")
    printer.setFullPage(True)
    width, height = sizes[0] if sizes else (595.0, 842.0)
    lying = width > height
    paper = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point)
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, way, QMarginsF()))
    return printer


def ask_printer(
    session: Session, window: QWidget, data: bytes, title: str, sizes: Sizes
) -> QPrintDialog:
    """Open the system's dialog for a PDF; what is accepted there is printed."""
    printer = printer_for(title, sizes)
    dialog = QPrintDialog(printer, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(_("Print"))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.setMinMax(1, max(1, len(sizes)))
    kept = _Kept(printer, window)
    dialog.destroyed.connect(kept.deleteLater)
    dialog.accepted.connect(lambda *_printer: start(session, printer, data))
    QDialog.open(dialog)  # QPrintDialog hides it behind one of its own
    return dialog


def start(session: Session, printer: QPrinter, data: bytes) -> None:
    """Print a PDF on a thread, and say when it is with the printer."""
    job = session.run(partial(print_file, printer, data), _("Printing"))

    def tell(pages: int) -> None:
        text = ngettext("{count} page was printed.", "{count} pages were printed.", pages)
        session.tell(text.format(count=pages))

    job.succeeded.connect(tell)


def print_file(printer: QPrinter, data: bytes, progress: Progress) -> int:
    """Paint the pages that the printer asks for; returns how many.

    Raises RegisterError when the printer takes nothing, Cancelled through ``progress``.
    """
    with PdfFile(data) as pdf:
        pages = list(chosen_pages(printer, len(pdf.sizes)))
        painter = QPainter()
        if not painter.begin(printer):
            raise RegisterError(_("The printer does not answer; choose another or save the PDF."))
        try:
            for done, page in enumerate(pages):
                progress(done, len(pages), _("Printing page {page}").format(page=page + 1))
                if done:
                    printer.newPage()
                _paint(printer, painter, pdf, page)
        except Cancelled:
            printer.abort()
            raise
        finally:
            painter.end()
    return len(pages)


def chosen_pages(printer: QPrinter, count: int) -> Iterator[int]:
    """Yield the pages to print, from 0, in the printer's order and as often as it does not itself."""
    pages = list(_in_range(printer, count))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        yield from pages * copies
    else:
        yield from (page for page in pages for _copy in range(copies))


def _in_range(printer: QPrinter, count: int) -> Iterator[int]:
    ranges = printer.pageRanges()
    first, last = printer.fromPage(), printer.toPage()
    for page in range(1, count + 1):
        if not ranges.isEmpty():
            wanted = ranges.contains(page)
        elif printer.printRange() is QPrinter.PrintRange.PageRange and first:
            wanted = first <= page <= (last or count)
        else:
            wanted = True
        if wanted:
            yield page - 1


def _paint(printer: QPrinter, painter: QPainter, pdf: PdfFile, page: int) -> None:
    """Paint one page, as large as the paper and in its proportions."""
    dots = min(printer.resolution(), MOST_DOTS)
    picture = pdf.picture(page, dots / POINTS)
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    scale = min(paper.width() / picture.width(), paper.height() / picture.height())
    width, height = picture.width() * scale, picture.height() * scale
    left, top = (paper.width() - width) / 2, (paper.height() - height) / 2
    painter.drawImage(QRectF(left, top, width, height), picture)
