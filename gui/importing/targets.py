"""What a column of a sheet can become, in the words and the order of the list to choose from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from register.entities import RISK
from register.entities.risk import TIERS, Tier
from register.exchange.mapping import CUSTOM, LEAVE_OUT
from register.i18n import _, translated

_FIELDS = (
    "number", "title", "status", "source", "cause", "event", "consequence", "category", "unit",
    "owner", "strategy", "controls", "measures", "raised_on", "next_review", "notes",
)  # fmt: skip
_RATED, _COMPARED = ("likelihood", "impact"), ("score", "level")
_SEPARATOR = "separator"  # Qt's word for a line in a list to choose from


def target_texts() -> list[tuple[str, str]]:
    """Return what a column can become, as (key of ColumnMapping.fields, words)."""
    found = [(CUSTOM, _("Custom field of its own")), (LEAVE_OUT, _("Leave out")), ("", "")]
    found += [(key, translated(RISK.by_key[key].label)) for key in _FIELDS]
    for tier in (Tier.CURRENT, Tier.INHERENT, Tier.RESIDUAL, Tier.TARGET):
        found += [("", ""), *_rating_texts(tier)]
    return [*found, ("", ""), ("id", _("Id of the record in Muster"))]


def _rating_texts(tier: Tier) -> list[tuple[str, str]]:
    found = [(f"{tier}_{part}", _label(tier, part)) for part in _RATED]
    compared = _("{field} (compared)")
    found += [(f"{tier}_{part}", compared.format(field=_label(tier, part))) for part in _COMPARED]
    name = translated(TIERS[tier])
    found.append((f"{tier}_assessed_on", _("{tier}: day of the rating").format(tier=name)))
    found.append((f"{tier}_rationale", _("{tier}: reasons of the rating").format(tier=name)))
    return found


def _label(tier: Tier, part: str) -> str:
    return translated(RISK.by_key[f"{tier}_{part}"].label)


def target_model() -> QStandardItemModel:
    """Return the targets for the combo boxes of all columns, with lines between the groups."""
    model = QStandardItemModel()
    for place, (key, text) in enumerate(target_texts()):
        item = QStandardItem(text)
        item.setData(key, Qt.ItemDataRole.UserRole)
        if not text and place:
            item.setData(None, Qt.ItemDataRole.UserRole)
            item.setData(_SEPARATOR, Qt.ItemDataRole.AccessibleDescriptionRole)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        model.appendRow(item)
    return model
