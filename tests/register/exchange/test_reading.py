"""Spreadsheets of every sort, and the bad ones: X01 to X20 of the corpus."""

from __future__ import annotations

import os
import random
import time
import warnings
import zipfile
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest

from register.errors import Cancelled, ImportFileError
from register.exchange import limits
from register.exchange.layout import find_layout
from register.exchange.reading import read_workbook
from register.exchange.workbook import cell_name, cell_text
from tests.register.exchange.makers import (
    compound,
    inline,
    raw_xlsx,
    write_ods,
    write_xls,
    write_xlsx,
)

HEAD = ["Title", "Likelihood", "Impact"]


def refusal(path: Path) -> str:
    with pytest.raises(ImportFileError) as caught:
        find_layout(read_workbook(path))
    text = str(caught.value)
    assert path.name in text
    assert "\n" not in text
    return text


def test_rows_keep_their_numbers_and_columns(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [[], [], ["", "", "x", 4, 4.5, True], [], ["y"]])
    rows = read_workbook(path).sheets[0].rows
    assert [(row.number, [cell for cell in row.cells if cell != ""]) for row in rows] == [
        (3, ["x", 4.0, 4.5, True]),
        (5, ["y"]),
    ]
    assert rows[0].cells[2] == "x"


def test_a_sheet_that_begins_far_right_keeps_its_columns(tmp_path: Path) -> None:
    rows = read_workbook(raw_xlsx(tmp_path / "a.xlsx", inline("D7", "x"))).sheets[0].rows
    assert rows[0].number == 7
    assert rows[0].cells == ("", "", "", "x")


def test_xls_and_ods_are_read_and_the_ending_is_not_believed(tmp_path: Path) -> None:
    xls = write_xls(tmp_path / "a.xlsx", [["Title", "L"], ["风险", 4.0]])
    ods = write_ods(tmp_path / "a.csv", [["Title", "L"], ["风险", "4"]])
    assert read_workbook(xls).kind == "xls"
    assert read_workbook(xls).sheets[0].rows[1].cells == ("风险", 4.0)
    assert read_workbook(ods).kind == "ods"
    assert read_workbook(ods).sheets[0].rows[1].cells == ("风险", "4")


def test_days_come_as_days_in_both_calendars(tmp_path: Path) -> None:
    rows = [HEAD, ["x", date(2026, 3, 31), datetime(2026, 3, 31, 14, 30)]]  # noqa: DTZ001
    for options in ({}, {"date_1904": True}):
        book = read_workbook(write_xlsx(tmp_path / "a.xlsx", rows, **options))
        cells = book.sheets[0].rows[1].cells
        assert cells[1] == date(2026, 3, 31)
        assert book.epoch_1904 is bool(options)


def test_cell_texts_are_as_people_write_them() -> None:
    assert [cell_text(value) for value in (4.0, 4.5, True, None, date(2026, 3, 1))] == [
        "4",
        "4.5",
        "TRUE",
        "",
        "2026-03-01",
    ]
    assert cell_text(datetime(2026, 3, 1, 9, 5)) == "2026-03-01 09:05"  # noqa: DTZ001
    assert cell_text(float("inf")) == "inf"
    assert cell_name(7, 2) == "C7"
    assert cell_name(1, 701) == "ZZ1"


