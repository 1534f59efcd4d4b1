"""Engines that print the same plans; each runs in a process of its own.

``python -m tests.benchmarks.binder_engines ENGINE PLANS OUT`` prints one JSON line.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.benchmarks.binder_content import (
    RISK_HEAD,
    RISK_SHARES,
    STEP_HEAD,
    STEP_SHARES,
    sections,
)

FONT = Path("resources/fonts/NotoSansSC-Regular.ttf")
TITLE = "业务连续性预案手册 Contingency binder"
WIDTH, HEIGHT, EDGE = 595.28, 841.89, 48.0


def ours(count: int, out: Path, page_limit: int = 0) -> int:
    """Print with the binder's own blocks: contents, outline, links, page x of y."""
    from register.binder.canvas import BinderCanvas
    from register.binder.flow import Flow, Layout, PageLimitReached
    from register.binder.styles import PAPERS

    with out.open("wb") as file:
        canvas = BinderCanvas(file, PAPERS["A4"], "zh_CN")
        layout = Layout(PAPERS["A4"], running_left=TITLE, page_limit=page_limit)
        flow = Flow(canvas, layout)
        with suppress(PageLimitReached):
            for block in _blocks(count):
                block.place(flow)
        flow.finish()
        canvas.save()
    return flow.page


def _blocks(count: int) -> Iterator[Any]:
    from register.binder.blocks import Heading, Paragraph, SectionTitle
    from register.binder.contents import Contents, Entry
    from register.binder.table import Column, Table

    yield Contents([Entry(section.title, section.title) for section in sections(count)])
    steps = [Column(*pair) for pair in zip(STEP_HEAD, STEP_SHARES, strict=True)]
    risks = [Column(*pair) for pair in zip(RISK_HEAD, RISK_SHARES, strict=True)]
    for section in sections(count):
        yield SectionTitle(section.title, section.title)
        yield Paragraph(section.scope)
        yield Heading("处置步骤")
        yield Table(steps, section.steps)
        yield Heading("相关风险")
        yield Table(risks, section.risks)
        yield Paragraph("联络 " + section.team)


def preview(count: int, out: Path) -> int:
    """Print the first pages only, and turn the first into a picture."""
    import pypdfium2

    pages = ours(count, out, page_limit=20)
    with pypdfium2.PdfDocument(out) as document:
        document[0].render(scale=1.5).to_pil()
    return pages


def raw(count: int, out: Path) -> int:
    """Write PDF bytes by hand: wrapped text and rules, one font, nothing else. The limit."""
    from tests.benchmarks.binder_raw import RawPdf

    pdf = RawPdf(FONT, (WIDTH, HEIGHT), EDGE)
    for section in sections(count):
        pdf.new_page()
        pdf.text(section.title, 19, 27)
        pdf.text(section.scope, 9.5, 15)
        pdf.text("处置步骤", 12, 18)
        pdf.table([list(STEP_HEAD), *section.steps], STEP_SHARES)
        pdf.text("相关风险", 12, 18)
        pdf.table([list(RISK_HEAD), *section.risks], RISK_SHARES)
        pdf.text("联络 " + section.team, 9.5, 15)
    return pdf.save(out)


def platypus(count: int, out: Path) -> int:
    """Print as reportlab's manual teaches: Platypus, multiBuild for contents, counted pages."""
    from tests.benchmarks.binder_platypus import print_plans

    return print_plans(list(sections(count)), FONT, out, TITLE)


def typst(count: int, out: Path) -> int:
    """Print with typst, with contents, outline and page x of y."""
    from tests.benchmarks.binder_peers import print_with_typst

    return print_with_typst(list(sections(count)), FONT.parent, out)


def libreoffice(count: int, out: Path) -> int:
    """Print with LibreOffice Writer from a flat document, without contents."""
    from tests.benchmarks.binder_peers import print_with_libreoffice

    return print_with_libreoffice(list(sections(count)), out)


ENGINES: dict[str, Callable[[int, Path], int]] = {
    "ours": ours,
    "preview": preview,
    "raw": raw,
    "platypus": platypus,
    "typst": typst,
    "libreoffice": libreoffice,
}


def peak_mb() -> float:
    """Return the most memory this process has held."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    engine, count, out = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    start = time.perf_counter()
    pages = ENGINES[engine](count, out)
    seconds = time.perf_counter() - start
    print(json.dumps({"pages": pages, "seconds": seconds, "peak": peak_mb()}))


if __name__ == "__main__":
    main()
