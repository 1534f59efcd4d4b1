"""``binder FILE -o OUT.pdf``: print the contingency binder."""

from __future__ import annotations

import argparse
from pathlib import Path

from register import shelf
from register.binder.context import BinderOptions
from register.catalog import Catalog
from register.commands.speak import complain, progress
from register.i18n import N_, _

HELP = N_("print the contingency binder as PDF")


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", type=Path, help=_("the register"))
    parser.add_argument("-o", "--output", type=Path, required=True, help=_("the PDF to write"))
    parser.add_argument("--paper", choices=("A4", "Letter"), default="A4", help=_("paper size"))
    parser.add_argument("--holder", default="", help=_("who holds this copy"))
    parser.add_argument("--marking", default="", help=_("handling marking, such as Confidential"))


def run(args: argparse.Namespace, catalog: Catalog) -> int:
    """Do it; returns the exit code."""
    from register.binder.build import build_binder

    options = BinderOptions(paper=args.paper, holder=args.holder, marking=args.marking)
    with shelf.read_copy(args.file, catalog) as book:
        book.by = args.by
        report = build_binder(book, args.output, options, progress())
    if report.missing_glyphs:
        complain(
            _("The fonts lack these characters, printed as boxes: {characters}").format(
                characters=" ".join(report.missing_glyphs)
            )
        )
    return 0
