"""Which form the records of an entity get."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.forms.record_form import RecordForm
from gui.forms.risk_form import RiskForm
from gui.session import Session
from register.entities import CONTROL, RISK
from register.entity import AnyEntity

_ELSEWHERE = {CONTROL.table: ("state", "design", "operation")}
"""By table: the fields that stand under a tab of their own."""


def form_for(session: Session, entity: AnyEntity, parent: QWidget) -> RecordForm:
    """Return a new form; what is set by other parts of a risk's page is left out."""
    if entity is RISK:
        set_elsewhere = {field.key for field in entity.fields if field.read_only}
        return RiskForm(session, parent, without=set_elsewhere)
    return RecordForm(session, entity, parent, without=_ELSEWHERE.get(entity.table, ()))
