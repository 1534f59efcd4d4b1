"""Engines that print the same plans; each runs in a process of its own.

``python -m tests.benchmarks.binder_engines ENGINE PLANS OUT`` prints one JSON line.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

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


def ours(count: int, out: Path) -> int:
    """Print with the binder's own blocks: contents, outline, links, page x of y."""
    from register.binder.blocks import Heading, Paragraph, SectionTitle
    from register.binder.canvas import BinderCanvas
    from register.binder.contents import Contents, Entry
    from register.binder.flow import Flow, Layout
    from register.binder.styles import PAPERS
    from register.binder.table import Column, Table

    def columns(head: tuple[str, ...], shares: tuple[int, ...]) -> list[Column]:
        return [Column(text, share) for text, share in zip(head, shares, strict=True)]

    with out.open("wb") as file:
        canvas = BinderCanvas(file, PAPERS["A4"], "zh_CN")
        flow = Flow(canvas, Layout(PAPERS["A4"], running_left=TITLE))
        entries = [Entry(section.title, section.title) for section in sections(count)]
        Contents(entries).place(flow)
        for section in sections(count):
            for block in (
                SectionTitle(section.title, section.title),
                Paragraph(section.scope),
                Heading("处置步骤"),
                Table(columns(STEP_HEAD, STEP_SHARES), section.steps),
                Heading("相关风险"),
                Table(columns(RISK_HEAD, RISK_SHARES), section.risks),
                Paragraph("联络 " + section.team),
            ):
                block.place(flow)
        flow.finish()
        canvas.save()
    return flow.page


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


ENGINES = {"ours": ours, "raw": raw, "platypus": platypus}


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
