"""``repair FILE -o NEW``: build a new register from what can be saved of a damaged one."""

from __future__ import annotations

import argparse
from pathlib import Path

from register import repair
from register.catalog import Catalog
from register.commands.speak import progress, say
from register.i18n import N_, _

HELP = N_("repair a register into a new file")


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", type=Path, help=_("the damaged register; it is not written"))
    parser.add_argument(
        "-o", "--output", type=Path, required=True, help=_("the new register to make")
    )


def run(args: argparse.Namespace, catalog: Catalog) -> int:
    """Do it; returns the exit code."""
    report = repair.repair(args.file, args.output, catalog, by=args.by, progress=progress())
    for line in report.lines(catalog):
        say(line)
    return 0
