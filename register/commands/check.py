"""``check FILE``: 0 sound, 1 a register with faults, 2 missing, not a register, or newer."""

from __future__ import annotations

import argparse
from pathlib import Path

from register import check, shelf
from register.catalog import Catalog
from register.checking import run_checks
from register.commands.speak import progress, say
from register.errors import RegisterError
from register.i18n import N_, _, ngettext, today

HELP = N_("check a register for damage")


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", type=Path, help=_("the register to check"))
    parser.add_argument("--all", action="store_true", help=_("print the standing checks too"))


def run(args: argparse.Namespace, catalog: Catalog) -> int:
    """Do it; returns the exit code."""
    faults = check.check_file(args.file, catalog, progress())
    for fault in faults:
        say(fault.text)
    count = len(faults)
    if faults:
        say(ngettext("{count} fault", "{count} faults", count).format(count=count))
    else:
        say(_("“{name}” is sound.").format(name=args.file.name))
    if args.all:
        _say_findings(args.file, catalog)
    return 1 if faults else 0


def _say_findings(file: Path, catalog: Catalog) -> None:
    try:
        book = shelf.read_copy(file, catalog)
    except RegisterError as error:
        say(str(error))
        return
    with book:
        results = run_checks(book, today())
    for result in results:
        for finding in result.findings:
            say(f"{finding.severity}\t{finding.text}")
    waived = sum(len(result.waived) for result in results)
    if waived:
        text = ngettext("{count} finding is waived", "{count} findings are waived", waived)
        say(text.format(count=waived))