def test_a_missing_an_empty_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    assert "does not exist" in refusal(tmp_path / "none.xlsx")
    empty = tmp_path / "empty.xlsx"
    empty.touch()
    assert "empty" in refusal(empty)
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(limits.FILE_BYTES + 1)
    assert "50 MB" in refusal(huge)
    assert "not a file" in refusal(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert "not a file" in refusal(tmp_path / "pipe.csv")


def test_x01_x02_what_unpacks_to_far_too_much_is_refused_before_unpacking(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    assert "unpacks to far more" in refusal(path)


def test_x03_x04_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    path = raw_xlsx(tmp_path / "a.xlsx", "")
    entities = [f'<!ENTITY e SYSTEM "{secret.as_uri()}">', '<!ENTITY a0 "aaaaaaaaaa">']
    entities += [f'<!ENTITY a{n} "' + f"&a{n - 1};" * 10 + '">' for n in range(1, 9)]
    doctype = f"<!DOCTYPE w [{''.join(entities)}]>"
    parts = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    body = inline("A1", "Title &e;") + inline("A2", "&a8;")
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = doctype.encode() + parts[sheet].replace(
        b"<sheetData>", b"<sheetData>" + body.encode()
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    try:
        cells = str(read_workbook(path).sheets)
    except ImportFileError:
        cells = ""
    assert "secret words" not in cells
    assert len(cells) < 10_000


def test_x05_a_sheet_that_claims_billions_of_cells_kills_only_the_child(tmp_path: Path) -> None:
    path = raw_xlsx(tmp_path / "a.xlsx", inline("A1", "Title") + inline("XFD1048576", "x"))
    started = time.monotonic()
    assert refusal(path) == "“a.xlsx” cannot be read: its sheet claims too many cells."
    assert time.monotonic() - started < limits.CHILD_SECONDS


def test_a_sheet_that_claims_a_million_rows_is_not_expanded(tmp_path: Path) -> None:
    path = raw_xlsx(
        tmp_path / "a.xlsx",
        inline("A1", "x") + inline("A1048576", "y"),
        dimension="A1:XFD1048576",
    )
    assert [row.number for row in read_workbook(path).sheets[0].rows] == [1, 1_048_576]


def test_x06_a_merge_over_the_whole_sheet_is_harmless(tmp_path: Path) -> None:
    merge = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    path = raw_xlsx(tmp_path / "a.xlsx", inline("A1", "Title") + inline("A2", "x"), extra=merge)
    assert len(find_layout(read_workbook(path)).rows) == 1


def test_x07_a_broken_shared_string_is_a_sentence(tmp_path: Path) -> None:
    path = raw_xlsx(tmp_path / "a.xlsx", '<row r="1"><c r="A1" t="s"><v>99</v></c></row>')
    assert "damaged" in refusal(path)


def test_x08_formulas_without_a_value_and_error_cells_are_named(tmp_path: Path) -> None:
    cells = (
        '<row r="2"><c r="A2"><f>1+1</f></c><c r="B2"><f>1+1</f><v>2</v></c>'
        '<c r="C2" t="e"><v>#REF!</v></c><c r="D2"><f>A1</f><v></v></c></row>'
    )
    book = read_workbook(raw_xlsx(tmp_path / "a.xlsx", inline("A1", "Title") + cells))
    assert book.unread == (("S1", "A2"), ("S1", "C2"), ("S1", "D2"))


def test_x09_text_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["Title"], ["=cmd|' /C calc'!A0"]])
    assert read_workbook(path).sheets[0].rows[1].cells == ("=cmd|' /C calc'!A0",)


def test_x10_impossible_values_are_values_or_a_sentence(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>1e400</v></c></row>'
    assert str(read_workbook(raw_xlsx(tmp_path / "a.xlsx", cells)).sheets[0].rows[0].cells) == (
        "(nan, inf)"
    )
    broken = '<row r="1"><c r="A1" t="b"><v>7</v></c></row>'
    assert "damaged" in refusal(raw_xlsx(tmp_path / "b.xlsx", broken))


def test_x11_other_things_under_the_name_of_a_spreadsheet_are_refused(tmp_path: Path) -> None:
    cases = {
        "plain.xlsx": b"only some words\nand more of them",
        "page.xls": b"<html><table><tr><td>Title</td></tr></table></html>",
        "picture.xlsx": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        "ole.xls": compound({"Nothing": b"x"}),
    }
    for name, data in cases.items():
        (tmp_path / name).write_bytes(data)
        refusal(tmp_path / name)
    locked = tmp_path / "locked.xlsx"
    locked.write_bytes(compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}))
    assert "password" in refusal(locked)


def test_x12_x13_odd_zip_files_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "empty.xlsx", "w"):
        pass
    assert "not a spreadsheet" in refusal(tmp_path / "empty.xlsx")
    path = raw_xlsx(tmp_path / "twice.xlsx", inline("A1", "Title"))
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("xl/workbook.xml", "<x/>")
    assert "same name" in refusal(path)
    with zipfile.ZipFile(tmp_path / "many.xlsx", "w") as archive:
        for number in range(limits.ZIP_ENTRIES + 1):
            archive.writestr(f"xl/{number}", "")
    assert "too many parts" in refusal(tmp_path / "many.xlsx")


def test_x16_a_sheet_of_16384_columns_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["Title", *(f"c{n}" for n in range(16_383))]])
    assert "more than 200 columns" in refusal(path)


def test_a_wide_sheet_does_not_stand_in_the_way_of_another(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [list(range(300))], [HEAD, ["x", 1, 2]])
    assert find_layout(read_workbook(path)).sheet.name == "S2"


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 5)
    path = write_xlsx(tmp_path / "a.xlsx", [HEAD, *(["x", 1, 1] for _ in range(5))])
    assert "more than 5 rows" in refusal(path)


def test_x18_macros_are_ignored(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsm", [HEAD, ["x", 1, 2]])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    assert len(find_layout(read_workbook(path)).rows) == 1


def test_x19_a_file_cut_in_the_middle_is_damaged(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [HEAD, ["x", 1, 2]])
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "damaged" in refusal(path)


def test_x20_flipped_bytes_end_in_sheets_or_a_sentence(tmp_path: Path) -> None:
    whole = write_xlsx(tmp_path / "a.xlsx", [HEAD, *(["x", 1, 2] for _ in range(20))]).read_bytes()
    chance = random.Random(20)
    path = tmp_path / "mutant.xlsx"
    for _round in range(25):
        mutant = bytearray(whole)
        for _flip in range(chance.randint(1, 8)):
            mutant[chance.randrange(len(mutant))] = chance.randrange(256)
        path.write_bytes(mutant)
        with suppress(ImportFileError):
            find_layout(read_workbook(path))


def test_a08_strange_file_names_are_only_names(tmp_path: Path) -> None:
    for name in ("CON.xlsx", "gnp\u202eexe.xlsx", "a 😀.xlsx", "-rf.xlsx", "a'b\"c.xlsx"):
        path = write_xlsx(tmp_path / name, [HEAD, ["x", 1, 2]])
        assert read_workbook(path).name == name


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    def stop(_done: int, _total: int, _note: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_workbook(write_xlsx(tmp_path / "a.xlsx", [HEAD]), stop)


def test_a_child_that_takes_too_long_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CHILD_SECONDS", -1)
    assert "too long" in refusal(write_xlsx(tmp_path / "a.xlsx", [HEAD]))
