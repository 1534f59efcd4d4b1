"""CSV in every encoding and shape: C01 to C17 of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from register.errors import ImportFileError
from register.exchange import limits
from register.exchange.encodings import decode
from register.exchange.layout import find_layout
from register.exchange.reading import read_workbook
from register.exchange.workbook import Workbook

TABLE = "Title,Owner\nFlood,Li\nFire,Wang\n"


def read(tmp_path: Path, data: str | bytes, name: str = "a.csv") -> Workbook:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_workbook(path)


def cells(book: Workbook) -> list[tuple[object, ...]]:
    return [row.cells for row in book.sheets[0].rows]


WHOLE = [("Title", "Owner"), ("Flood", "Li"), ("Fire", "Wang")]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_c01_c02_plain_text_is_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    assert cells(read(tmp_path, TABLE.encode(encoding))) == WHOLE


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("风险名称,责任人\n数据中心停电导致服务中断,张伟\n供应商破产,李娜\n", "gb18030"),
        ("編號,風險描述\n1,機房停電導致服務中斷，影響客戶\n2,供應商倒閉\n", "big5"),
        ("风险描述\n洪水\n", "utf-16"),
        ("Risque,Propriétaire\nDéfaillance d’un prestataire,Hélène\n", "cp1252"),
        ("Título,Dueño\nInundación,Peña\n", "cp1252"),
    ],
)
def test_c03_encodings_are_told_apart(text: str, encoding: str) -> None:
    found, name = decode(text.encode(encoding))
    assert found == text
    assert name == encoding


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_c04_the_delimiter_is_found(tmp_path: Path, mark: str) -> None:
    text = "Title;Owner;Notes\nFlood;Li;a, b\nFire;Wang;c, d, e\n".replace(";", mark)
    book = read(tmp_path, text.replace("a, b", '"a, b"').replace("c, d, e", '"c, d, e"'))
    assert book.delimiter == mark
    assert [len(row) for row in cells(book)] == [3, 3, 3]


def test_c05_a_cell_of_200000_characters_is_read_and_one_of_millions_is_not(
    tmp_path: Path,
) -> None:
    assert len(str(cells(read(tmp_path, f"Title\n{'x' * 200_000}\n"))[1][0])) == 200_000
    with pytest.raises(ImportFileError, match="line 2 holds a cell of more than a million"):
        read(tmp_path, f"Title\n{'x' * 2_000_000}\n")


def test_c06_a_quotation_that_is_never_closed_is_named_by_its_line(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="opens on line 3 is never closed"):
        read(tmp_path, 'Title,Owner\nFlood,Li\n"Fire,Wang\nFrost,Zhao\n')
    whole = 'Title,Owner\n"two\nlines","and ""quotes"""'
    assert cells(read(tmp_path, whole))[1] == ("two\nlines", 'and "quotes"')


def test_c07_nul_characters_do_not_stop_the_reading(tmp_path: Path) -> None:
    assert cells(read(tmp_path, b"Title,Owner\nFl\0ood,Li\n"))[1] == ("Fl\0ood", "Li")


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_c08_every_line_end_is_one(tmp_path: Path, end: str) -> None:
    assert cells(read(tmp_path, TABLE.replace("\n", end))) == WHOLE


def test_c09_c17_ragged_rows_and_trailing_commas_are_read(tmp_path: Path) -> None:
    book = read(tmp_path, "Title,Owner,,,\nFlood\nFire,Wang,more,,,,\n,,\n")
    assert cells(book) == [("Title", "Owner"), ("Flood",), ("Fire", "Wang", "more")]


def test_c10_a_heading_alone_is_a_table_of_nothing(tmp_path: Path) -> None:
    assert find_layout(read(tmp_path, "Title,Owner\n")).rows == ()


def test_c11_a_table_without_headings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="“Title” or “Description”"):
        find_layout(read(tmp_path, "Flood,Li,3\nFire,Wang,4\n"))


def test_c12_too_many_rows_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match=f"more than {limits.ROWS} rows"):
        read(tmp_path, "Title\n" + "x\n" * (limits.ROWS + 1))


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="more than 200 columns"):
        read(tmp_path, ",".join(["Title"] * 201))


def test_c16_the_separator_line_of_spreadsheets_is_obeyed(tmp_path: Path) -> None:
    book = read(tmp_path, "sep=;\nTitle;Owner\nFlood, and more;Li\n")
    assert book.delimiter == ";"
    assert book.sheets[0].rows[1].cells == ("Flood, and more", "Li")
    assert book.sheets[0].rows[0].number == 1


def test_a_column_of_its_own_needs_no_delimiter(tmp_path: Path) -> None:
    assert cells(read(tmp_path, "Title\nFlood\n")) == [("Title",), ("Flood",)]


def test_text_under_another_ending_is_still_a_table(tmp_path: Path) -> None:
    assert cells(read(tmp_path, TABLE, "a.xls")) == WHOLE
    assert cells(read(tmp_path, TABLE, "a.json")) == WHOLE


def test_blank_text_and_binary_rubbish_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="empty"):
        read(tmp_path, "  \n\n ")
    with pytest.raises(ImportFileError, match="neither a spreadsheet nor CSV nor JSON"):
        read(tmp_path, bytes(range(1, 256)) * 10)
