"""``export FILE OUT``: .xlsx one sheet a kind, .csv one kind, .json everything."""

from __future__ import annotations

import argparse
from pathlib import Path

from register import shelf
from register.catalog import Catalog
from register.commands.speak import progress
from register.i18n import N_, _

HELP = N_("export to .xlsx, .csv or .json")


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", type=Path, help=_("the register"))
    parser.add_argument("output", type=Path, help=_("the .xlsx, .csv or .json to write"))
    parser.add_argument("--kind", default=None, help=_("only these records, such as risks"))


def run(args: argparse.Namespace, catalog: Catalog) -> int:
    """Do it; returns the exit code."""
    from register.exchange.exporting import export_book

    with shelf.read_copy(args.file, catalog) as book:
        export_book(book, args.output, args.kind, progress())
    return 0
