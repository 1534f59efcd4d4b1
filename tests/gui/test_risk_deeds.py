"""A risk is accepted, rejected, closed and reopened by the buttons beside its status."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from gui.pages.detail import DetailPane
from gui.pages.record_page import RecordPage
from gui.picking.dialog import KEY, LibraryDialog
from gui.session import Session
from register import starter
from register.book import Book
from register.entities import CONTROL, RISK, RISK_OWNER, Risk
from register.entities.risk import CloseReason, RiskKind, RiskStatus, Strategy
from tests.gui.windows import on_screen


def pane(qtbot: QtBot, session: Session, **values: object) -> DetailPane:
    with session.change("Add"):
        session.open_book.table(RISK).save(
            Risk(id="x", number="R-900", title="Fire", **values)  # type: ignore[arg-type]
        )
    made = on_screen(qtbot, DetailPane(session, RISK))
    made.show_record("x")
    return made


def stored(session: Session) -> Risk:
    risk = session.open_book.table(RISK).get("x")
    assert risk is not None
    return risk


def offered(made: DetailPane) -> list[str]:
    deeds = made.deeds
    named = {
        "accept": deeds.accept,
        "reject": deeds.reject,
        "close": deeds.close,
        "reopen": deeds.reopen,
    }
    return [name for name, widget in named.items() if not widget.isHidden()]


def test_what_fits_the_status_is_offered(qtbot: QtBot, session: Session) -> None:
    made = pane(qtbot, session, status=RiskStatus.CANDIDATE)
    assert offered(made) == ["accept", "reject"]
    assert "decide" in made.deeds.line.text()
    made.deeds.accept.click()
    assert stored(session).status is RiskStatus.OPEN
    assert offered(made) == ["close"]
    assert made.deeds.line.isHidden()


def test_rejecting_asks_for_the_reason(qtbot: QtBot, session: Session) -> None:
    made = pane(qtbot, session, status=RiskStatus.CANDIDATE)
    dialog = made.deeds.ask_reject()
    dialog.carry_out()
    assert "Say why" in dialog.editors["reason"].problem
    dialog.editors["reason"].put("Known already")
    dialog.carry_out()
    assert stored(session).status is RiskStatus.REJECTED
    assert "Known already" in made.deeds.line.text()
    assert offered(made) == ["reopen"]


def test_closing_needs_a_reason_of_the_list_and_reopening_leads_to_the_rating(
    qtbot: QtBot, session: Session
) -> None:
    made = pane(qtbot, session)
    dialog = made.deeds.ask_close()
    dialog.carry_out()
    assert "Say why" in dialog.editors["close_reason"].problem
    dialog.editors["close_reason"].put("The cause is gone")
    dialog.editors["text"].put("The line was sold.")
    dialog.carry_out()
    assert stored(session).close_reason is CloseReason.CAUSE_GONE
    made.bar.setCurrentIndex(2)
    again = made.deeds.ask_reopen()
    again.editors["reason"].put("It was not sold after all")
    again.carry_out()
    assert stored(session).status is RiskStatus.OPEN
    assert made.tabs[made.bar.currentIndex()].key == "rating"
    assert "Reopened on" in made.deeds.line.text()


def test_status_and_strategy_offer_what_fits(qtbot: QtBot, session: Session) -> None:
    made = pane(qtbot, session, kind=RiskKind.OPPORTUNITY, strategy=Strategy.ENHANCE)
    form = made.form
    strategy, status = form.editors["strategy"], form.editors["status"]
    words = [strategy.combo.itemText(n) for n in range(strategy.combo.count())]  # type: ignore[attr-defined]
    assert words == ["", "Exploit", "Enhance", "Share", "Tolerate"]
    assert form.editors["consequence"].input.accessibleName() == "Benefit"
    assert status.combo.findText("Closed") == -1  # type: ignore[attr-defined]
    form.editors["kind"].put("Threat")
    form.editors["kind"].commit()
    assert strategy.text() == "Enhance"
    assert form.editors["consequence"].input.accessibleName() == "Consequence"


def test_action_owners_are_added_and_taken_away(qtbot: QtBot, sample: Session) -> None:
    made = on_screen(qtbot, DetailPane(sample, RISK))
    book: Book = sample.open_book
    risk = book.table(RISK).ids()[3]
    made.show_record(risk)
    made.bar.setCurrentIndex(made._form_place)
    chips = made.form.owners  # type: ignore[attr-defined]
    before = len(chips.rows)
    name = next(
        text for _id, text in sample.names("people").in_order()
        if text not in {chips._name(row) for row in chips.rows}
    )  # fmt: skip
    chips.editor.put(name)
    chips.editor.commit()
    assert len(chips.rows) == before + 1
    assert chips.editor.text() == ""
    assert "Action owners" in book.undo_label()
    chips.editor.put(name)
    chips.editor.commit()
    assert book.table(RISK_OWNER).count(risk=risk) == before + 1
    chips.remove(chips.rows[-1])
    assert book.table(RISK_OWNER).count(risk=risk) == before


def test_risks_are_picked_from_the_library(qtbot: QtBot, sample: Session) -> None:
    page = on_screen(qtbot, RecordPage(sample, RISK))
    dialog = LibraryDialog(sample, page)
    qtbot.addWidget(dialog)
    dialog.show()
    count = sample.open_book.table(RISK).count()
    assert not dialog.verb.isEnabled()
    dialog.filter.setText("provider change")
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() < len(starter.risks()))
    key = dialog.list.topLevelItem(0).data(0, KEY)  # type: ignore[union-attr]
    dialog.tick(key)
    dialog.tick(starter.risks()[-1].key)
    dialog.tick(starter.risks()[-1].key, on=False)
    assert dialog.verb.text() == "&Add 1 risk"
    dialog.carry_out()
    assert sample.open_book.table(RISK).count() == count + 1
    assert sample.open_book.table(CONTROL).find(title="")[:1] == []
    again = LibraryDialog(sample, page)
    qtbot.addWidget(again)
    texts = [
        again.list.topLevelItem(n).text(1)  # type: ignore[union-attr]
        for n in range(again.list.topLevelItemCount())
    ]
    assert texts.count("in the register") >= 1
