"""``restore FILE`` lists the snapshots; ``restore FILE --from N`` puts one in its place."""

from __future__ import annotations

import argparse
from pathlib import Path

from register import backup
from register.catalog import Catalog
from register.commands.speak import say
from register.errors import RegisterError
from register.i18n import N_, _, moment_text

HELP = N_("list or restore snapshots")


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", type=Path, help=_("the register"))
    parser.add_argument(
        "--from", dest="number", type=int, metavar="N", help=_("the snapshot to restore")
    )


def run(args: argparse.Namespace, catalog: Catalog) -> int:
    """Do it; returns the exit code."""
    found = backup.snapshots_of(args.file)
    if args.number is None:
        for n, item in enumerate(found, 1):
            say(f"{n}\t{moment_text(item.at)}\t{item.reason}\t{item.size}")
        if not found:
            say(_("There are no snapshots of “{name}”.").format(name=args.file.name))
        return 0
    if not 1 <= args.number <= len(found):
        raise RegisterError(_("There is no snapshot {number}.").format(number=args.number))
    aside = backup.restore(args.file, found[args.number - 1], catalog)
    say(
        _("“{name}” is as it was; the file it replaced is “{aside}”.").format(
            name=args.file.name, aside=aside.name
        )
    )
    return 0
