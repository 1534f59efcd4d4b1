"""``new FILE [--sample]``: make a register; an existing file is refused."""

from __future__ import annotations

import argparse
from pathlib import Path

from register import shelf
from register.catalog import Catalog
from register.i18n import N_, _, current_language, today

HELP = N_("make a new register")


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", type=Path, help=_("the register to make"))
    parser.add_argument(
        "--sample", action="store_true", help=_("fill it with the example of Harbour Services")
    )


def run(args: argparse.Namespace, catalog: Catalog) -> int:
    """Do it; returns the exit code."""
    book = shelf.create(args.file, catalog, by=args.by, language=current_language())
    with book:
        if args.sample:
            from register.samples import build_sample

            build_sample(book, today())
    return 0
