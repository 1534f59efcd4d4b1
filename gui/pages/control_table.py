"""The controls of a risk: which there are, which side each lowers, and how strong it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.forms.keeping import save_field
from gui.pages.cell_model import CellModel
from gui.pages.fitted_table import FittedTable
from gui.session import Session
from register.entities import CONTROL, RISK_CONTROL, Control, RiskControl
from register.entities.treatment import SIDES, STRENGTHS, Strength
from register.fields import Field, Text
from register.i18n import N_, _, translated
from register.proposing import side_of
from register.treating import control_strength, linked_controls

SIDE = RISK_CONTROL.by_key["side"]
FIELDS = (
    Field("control", CONTROL.label, Text()),
    SIDE,
    Field("strength", N_("Strength"), Text()),
    CONTROL.by_key["state"],
)
WIDTHS = {"side": 88, "strength": 108, "state": 84}
_MARKS = {
    Strength.NONE: "○○○",
    Strength.WEAK: "●○○",
    Strength.ADEQUATE: "●●○",
    Strength.STRONG: "●●●",
}


def strength_text(strength: Strength) -> str:
    """Return a strength as marks and a word."""
    return f"{_MARKS[strength]} {translated(STRENGTHS[strength])}"


class ControlModel(CellModel):
    """The links of one risk to its controls."""

    open_keys = ("side",)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(session, FIELDS, parent)
        self._controls: dict[str, Control] = {}

    def read(self, owner: str) -> list[Any]:
        found = linked_controls(self.session.open_book, owner)
        self._controls = {link.id: control for link, control in found}
        return [link for link, _control in found]

    def control_of(self, link: RiskControl) -> Control:
        """Return the control of a row."""
        return self._controls[link.id]

    def text(self, record: Any, field: Field) -> str:
        control = self.control_of(record)
        if field.key == "control":
            return CONTROL.title(control)
        if field.key == "strength":
            return strength_text(control_strength(control))
        if field.key == "side":
            return translated(SIDES[side_of(control.kind, record.side)])
        return field.text(control)

    def put(self, record: Any, field: Field, text: str) -> None:
        side = SIDE.kind.parse(text)
        if side is not record.side:
            link = replace(record, side=side)
            save_field(self.session, RISK_CONTROL, record, field, link.side)


class ControlTable(FittedTable):
    """The controls of a risk."""

    def __init__(self, model: ControlModel, parent: QWidget | None = None) -> None:
        super().__init__(model, FIELDS, _("Controls"), WIDTHS, parent)
