"""``heatmap FILE -o OUT``: save the heat map as PNG, SVG or PDF."""

from __future__ import annotations

import argparse
from pathlib import Path

from register import shelf
from register.catalog import Catalog
from register.entities.risk import Tier
from register.i18n import N_, _

HELP = N_("save the heat map as a picture")


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", type=Path, help=_("the register"))
    parser.add_argument(
        "-o", "--output", type=Path, required=True, help=_("the .png, .svg or .pdf to write")
    )
    parser.add_argument(
        "--tier",
        choices=[str(tier) for tier in Tier],
        default=str(Tier.CURRENT),
        help=_("which ratings to show"),
    )


def run(args: argparse.Namespace, catalog: Catalog) -> int:
    """Do it; returns the exit code."""
    from register.charts.drawing import save_figure
    from register.charts.from_book import heat_map_data
    from register.charts.heatmap import HeatMap

    with shelf.read_copy(args.file, catalog) as book:
        data = heat_map_data(book, Tier(args.tier))
        save_figure(HeatMap(data).figure, args.output)
    return 0
