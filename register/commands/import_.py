"""``import FILE SHEET``: bring risks in from a spreadsheet, CSV or JSON as one change, or none."""

from __future__ import annotations

import argparse
from pathlib import Path

from register import shelf
from register.catalog import Catalog
from register.commands.speak import complain, progress, say
from register.entities.risk import Tier
from register.exchange.plan import ImportPlan, Verdict
from register.i18n import N_, _

COUNTED = {
    Verdict.NEW: "new",
    Verdict.CHANGED: "changed",
    Verdict.SAME: "same",
    Verdict.PROBLEM: "problems",
}
HELP = N_("import a spreadsheet, CSV or JSON file")


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", type=Path, help=_("the register"))
    parser.add_argument("sheet", type=Path, help=_("the file to import"))
    parser.add_argument(
        "--tier",
        choices=[str(tier) for tier in Tier],
        default=str(Tier.CURRENT),
        help=_("the tier of ratings whose headings name none"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only tell what would be done"))
    parser.add_argument(
        "--skip-problems", action="store_true", help=_("leave out the rows that have problems")
    )


def _counts(plan: ImportPlan) -> str:
    """Return the line that scripts read: the counts never change with the language."""
    line = ", ".join(f"{word} {plan.count(verdict)}" for verdict, word in COUNTED.items())
    return line + ", " + _("no change") if plan.changes_nothing else line


def run(args: argparse.Namespace, catalog: Catalog) -> int:
    """Do it; returns the exit code: 1 when problems stopped the import."""
    from register.exchange.applying import apply_import
    from register.exchange.planning import plan_import
    from register.exchange.reading import read_workbook

    meter = progress()
    workbook = read_workbook(args.sheet, meter)
    opened = (
        shelf.read_copy(args.file, catalog)
        if args.dry_run
        else shelf.open_book(args.file, catalog, by=args.by)
    )
    with opened as book:
        plan = plan_import(book, workbook, tier=args.tier, progress=meter)
        stopped = plan.has_problems and not args.skip_problems
        if not args.dry_run and not stopped:
            apply_import(book, plan, meter, skip_problems=args.skip_problems)
    say(_counts(plan))
    for scale in plan.scales:
        if scale.words:
            complain(scale.line())
    for remark in plan.all_remarks():
        complain(remark.line())
    return int(stopped)
