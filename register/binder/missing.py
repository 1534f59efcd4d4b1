"""The list of characters that the shipped fonts do not have, at the end of what is printed."""

from __future__ import annotations

import unicodedata

from register.binder.blocks import Paragraph, SectionTitle
from register.binder.canvas import BinderCanvas
from register.binder.flow import Flow
from register.binder.table import Column, Table
from register.i18n import _


def place_missing(canvas: BinderCanvas, flow: Flow) -> None:
    """Name what was drawn as a box, if anything was."""
    missing = canvas.missing()
    if not missing:
        return
    SectionTitle("missing", _("Characters that could not be printed")).place(flow)
    text = _("The shipped fonts do not have these characters; a box stands in their place.")
    Paragraph(text).place(flow)
    flow.space(8)
    columns = [Column(_("Character"), 1), Column(_("Code"), 2), Column(_("Name"), 7)]
    rows = ([c, f"U+{ord(c):04X}", unicodedata.name(c, "")] for c in missing)
    Table(columns, rows).place(flow)
