"""A list of 100,000 risks: open, sort, jump, filter; beside the bare queries."""

from __future__ import annotations

import os
import tracemalloc

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from gui.session import Session
from gui.tables import model as model_module
from gui.tables.model import RecordModel
from gui.tables.view import RecordView
from register import storage
from register.entities import RISK
from tests.benchmarks.big import CATALOG, big_register, own_folder
from tests.benchmarks.measure import interleaved, line

COUNT = 100_000
ROUNDS = 7
LIKE = " or ".join(
    f"{column} like ?"
    for column in ("number", "title", "cause", "event", "consequence", "controls")
)


def main() -> None:
    """Print one line a job; the model answers at once, so that its whole work is measured."""
    model_module.AT_ONCE = 2 * COUNT
    app = QApplication.instance() or QApplication([])
    with own_folder() as folder:
        book = big_register(folder / "list.muster", COUNT, rate=False)
        session = Session(CATALOG)
        session.attach(book)
        _jobs(session, app)
        session.detach()


def _jobs(session: Session, app: object) -> None:
    book = session.open_book
    model = RecordModel(session, RISK)
    view = RecordView(model)
    view.resize(1280, 800)
    view.show()
    QApplication.processEvents()

    def query(sql: str, *args: str) -> list[object]:
        return storage.fetch(book.reader(), sql, args)

    def painted() -> None:
        view.viewport().repaint()

    def opened() -> None:
        RecordModel(session, RISK).record(0)

    def sorted_by(key: str) -> None:
        model.sort_by(key, down=True)
        painted()

    def to_end() -> None:
        view.scrollToTop()
        painted()
        view.scrollToBottom()
        painted()

    ids = "select rowid from risks order by "
    found = interleaved(
        {
            "open": opened,
            "ids": lambda: query(f"{ids} length(number), number, rowid"),
            "sort level": lambda: sorted_by("current_level"),
            "ids by score": lambda: query(f"{ids} current_score desc, rowid"),
            "sort date": lambda: sorted_by("next_review"),
            "jump": to_end,
            "repaint": lambda: (painted(), painted()),
        },
        ROUNDS,
    )
    line("list of 100,000, open", found["open"], bare_query=found["ids"])
    line("list of 100,000, sort by level", found["sort level"], bare_query=found["ids by score"])
    line("list of 100,000, sort by date", found["sort date"], bare_query=found["ids by score"])
    line("list of 100,000, jump to the end and back", found["jump"], two_repaints=found["repaint"])
    _sort_text(session, model)
    _filter(model, query, painted)


def _sort_text(session: Session, model: RecordModel) -> None:
    """Print what the worker needs for the order of a text, first, and after some rows changed."""
    from gui.tables.texts import order_of_texts, renewed_order

    book, field = session.open_book, RISK.by_key["title"]
    kept = order_of_texts(book, RISK, field)
    some = kept.rowids[:1000:100]
    found = interleaved(
        {
            "first": lambda: order_of_texts(book, RISK, field),
            "then": lambda: renewed_order(kept, book, RISK, field, some),
        },
        3,
    )
    line("list of 100,000, first sort by title (off the window's thread)", found["first"])
    line("list of 100,000, sort by title after ten edits", found["then"])


def _filter(model: RecordModel, query, painted) -> None:  # type: ignore[no-untyped-def]
    from gui.tables.texts import filter_texts

    fields = model._searched()
    tracemalloc.start()
    texts = filter_texts(model.session.open_book, RISK, fields)
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    print(f"list of 100,000, filter texts: {size / 2**20:.0f} MB")
    del texts
    model.filter("数据")
    model.filter("")
    for word in ("数", "数据中心", "ransom", "编号77", "龘龘"):

        def typed(word: str = word) -> None:
            for end in range(1, len(word) + 1):
                model.filter(word[:end])
                painted()

        def like(word: str = word) -> None:
            for end in range(1, len(word) + 1):
                query(f"select rowid from risks where {LIKE}", *[f"%{word[:end]}%"] * 6)

        found = interleaved({"ours": typed, "like": like}, 5)
        keys = len(word)
        line(f"filter “{word}”, a key stroke", found["ours"] / keys, like=found["like"] / keys)
        model.filter("")


if __name__ == "__main__":
    main()
