"""One kind of records as CSV in UTF-8 with a mark, as spreadsheet programs expect it.

Text that a spreadsheet would take for a formula gets one leading apostrophe; numbers never do.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from register.exchange.out_columns import OutColumn
from register.exchange.workbook import cell_text
from register.files import whole_file
from register.i18n import _
from register.progress import Progress

_DANGEROUS = ("=", "+", "-", "@", "'", "\t", "\r")
_STEP = 1_000


def write_csv(
    path: Path, columns: Sequence[OutColumn], records: Sequence[Any], progress: Progress
) -> None:
    """Write the records whole or not at all; raises StorageError or Cancelled."""
    with (
        whole_file(path) as temporary,
        temporary.open("w", encoding="utf-8-sig", newline="") as out,
    ):
        writer = csv.writer(out)
        writer.writerow([_safe(column.heading) for column in columns])
        for done, record in enumerate(records):
            if done % _STEP == 0:
                progress(done, len(records), _("Exporting"))
            writer.writerow([_safe(column.value(record)) for column in columns])


def _safe(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_DANGEROUS) else value
    return cell_text(value) if isinstance(value, date | datetime) else value
