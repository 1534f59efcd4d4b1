"""The plans printed by other programs, where they are installed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pypdfium2

from tests.benchmarks.binder_content import (
    RISK_HEAD,
    RISK_SHARES,
    STEP_HEAD,
    STEP_SHARES,
    Section,
)

_TYPST_HEAD = """
#set page(paper: "a4", margin: 48pt, footer: context align(center,
  [第 #counter(page).display() 页，共 #counter(page).final().first() 页]))
#set text(font: "Noto Sans SC", size: 9.5pt, lang: "zh")
#set table(stroke: (bottom: 0.5pt + rgb("#D5D1C8")), inset: 4pt)
#outline()
"""
_OFFICE = (
    '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.3" '
    'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
)


def print_with_typst(plans: list[Section], fonts: Path, out: Path) -> int:
    """Print with the typst compiler; returns the number of pages."""
    import typst  # type: ignore[import-not-found, unused-ignore]

    source = out.with_suffix(".typ")
    source.write_text(_TYPST_HEAD + "\n".join(map(_typst_plan, plans)), encoding="utf-8")
    typst.compile(str(source), output=str(out), font_paths=[str(fonts)])
    return _pages(out)


def _typst_plan(plan: Section) -> str:
    parts = [
        f"#pagebreak()\n#heading({_typst_text(plan.title)})",
        f"#text({_typst_text(plan.scope)})",
        '#heading(level: 2, outlined: false, "处置步骤")',
        _typst_table(STEP_HEAD, STEP_SHARES, plan.steps),
        '#heading(level: 2, outlined: false, "相关风险")',
        _typst_table(RISK_HEAD, RISK_SHARES, plan.risks),
        f"#text({_typst_text('联络 ' + plan.team)})",
    ]
    return "\n\n".join(parts)


def _typst_table(head: tuple[str, ...], shares: tuple[int, ...], rows: list[list[str]]) -> str:
    columns = ", ".join(f"{share}fr" for share in shares)
    header = ", ".join(map(_typst_text, head))
    cells = ", ".join(_typst_text(cell) for row in rows for cell in row)
    size = "#text(size: 8.5pt)"
    return f"{size}[#table(columns: ({columns}), table.header({header}), {cells})]"


def _typst_text(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def print_with_libreoffice(plans: list[Section], out: Path) -> int:
    """Print with LibreOffice Writer; returns the number of pages."""
    source = out.with_suffix(".fodt")
    body = "".join(part for plan in plans for part in _office_plan(plan))
    text = f"{_OFFICE}{body}</office:text></office:body></office:document>"
    source.write_text(text, encoding="utf-8")
    profile = f"-env:UserInstallation=file://{out.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(out.parent), str(source)], check=True, capture_output=True)
    return _pages(out)


def _office_plan(plan: Section) -> Iterator[str]:
    yield f'<text:h text:outline-level="1">{escape(plan.title)}</text:h>'
    yield _office_paragraph(plan.scope)
    yield _office_table([list(STEP_HEAD), *plan.steps])
    yield _office_table([list(RISK_HEAD), *plan.risks])
    yield _office_paragraph("联络 " + plan.team)


def _office_table(rows: list[list[str]]) -> str:
    lines = (
        "<table:table-row>"
        + "".join(f"<table:table-cell>{_office_paragraph(cell)}</table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    return f"<table:table>{columns}{''.join(lines)}</table:table>"


def _office_paragraph(text: str) -> str:
    return f"<text:p>{escape(text)}</text:p>"


def _pages(pdf: Path) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)
