"""The plans printed as reportlab's manual teaches it: what a binder costs when done naively."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph, Table
from reportlab.platypus.tableofcontents import TableOfContents

from tests.benchmarks.binder_content import (
    RISK_HEAD,
    RISK_SHARES,
    STEP_HEAD,
    STEP_SHARES,
    Section,
)

_EDGE = 48
_LOOK = [
    ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#F3F1EC")),
    ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.HexColor("#D5D1C8")),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("TOPPADDING", (0, 0), (-1, -1), 4),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
]


class _Numbered(Canvas):
    """Keeps every page, to write page x of y on it in the end."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for page in self._kept:
            self.__dict__.update(page)
            self.setFont("zh", 8)
            text = f"第 {self._pageNumber} 页，共 {len(self._kept)} 页"
            self.drawRightString(A4[0] - _EDGE, 20, text)
            Canvas.showPage(self)
        Canvas.save(self)


class _Document(BaseDocTemplate):
    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - reportlab's name
        key = getattr(flowable, "key", None)
        if key:
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(key, key, 0, 0)
            self.notify("TOCEntry", (0, escape(key), self.page, key))


def print_plans(plans: list[Section], font: Path, out: Path, title: str) -> int:
    """Print the plans; returns the number of pages."""
    pdfmetrics.registerFont(TTFont("zh", str(font)))
    body = ParagraphStyle("body", fontName="zh", fontSize=9.5, leading=15, wordWrap="CJK")
    styles = {
        "body": body,
        "cell": ParagraphStyle("cell", parent=body, fontSize=8.5, leading=12),
        "title": ParagraphStyle("title", parent=body, fontSize=19, leading=27, spaceAfter=8),
        "heading": ParagraphStyle("heading", parent=body, fontSize=12, leading=18, spaceBefore=16),
    }
    contents = TableOfContents()
    contents.levelStyles = [body]
    story: list[Any] = [contents, PageBreak()]
    for plan in plans:
        story += _plan(plan, styles)
    document = _Document(str(out), pagesize=A4, title=title)
    frame = Frame(_EDGE, _EDGE, A4[0] - 2 * _EDGE, A4[1] - 2 * _EDGE, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("page", [frame]))
    document.multiBuild(story, canvasmaker=_Numbered)
    return int(document.page)


def _plan(plan: Section, styles: dict[str, ParagraphStyle]) -> list[Any]:
    title: Any = Paragraph(escape(plan.title), styles["title"])
    title.key = plan.title
    return [
        title,
        Paragraph(escape(plan.scope), styles["body"]),
        Paragraph("处置步骤", styles["heading"]),
        _table([list(STEP_HEAD), *plan.steps], STEP_SHARES, styles["cell"]),
        Paragraph("相关风险", styles["heading"]),
        _table([list(RISK_HEAD), *plan.risks], RISK_SHARES, styles["cell"]),
        Paragraph(escape("联络 " + plan.team), styles["body"]),
        PageBreak(),
    ]


def _table(rows: list[list[str]], shares: tuple[int, ...], style: ParagraphStyle) -> Table:
    widths = [(A4[0] - 2 * _EDGE) * share / sum(shares) for share in shares]
    cells = [[Paragraph(escape(cell), style) for cell in row] for row in rows]
    return Table(cells, widths, repeatRows=1, style=_LOOK)
